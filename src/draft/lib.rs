//! Drafts a codebook from the columns of records: what each column seems to hold, and a text to go on from.
//!
//! [`look()`] finds what one column holds, with the evidence; [`propose()`] makes a model of a codebook from all columns; and
//! [`write()`] writes it as TOML. The crate is pure: it knows the texts of each column and how often they occur, but no
//! files, no rows and no releases.
//!
//! A codebook is not confidential, and people share it. So nothing of a person may stand in a draft: a text is written
//! into it only if it occurs at least as often as the threshold, or belongs to a list that is taken whole whatever the
//! records hold. Columns that identify people, and columns that are not read, are named and never quoted.

mod ages;
mod categories;
mod choices;
mod column;
mod dates;
mod finding;
mod identify;
mod lists;
mod look;
mod model;
mod not_known;
mod places;
mod propose;
mod several;
mod sources;
mod summary;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use column::{Column, Table};
pub use finding::{Dates, Finding, Unused};
pub use look::look;
pub use model::{Draft, NoDraft};
pub use propose::{Counts, Options, propose};
pub use summary::summarize;
pub use write::{FIRST_LINE, write};
