//! Defines the record of one person: categories and years, without the text of any field.

use std::fmt;

use codebook::Answer;

/// The record of one person, as categories and years. It has no text of a field, and `Debug` shows
/// nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// For each of the codebook's measures, the year in which it counts the person.
    pub years: Vec<Option<u16>>,
    /// For each of the codebook's dimensions, the answer.
    pub answers: Vec<Answer>,
    /// The positions of the dimensions that the source does not collect.
    pub not_asked: Vec<usize>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Record(confidential)")
    }
}
