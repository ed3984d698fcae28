//! The outsider: what can be proved from published files alone.

mod report;

pub use report::{Finding, Group, Kind, Report, TableTally, Tally};

/// What an outsider can prove who has these releases and nothing else.
pub fn attack(_releases: &[&cube::Release]) -> Report {
    Report::default()
}
