//! Adds up published cells, compares years, and divides by inhabitants: what anyone with the files and a pencil would get.

mod amount;
mod change;
mod rate;
mod smallest;
mod sum;

pub use amount::Amount;
pub use change::{Change, before, is_otherwise_counted};
pub use rate::Rate;
pub use smallest::{SMALLEST_BASE, SMALLEST_COUNT};
pub use sum::{Picks, sum};
