//! Which grain of time and which roll-ups would show more: proposed to a codebook's author, who decides.
//!
//! It looks at all years together and never at a single one: which tables exist must not tell what happened in a year.
//! So it forgets who was counted when, deals the same people out over the years anew, protects tables of them, once for
//! each form that dimensions may have, and sees how many persons are in published cells ([`trial`]). It proposes the finest
//! form of each dimension of which [`form::AIM`] percent are seen, and periods of about 15 times the threshold. What a section or a
//! headline tells by year stays by year.
//!
//! Its numbers are exact and so confidential. It changes nothing: another grain means other tables, which is for the
//! notes on a release to say.

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
