//! Turns bounds and joint search into a report of disclosures, with proofs.

mod classify;
mod proof;

pub(crate) use classify::write_report;
