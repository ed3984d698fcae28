//! Invents whole registers that agree with everything that a release publishes, to show which values hidden counts may have.
//!
//! The attack reasons about tables, and about crossings of three dimensions behind them. A whole register is stronger
//! evidence: a list of invented persons, each with all attributes, whose tables equal the release wherever it has a
//! number. A value that a hidden count has in such a register cannot be ruled out by any argument from
//! the files of this release. Earlier releases are not compared.
//!
//! The search ([`search`]) starts from the records and exchanges answers between persons ([`exchange`]) until a hidden
//! count has the value that is looked for and every published number is as it was ([`register`]). That it finds no register
//! proves nothing. The invented registers are used for counting and then discarded.

mod exchange;
mod goals;
mod membership;
mod register;
mod search;
#[cfg(test)]
mod tests;

pub use search::{Shown, show_values};
