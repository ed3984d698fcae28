//! Defines what a column seems to hold, with the evidence for it.

use std::collections::BTreeMap;

use codebook::identifiers::DirectIdentifier;

use crate::categories::Categories;

/// What a column seems to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Days, months or years.
    Dates(Dates),
    /// Ages in whole years: in so many rows, and in so many an answer that is none.
    Ages {
        /// The rows with an age.
        fits: u64,
        /// The rows with an answer that is no age.
        others: u64,
    },
    /// One answer of a code list, known or observed.
    Choices(Categories),
    /// Several answers in one field.
    Several {
        /// The text between them.
        separator: String,
        /// The answers.
        categories: Categories,
    },
    /// A mark, such as X, in so many rows, and nothing in the others.
    Marks {
        /// The rows with a mark.
        marked: u64,
    },
    /// Nothing that a draft reads.
    Unused(Unused),
}

/// Why a draft does not read a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unused {
    /// No row has an answer.
    Empty,
    /// It identifies people: by its name or by its fields.
    Identifies(DirectIdentifier),
    /// Its texts differ in most rows: they may identify people.
    FreeText,
    /// All rows have the same answer.
    Constant,
    /// Marks, such as X, in fewer rows than the threshold.
    FewMarks,
    /// Each row seems to stand for so many persons.
    Counts,
    /// Numbers that are no ages, with too many values to be categories.
    Numbers,
    /// A date that neither counts persons nor gives an age.
    OtherDate,
    /// It has no name, or another column has the same.
    NoNameOfItsOwn,
}

/// What is known of a column of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The notations that are proposed, the likeliest first.
    pub notations: Vec<String>,
    /// The rows that they read.
    pub fits: u64,
    /// The rows of these that would also be a day if day and month changed places.
    pub either: u64,
    /// The rows with an answer that they do not read.
    pub unread: u64,
    /// The rows of these that would be a day if day and month changed places: they contradict the notation.
    pub contradict: u64,
    /// The rows of each year.
    pub years: BTreeMap<u16, u64>,
}

impl Dates {
    /// Whether nothing says which number is the day and which the month.
    pub fn is_undecided(&self) -> bool {
        self.either > 0 && self.either == self.fits
    }
}
