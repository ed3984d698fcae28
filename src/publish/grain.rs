//! Proposes to a codebook's author by year, period or all years for each dimension, and which categories to roll up.
//!
//! The choice of tables must not reveal what happened in a single year. So the real years are forgotten, the same people
//! are assigned to years anew, and tables of them are protected, once for each form that dimensions may have ([`trial`]).
//! For each dimension the finest form is proposed in which at least [`form::AIM`] percent of persons are in published cells; for
//! time, periods with about 15 times the threshold. What a section or a headline shows by year stays by year.
//!
//! The numbers are exact and so confidential. Nothing is changed: the author decides, and the notes on a release should
//! mention a change of tables.

mod error;
mod form;
mod period;
mod proposal;
mod propose;
#[cfg(test)]
mod tests;
mod trial;
mod words;

pub use error::GrainError;
pub use proposal::Proposal;
pub use propose::propose;
