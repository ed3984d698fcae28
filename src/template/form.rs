//! Describes what the workbook collects: its sheets, their fields and drop-down lists. It knows no spreadsheet format.

use cube::Lang;

use crate::{field::Field, fields::FieldBuilder, words::Words};
use codebook::{Codebook, RowKind};

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
