//! Defines the results of an attack as values, as text and as JSON.
//!
//! The files below it know neither equations nor bounds.

mod attack_report;
mod finding;
mod group;
mod tally;
#[cfg(test)]
mod tests;

pub use attack_report::Report;
pub use finding::{Finding, Kind};
pub use group::{Change, Group};
pub use tally::{TableTally, Tally};
