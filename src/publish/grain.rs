//! Proposes to a codebook's author by year, period or all years for each dimension, and which categories to roll up.
//!
//! The choice of tables must not reveal what happened in a single year. So the real years are forgotten, the same people
//! are assigned to years anew, and tables of them are protected, once for each time and form that can be declared
//! ([`trial`]). The finest is proposed that hides at most [`shares::MOST_HIDDEN`] percent of the cells with persons and shows
//! at least [`shares::AIM`] percent of the persons. Where single years would have too few persons, periods or all years in
//! place of them ([`time`]). What a section or a headline shows over time stays by the finest time.
//!
//! The numbers are exact and so confidential. Nothing is changed: the author decides, and the notes on a release should
//! mention a change of tables.

mod error;
mod form;
mod proposal;
mod propose;
mod shares;
#[cfg(test)]
mod tests;
mod time;
mod trial;
mod words;

pub use error::GrainError;
pub use proposal::Proposal;
pub use propose::propose;
pub use words::{is_proposal, is_unedited};
