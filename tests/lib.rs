//! Shares among the tests what several of them need.
//!
//! The root of the checkout, the `tablero` program and a folder to call it in, codebooks, invented registers, the published
//! dataset, a PostgreSQL server, and a real browser.

mod checkout;
pub mod chrome;
pub mod codebook;
pub mod dataset;
pub mod engine;
pub mod invented;
pub mod postgres;
mod program;
pub mod served;
pub mod workdir;

pub use checkout::{files_below, read, root, shared};
pub use program::tablero;
