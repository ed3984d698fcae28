//! Defines the result of reading a field: an answer in categories, or the reason why it is unresolved.

use crate::notation::garbled::Garbling;

/// The position of a category in its dimension.
pub type Category = usize;

/// The answer of a record in one dimension.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// One category.
    One(Category),
    /// The categories of a multi-response dimension, sorted, at least one.
    Several(Vec<Category>),
}

impl Answer {
    /// Its categories.
    pub fn categories(&self) -> &[Category] {
        match self {
            Answer::One(category) => std::slice::from_ref(category),
            Answer::Several(categories) => categories,
        }
    }
}

/// The answer of a field, with the names of the rules that were applied.
#[derive(Clone)]
pub struct Resolved<'a> {
    /// The answer.
    pub answer: Answer,
    /// The names of the rules, in the order in which they were applied.
    pub rules: Vec<&'a str>,
}

/// Why a field is unresolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// It is missing, and the dimension has no category for "not known".
    Missing,
    /// No category has this code, label or spelling.
    Unlisted,
    /// It is no answer: an error of a spreadsheet, or nothing that can be read.
    NoAnswer,
    /// Letters of it were garbled by another encoding.
    Garbled(Garbling),
    /// It is an age or a date that is impossible.
    Impossible,
    /// The date of birth cannot be read, or gives an impossible age.
    BirthDate,
    /// The age and the date of birth differ by more than a year.
    AgeConflict,
    /// It is a date in a year of which the codebook declares that nothing was collected.
    GapYear,
}
