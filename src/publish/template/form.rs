//! What the workbook asks, as values: the fields of a row, each with what may be filled in. How it is drawn is not
//! known here.

use std::{collections::BTreeSet, ops::RangeInclusive};

use cube::{Category, Lang};
use jiff::civil::{Date, date};

use super::words::Words;
use crate::{
    clean::age::OLDEST,
    codebook::{Codebook, Condition, Dimension, Measure},
    spelling::fold,
};

/// How many answers a person may have in a multi-response dimension: one column each.
const ANSWERS: usize = 5;

/// How many characters a spreadsheet shows beside a cell.
const HINT: usize = 255;

/// All that the workbook asks and explains.
pub(super) struct Form<'a> {
    pub codebook: &'a Codebook,
    pub lang: Lang,
    pub words: &'static Words,
    /// One row a person.
    pub fields: Vec<Field>,
    /// The drop-down lists: labels.
    pub lists: Vec<Vec<String>>,
}

/// One column of the sheet of records.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name, which no other field has.
    pub label: String,
    /// What whoever fills it in has to know, in no more than [`HINT`] characters.
    pub hint: String,
    /// The column that the codebook reads it as; `None` for what only tells rows apart.
    pub column: Option<String>,
    pub asks: Asks,
    pub needed: Needed,
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
        let mut form = Form { codebook, lang, words: Words::of(lang), fields: Vec::new(), lists: Vec::new() };
        // Without a number of its own, a person who resembles another one would look like a row entered twice.
        form.add(form.words.number, form.words.number_hint.into(), None, Asks::Text, Needed::Always);
        for column in columns(codebook) {
            let dimensions: Vec<&Dimension> = codebook.dimensions.iter().filter(|one| one.column == column).collect();
            match dimensions.iter().max_by_key(|one| leaves(one).count()) {
                Some(detailed) => form.add_answers(detailed, &dimensions),
                None => form.add_day(column),
            }
        }
        form
    }

    fn add(&mut self, label: &str, hint: String, column: Option<&str>, asks: Asks, needed: Needed) {
        let is_taken = self.fields.iter().any(|field| fold(&field.label) == fold(label));
        let label = if is_taken { format!("{label} ({})", column.unwrap_or_default()) } else { label.to_owned() };
        self.fields.push(Field { label, hint, column: column.map(Into::into), asks, needed });
    }

    fn add_day(&mut self, column: &str) {
        let measures: Vec<&Measure> = self.codebook.measures.iter().filter(|one| one.date == column).collect();
        let public = self.codebook.catalog().measures.iter();
        let labels = public.filter(|one| measures.iter().any(|measure| measure.id == one.id));
        let labels: Vec<&str> = labels.map(|one| one.label.get(self.lang)).collect();
        let is_whole = measures.iter().any(|measure| measure.id == self.codebook.whole().id);
        let condition = measures.iter().find_map(|measure| measure.when.as_ref());
        let needed = if is_whole { Needed::Always } else { condition.map_or(Needed::No, |when| self.needed_if(when)) };
        let label = (self.words.day)(&labels.join(", "));
        let hint = hint("", &[self.words.day_hint, &self.condition(&needed)]);
        self.add(&label, hint, Some(column), Asks::Day(self.days(is_whole)), needed);
    }

    /// Days of the published years. What is decided may be so a year later than it was applied for.
    fn days(&self, is_whole: bool) -> RangeInclusive<Date> {
        let year = |year: &u16| i16::try_from(*year).map_or(Date::MAX.year(), |year| year.min(Date::MAX.year() - 1));
        let (first, last) = (year(self.codebook.years.start()), year(self.codebook.years.end()));
        date(first, 1, 1)..=date(last + i16::from(!is_whole), 12, 31)
    }

    fn needed_if(&self, when: &Condition) -> Needed {
        let dimension = &self.codebook.dimensions[when.dimension];
        let at = self.fields.iter().position(|field| field.column.as_ref() == Some(&dimension.column));
        let labels = when.categories.iter().map(|at| self.label(&dimension.list.categories[*at]).to_owned()).collect();
        match at {
            Some(at) if matches!(self.fields[at].asks, Asks::Choice(_)) => Needed::If(at, labels),
            _ => Needed::No,
        }
    }

    /// When a field is needed, in words.
    fn condition(&self, needed: &Needed) -> String {
        match needed {
            Needed::If(at, labels) => (self.words.needed_if)(&self.fields[*at].label, &labels.join(", ")),
            Needed::No | Needed::Always => String::new(),
        }
    }

    /// The fields of one column, which several dimensions may read: what is filled in has to mean something to all.
    fn add_answers(&mut self, dimension: &'a Dimension, readers: &[&Dimension]) {
        let understood = |text: &str| readers.iter().all(|one| one.dictionary.read(text).is_ok());
        let labels = leaves(dimension).map(|category| self.label(category)).filter(|label| understood(label));
        let labels: Vec<String> = labels.map(Into::into).collect();
        let unknown = leaves(dimension).find(|category| category.unknown).map(|category| self.label(category));
        let needed = if understood("") { Needed::No } else { Needed::Always };
        let (how, asks, columns) = match dimension.dictionary.known_ages() {
            Some(ages) => {
                let or = if understood("") { None } else { unknown.map(Into::into) };
                (self.words.age_hint, Asks::Age(*ages.start()..=OLDEST.min(*ages.end()), or), 1)
            }
            None if dimension.list.multi_response => {
                let known =
                    labels.len() - usize::from(unknown.is_some_and(|label| labels.iter().any(|one| one == label)));
                (self.words.several_hint, self.choice(labels), known.clamp(1, ANSWERS))
            }
            None => (self.words.choice_hint, self.choice(labels), 1),
        };
        let not_known = match unknown {
            Some(label) if !matches!(asks, Asks::Age(_, None)) => (self.words.unknown_hint)(label),
            Some(_) => self.words.empty_hint.into(),
            None => String::new(),
        };
        let note = dimension.list.note.as_ref().map_or("", |note| note.get(self.lang));
        let hint = hint(note, &[how, &not_known]);
        let label = dimension.list.label.get(self.lang);
        for number in 1..=columns {
            let label = if columns == 1 { label.to_owned() } else { format!("{label} {number}") };
            let needed = if number == 1 { needed.clone() } else { Needed::No };
            self.add(&label, hint.clone(), Some(&dimension.column), asks.clone(), needed);
        }
    }

    fn choice(&mut self, labels: Vec<String>) -> Asks {
        self.lists.push(labels);
        Asks::Choice(self.lists.len() - 1)
    }

    fn label(&self, category: &'a Category) -> &'a str {
        category.label.get(self.lang)
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

/// Every column that the codebook reads, once: what a date depends on before the date, then the dimensions.
fn columns(codebook: &Codebook) -> Vec<&str> {
    fn column_of(dimension: &Dimension) -> &str {
        &dimension.column
    }
    let dates = codebook.measures.iter().flat_map(|measure| {
        let before = measure.when.as_ref().map(|when| column_of(&codebook.dimensions[when.dimension]));
        before.into_iter().chain([measure.date.as_str()])
    });
    let mut seen = BTreeSet::new();
    dates.chain(codebook.dimensions.iter().map(column_of)).filter(|column| seen.insert(*column)).collect()
}

/// The categories that a record can be in.
pub(super) fn leaves(dimension: &Dimension) -> impl Iterator<Item = &Category> {
    dimension.list.categories.iter().filter(|category| dimension.list.is_leaf(&category.code))
}

/// A note, shortened if need be, and what is to be done.
fn hint(note: &str, to_do: &[&str]) -> String {
    let to_do = to_do.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let to_do = shortened(&to_do, HINT);
    let note = shortened(note, (HINT - to_do.chars().count()).saturating_sub(1));
    format!("{note} {to_do}").trim().to_owned()
}

/// The text, or its first whole words and an ellipsis.
fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    kept.rfind(' ').map_or(String::new(), |end| format!("{}…", kept[..end].trim_end()))
}
