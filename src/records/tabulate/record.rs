//! Defines one person as categories, without anything that stood in the fields.

use std::fmt;

use codebook::Answer;

/// One person as categories. Nothing of what stood in the fields is kept, and its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The year in which each measure counts it, in the codebook's order.
    pub years: Vec<Option<u16>>,
    /// What it answers in each dimension, in the codebook's order.
    pub answers: Vec<Answer>,
    /// The positions of the dimensions that its source does not ask.
    pub not_asked: Vec<usize>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Record(confidential)")
    }
}
