//! Defines one column of a sheet: what it asks, of whom, and whether it has to be filled in.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// How many characters a spreadsheet shows beside a cell.
pub(super) const HINT: usize = 255;

/// One column of a sheet.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name, which no other field of the sheet has.
    pub label: String,
    /// What whoever fills it in has to know, in no more than [`HINT`] characters.
    pub hint: String,
    /// The column that the codebook reads it as; `None` for what only tells rows apart.
    pub column: Option<String>,
    pub asks: Asks,
    pub needed: Needed,
    /// Who is asked; everybody if it is left out.
    pub only: Option<Only>,
}

/// Who is asked: whoever has one of these labels in a field that is read as this column.
#[derive(Clone, Debug)]
pub(super) struct Only {
    pub column: String,
    pub labels: Vec<String>,
}

/// What may be filled in.
#[derive(Clone, Debug)]
pub(super) enum Asks {
    /// Anything: what an institution calls its application.
    Text,
    /// A day.
    Day(RangeInclusive<Date>),
    /// An age in whole years; or, where an empty field is not understood, the words for "not known".
    Age(RangeInclusive<u16>, Option<String>),
    /// One of the labels of the list with this position.
    Choice(usize),
}

/// Whether a field has to be filled in.
#[derive(Clone, Debug)]
pub(super) enum Needed {
    No,
    Always,
    /// Only if the field with this position has one of these labels.
    If(usize, Vec<String>),
}

impl Field {
    /// Its name on the sheet: with an asterisk where it has to be filled in.
    pub(super) fn header(&self) -> String {
        let mark = match self.needed {
            Needed::No => "",
            Needed::Always => " *",
            Needed::If(..) => " (*)",
        };
        format!("{}{mark}", self.label)
    }
}
