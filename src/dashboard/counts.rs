//! Adds up published cells, compares years, and divides by inhabitants, as anyone with the files can.

mod amount;
mod change;
mod rate;
mod smallest;
mod sum;

pub use amount::Amount;
pub use change::{
    Change, are_equally_long, before, is_in, is_otherwise_counted, shares_differ, strongest_change,
};
pub use rate::Rate;
pub use smallest::{SMALLEST_BASE, SMALLEST_COUNT};
pub use sum::{Picks, sum};
