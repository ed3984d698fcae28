//! Fills figures with published numbers, chooses their grain and order, and formats them.

mod axis;
mod base;
mod entry;
mod figure;
mod grain;
mod grid;
mod line;
mod lookup;
mod matrix;
mod order;
mod shape;
mod tabulate;

pub use axis::gaps;
pub use entry::{Entry, FormattedNumber};
pub use figure::Numbers;
pub use grain::rows_at;
pub use line::{Line, labels};
pub use matrix::Matrix;
