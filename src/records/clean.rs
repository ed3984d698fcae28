//! What the fields of one row say by the codebook: dates and answers, and the named rules that it took to read them.
//!
//! Pure: fields in, [`Understood`] out. Whether the row counts is decided later, by what is understood alone. Where a
//! row stands and how its file is written are not known here.

mod birth;
mod cleaner;
mod memo;
pub(crate) mod suggestion;
#[cfg(test)]
mod tests;
mod understood;

pub(crate) use cleaner::Cleaner;
pub(crate) use understood::{Said, Took, Understood};
