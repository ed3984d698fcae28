//! What the workbook asks, as values: sheets of fields, each with what may be filled in. How it is drawn is not known
//! here.

use cube::Lang;

use codebook::{Codebook, Holds};

use crate::{ask::Asking, field::Field, words::Words};

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
