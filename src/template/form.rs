//! What the workbook asks, as values: sheets of fields, each with what may be filled in. How it is drawn is not known
//! here.

use std::ops::RangeInclusive;

use cube::Lang;
use jiff::civil::Date;

use super::{ask::Asking, words::Words};
use codebook::{Codebook, Holds};

/// How many characters a spreadsheet shows beside a cell.
pub(super) const HINT: usize = 255;

/// All that the workbook asks and explains.
pub(super) struct Form<'a> {
    pub codebook: &'a Codebook,
    pub lang: Lang,
    pub words: &'static Words,
    /// The sheets that are filled in.
    pub sheets: Vec<Sheet>,
    /// The drop-down lists: labels.
    pub lists: Vec<Vec<String>>,
}

/// A sheet that is filled in: a row a person, or a row an event.
pub(super) struct Sheet {
    pub holds: Holds,
    pub name: &'static str,
    pub legend: &'static str,
    pub fields: Vec<Field>,
}

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

impl<'a> Form<'a> {
    /// The form that collects what a codebook reads.
    pub(super) fn new(codebook: &'a Codebook, lang: Lang) -> Self {
        let words = Words::of(lang);
        let mut lists = Vec::new();
        let fields = Asking::new(codebook, lang, &mut lists).of_persons();
        let mut sheets = vec![Sheet {
            holds: Holds::Persons,
            name: words.records,
            legend: words.legend,
            fields,
        }];
        if codebook.events.is_some() {
            let fields = Asking::new(codebook, lang, &mut lists).of_events();
            sheets.push(Sheet {
                holds: Holds::Events,
                name: words.events,
                legend: words.events_legend,
                fields,
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
