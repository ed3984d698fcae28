//! Defines one column of a sheet: what may be filled in, to whom it applies, and whether it is required.

use std::ops::RangeInclusive;

use jiff::civil::Date;

/// The most characters of help that a spreadsheet shows beside a cell.
pub(super) const HINT: usize = 255;

/// One column of a sheet.
#[derive(Debug)]
pub(super) struct Field {
    /// Its label, unique in the sheet.
    pub label: String,
    /// Help for filling it in: at most [`HINT`] characters.
    pub hint: String,
    /// The codebook's column; `None` if the field only distinguishes rows.
    pub column: Option<String>,
    pub input: Input,
    pub requirement: Requirement,
    /// The persons to whom it applies; everybody if `None`.
    pub applicability: Option<Applicability>,
}

/// The persons to whom a field applies: those with one of these labels in a field of this column.
#[derive(Clone, Debug)]
pub(super) struct Applicability {
    pub column: String,
    pub labels: Vec<String>,
}

/// What may be filled in.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// Any text, such as the number of an application.
    Text,
    /// A day.
    Day(RangeInclusive<Date>),
    /// An age in whole years. If the codebook does not understand an empty field: or the label for "not known".
    Age(RangeInclusive<u16>, Option<String>),
    /// One of the labels of the list at this position.
    Choice(usize),
}

/// Whether a field must be filled in.
#[derive(Clone, Debug)]
pub(super) enum Requirement {
    Optional,
    Required,
    /// Required if the field at this position has one of these labels.
    RequiredIf(usize, Vec<String>),
}

impl Field {
    /// Its label with an asterisk if it must be filled in.
    pub(super) fn header(&self) -> String {
        let mark = match self.requirement {
            Requirement::Optional => "",
            Requirement::Required => " *",
            Requirement::RequiredIf(..) => " (*)",
        };
        format!("{}{mark}", self.label)
    }
}
