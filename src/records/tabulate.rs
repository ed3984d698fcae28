//! Exact counts at every address of the published family. Confidential: what is here must not leave unprotected.

mod axis;
mod block;
mod counter;
mod counts;
mod kept;
mod known;
mod places;
mod record;
mod tabulation;
#[cfg(test)]
mod tests;

pub use counter::{Counter, Keep};
pub use counts::Counts;
pub use kept::Kept;
pub use known::{Knowledge, Known};
pub use places::Places;
pub use record::Record;
