//! What the tests share: where the checkout is, the `tablero` program, a place to call it in, invented registers, the
//! published dataset, and a real browser.

mod checkout;
pub mod chrome;
pub mod dataset;
pub mod invented;
pub mod place;
pub mod postgres;
mod program;

pub use checkout::{files_below, read, root, shared};
pub use program::tablero;
