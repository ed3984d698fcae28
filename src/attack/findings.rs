//! Turns bounds and joint search into a report of disclosures, with proofs.

mod classify;
mod known;
mod proof;

pub(crate) use classify::{Subject, write_report};
pub(crate) use known::{separate_known, without_last_release};
