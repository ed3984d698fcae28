//! Defines the result of reading a field: an answer in categories, or the reason why it is unresolved.

use std::fmt;

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

/// How letters were garbled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Garbling {
    /// The text is in CP850, the encoding of DOS.
    Cp850,
    /// The text is in Mac Roman.
    MacRoman,
    /// The text is in UTF-8 and was read as Windows-1252, perhaps before it was saved.
    Utf8,
    /// The letters were replaced by question marks.
    Lost,
}

impl fmt::Display for Garbling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Garbling::Cp850 => {
                "this text looks like CP850, the encoding of DOS; declare encoding = \"cp850\" for its source, or save the file as \
                 UTF-8"
            }
            Garbling::MacRoman => {
                "this text looks like Mac Roman; declare encoding = \"mac roman\" for its source, or save the file as UTF-8"
            }
            Garbling::Utf8 => {
                "this text is UTF-8 that was taken for Windows-1252; export it again as UTF-8"
            }
            Garbling::Lost => {
                "letters of this text were lost and are question marks; export it again as UTF-8"
            }
        })
    }
}
