//! Keeps the counts of closed years as they were when they were closed, so that corrections change nothing published.
//!
//! [`model`] is the confidential file: counts of the published family, never records. [`advance()`] decides which years come
//! from it and which from the records, counts, and makes the next ledger. Of its parts, `index` finds the count of an
//! address; `decisions` holds back decisions on applications that the ledger counts otherwise; `check` compares it with
//! itself and with the release before; [`waiting`] lists what the records say otherwise.

pub mod advance;
mod check;
mod counting;
mod decisions;
mod error;
mod index;
mod merged;
pub mod model;
mod next;
mod outcomes;
#[cfg(test)]
mod tests;
pub mod waiting;

pub use advance::{Advanced, advance};
pub use error::LedgerError;
pub use model::Ledger;
