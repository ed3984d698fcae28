//! Counts persons at every address that the codebook publishes.
//!
//! The exact counts are confidential: they must not be published unprotected.

mod address_lookup;
mod answer_counts;
mod axis;
mod block;
mod counter;
mod counts;
mod packed_records;
mod record;
mod tabulation;
#[cfg(test)]
mod tests;
mod yearly_counts;

pub use address_lookup::AddressLookup;
pub use answer_counts::{AnswerCounts, AnswersByYear};
pub use counter::{Counter, Keep, count_tables};
pub use counts::Counts;
pub use packed_records::PackedRecords;
pub use record::Record;
pub use yearly_counts::YearlyCounts;
