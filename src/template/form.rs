//! Describes what the workbook collects: its sheets, their fields and drop-down lists. It knows no spreadsheet format.

use std::ops::RangeInclusive;

use cube::Lang;
use jiff::civil::Date;

use super::{fields::FieldBuilder, words::Words};
use codebook::{Codebook, RowKind};

/// The most characters of help that a spreadsheet shows beside a cell.
pub(super) const HINT: usize = 255;

/// The contents of the workbook.
pub(super) struct Form<'a> {
    pub codebook: &'a Codebook,
    pub lang: Lang,
    pub words: &'static Words,
    /// The sheets that institutions fill in.
    pub sheets: Vec<Sheet>,
    /// The labels of the drop-down lists.
    pub lists: Vec<Vec<String>>,
}

/// A sheet that institutions fill in, with one row for each person or for each event.
pub(super) struct Sheet {
    pub row_kind: RowKind,
    pub name: &'static str,
    pub legend: &'static str,
    pub fields: Vec<Field>,
}

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

impl<'a> Form<'a> {
    /// Describes the workbook that collects the columns of a codebook.
    pub(super) fn new(codebook: &'a Codebook, lang: Lang) -> Self {
        let words = Words::in_lang(lang);
        let mut lists = Vec::new();
        let mut sheets = vec![Sheet {
            row_kind: RowKind::Persons,
            name: words.records,
            legend: words.legend,
            fields: FieldBuilder::new(codebook, lang, &mut lists).build_persons(),
        }];
        if codebook.events.is_some() {
            sheets.push(Sheet {
                row_kind: RowKind::Events,
                name: words.events,
                legend: words.events_legend,
                fields: FieldBuilder::new(codebook, lang, &mut lists).build_events(),
            });
        }
        Form {
            codebook,
            lang,
            words,
            sheets,
            lists,
        }
    }
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
