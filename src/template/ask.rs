//! What is asked for each column that the codebook reads: its name, its help, and what may be filled in.

use std::ops::RangeInclusive;

use cube::{Category, Lang, Text};
use jiff::civil::{Date, date};

use crate::{
    columns::Columns,
    field::{Asks, Field, HINT, Needed, Only},
    words::Words,
};
use codebook::{
    Codebook, Condition, Dimension, Measure, Of, Relation,
    notation::{age::OLDEST, spelling::fold},
};

/// How many answers there may be in a multi-response dimension: one column each.
const ANSWERS: usize = 5;

/// The fields of one sheet, in the making.
pub(super) struct Asking<'a, 'l> {
    codebook: &'a Codebook,
    lang: Lang,
    words: &'static Words,
    lists: &'l mut Vec<Vec<String>>,
    fields: Vec<Field>,
}

impl<'a, 'l> Asking<'a, 'l> {
    /// Nothing is asked yet. Lists are added to those that there are.
    pub(super) fn new(codebook: &'a Codebook, lang: Lang, lists: &'l mut Vec<Vec<String>>) -> Self {
        Asking {
            codebook,
            lang,
            words: Words::of(lang),
            lists,
            fields: Vec::new(),
        }
    }

    /// What is asked of each person.
    pub(super) fn of_persons(mut self) -> Vec<Field> {
        let columns = Columns(self.codebook).of_persons();
        if !columns
            .iter()
            .any(|column| Columns(self.codebook).is_text(column))
        {
            // Without a number of its own, a person who resembles another would look like a row entered twice.
            self.add(
                self.words.number,
                self.words.number_hint.into(),
                None,
                Asks::Text,
                Needed::Always,
            );
        }
        columns
            .into_iter()
            .for_each(|column| self.add_column(Of::Persons, column));
        self.fields
    }

    /// What is asked of each event.
    pub(super) fn of_events(mut self) -> Vec<Field> {
        Columns(self.codebook)
            .of_events()
            .into_iter()
            .for_each(|column| self.add_column(Of::Events, column));
        self.fields
    }

    fn add_column(&mut self, of: Of, column: &str) {
        let columns = Columns(self.codebook);
        let readers = columns.readers(of, column);
        match readers.iter().max_by_key(|one| leaves(one).count()) {
            Some(detailed) => self.add_answers(detailed, &readers),
            None if columns.is_text(column) => self.add_text(column),
            None if columns.is_birth(column) => self.add_birth(column),
            None => self.add_day(column),
        }
    }

    fn add(&mut self, label: &str, hint: String, column: Option<&str>, asks: Asks, needed: Needed) {
        let is_taken = self
            .fields
            .iter()
            .any(|field| fold(&field.label) == fold(label));
        let label = if is_taken {
            format!("{label} ({})", column.unwrap_or_default())
        } else {
            label.to_owned()
        };
        self.fields.push(Field {
            label,
            hint,
            column: column.map(Into::into),
            asks,
            needed,
            only: None,
        });
    }

    fn add_text(&mut self, column: &str) {
        let needed = if Columns(self.codebook).identifies(column) {
            Needed::Always
        } else {
            Needed::No
        };
        let label = self.told(column).unwrap_or_else(|| as_words(column));
        self.add(
            &label,
            self.words.text_hint.into(),
            Some(column),
            Asks::Text,
            needed,
        );
    }

    fn add_birth(&mut self, column: &str) {
        let label = self.told(column).unwrap_or_else(|| self.words.birth.into());
        let days = date(FIRST_BIRTH, 1, 1)..=*self.days(true).end();
        let hint = hint("", &[self.words.day_hint, self.words.empty_hint]);
        self.add(&label, hint, Some(column), Asks::Day(days), Needed::No);
    }

    fn add_day(&mut self, column: &str) {
        let measures: Vec<&Measure> = self
            .codebook
            .measures
            .iter()
            .filter(|one| one.date == column)
            .collect();
        let public = self.codebook.catalog().measures.iter();
        let labels = public.filter(|one| measures.iter().any(|measure| measure.id == one.id));
        let labels: Vec<&str> = labels.map(|one| one.label.get(self.lang)).collect();
        let is_whole = measures
            .iter()
            .any(|measure| measure.id == self.codebook.whole().id);
        let condition = measures.iter().find_map(|measure| measure.when.as_ref());
        let needed = if is_whole {
            Needed::Always
        } else {
            condition.map_or(Needed::No, |when| self.needed_if(when))
        };
        let label = if labels.is_empty() {
            as_words(column)
        } else {
            (self.words.day)(&labels.join(", "))
        };
        let label = self.told(column).unwrap_or(label);
        let hint = hint("", &[self.words.day_hint, &self.condition(&needed)]);
        self.add(
            &label,
            hint,
            Some(column),
            Asks::Day(self.days(is_whole)),
            needed,
        );
    }

    /// What the codebook calls a column.
    fn told(&self, column: &str) -> Option<String> {
        self.codebook
            .template
            .labels
            .get(column)
            .map(|label| label.get(self.lang).to_owned())
    }

    /// Days of the published years, until the records are extracted. What is decided may be so a year later than it was
    /// applied for.
    fn days(&self, is_whole: bool) -> RangeInclusive<Date> {
        let year = |year: &u16| {
            i16::try_from(*year).map_or(Date::MAX.year(), |year| year.min(Date::MAX.year() - 1))
        };
        let (first, last) = (
            year(self.codebook.years.start()),
            year(self.codebook.years.end()),
        );
        let last = date(last + i16::from(!is_whole), 12, 31);
        date(first, 1, 1)..=self.codebook.records.until.unwrap_or(last)
    }

    fn needed_if(&self, when: &Condition) -> Needed {
        let dimension = &self.codebook.dimensions[when.dimension];
        let at = self
            .fields
            .iter()
            .position(|field| field.column.as_ref() == Some(&dimension.column));
        match at {
            Some(at) if matches!(self.fields[at].asks, Asks::Choice(_)) => {
                Needed::If(at, self.labels(when))
            }
            _ => Needed::No,
        }
    }

    fn labels(&self, condition: &Condition) -> Vec<String> {
        let categories = &self.codebook.dimensions[condition.dimension]
            .list
            .categories;
        condition
            .categories
            .iter()
            .map(|at| self.label(&categories[*at]).to_owned())
            .collect()
    }

    /// Who is asked for a dimension, if not everybody; and how that is told.
    fn only(&self, dimension: &Dimension) -> Option<(Only, String)> {
        let named = |at: usize| &self.codebook.dimensions[at];
        let asked = self
            .codebook
            .relations
            .iter()
            .find_map(|relation| match relation {
                Relation::Either(asked, others) if named(others.dimension).id == dimension.id => {
                    Some((asked, others))
                }
                _ => None,
            });
        let (asked, others) = asked?;
        let (labels, others) = (self.labels(asked), self.labels(others));
        let label = named(asked.dimension).list.label.get(self.lang);
        let told = (self.words.only_if)(label, &labels.join(", "), &others.join(", "));
        Some((
            Only {
                column: named(asked.dimension).column.clone(),
                labels,
            },
            told,
        ))
    }

    /// When a field is needed, in words.
    fn condition(&self, needed: &Needed) -> String {
        match needed {
            Needed::If(at, labels) => {
                (self.words.needed_if)(&self.fields[*at].label, &labels.join(", "))
            }
            Needed::No | Needed::Always => String::new(),
        }
    }

    /// The fields of one column, which several dimensions may read: what is filled in has to mean something to all.
    fn add_answers(&mut self, dimension: &'a Dimension, readers: &[&'a Dimension]) {
        let understood = |text: &str| readers.iter().all(|one| one.dictionary.read(text).is_ok());
        let is_needed = readers.iter().any(|one| one.required) || !understood("");
        let labels = leaves(dimension)
            .map(|category| self.label(category))
            .filter(|label| understood(label));
        let labels: Vec<String> = labels.map(Into::into).collect();
        let unknown = leaves(dimension)
            .find(|category| category.unknown)
            .map(|category| self.label(category));
        let (how, asks, columns) = match dimension.dictionary.known_ages() {
            Some(ages) => {
                let or = if understood("") {
                    None
                } else {
                    unknown.map(Into::into)
                };
                (
                    self.words.age_hint,
                    Asks::Age(*ages.start()..=OLDEST.min(*ages.end()), or),
                    1,
                )
            }
            None if dimension.list.multi_response && dimension.dictionary.separator().is_some() => {
                let known = labels
                    .iter()
                    .filter(|label| Some(label.as_str()) != unknown)
                    .count();
                (
                    self.words.several_hint,
                    self.choice(labels),
                    known.clamp(1, ANSWERS),
                )
            }
            None => (self.words.choice_hint, self.choice(labels), 1),
        };
        let not_known = match unknown {
            Some(label) if !matches!(asks, Asks::Age(_, None)) => (self.words.unknown_hint)(label),
            Some(_) => self.words.empty_hint.into(),
            None => String::new(),
        };
        let about = [&dimension.list.definition, &dimension.list.note]
            .into_iter()
            .flatten();
        let about = about
            .map(|text: &Text| text.get(self.lang))
            .collect::<Vec<_>>()
            .join(" ");
        let (only, told) = self.only(dimension).unzip();
        let hint = hint(&about, &[&told.unwrap_or_default(), how, &not_known]);
        let label = dimension.list.label.get(self.lang);
        for number in 1..=columns {
            let label = if columns == 1 {
                label.to_owned()
            } else {
                format!("{label} {number}")
            };
            let needed = if is_needed && number == 1 {
                Needed::Always
            } else {
                Needed::No
            };
            self.add(
                &label,
                hint.clone(),
                Some(&dimension.column),
                asks.clone(),
                needed,
            );
            self.fields
                .last_mut()
                .into_iter()
                .for_each(|field| field.only.clone_from(&only));
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

/// Nobody alive was born before this year.
const FIRST_BIRTH: i16 = 1900;

/// The categories that a record can be in.
fn leaves(dimension: &Dimension) -> impl Iterator<Item = &Category> {
    dimension
        .list
        .categories
        .iter()
        .filter(|category| dimension.list.is_leaf(&category.code))
}

/// A column's name as people would write it: `fecha_solicitud` is "Fecha solicitud".
fn as_words(column: &str) -> String {
    let words = column.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What something is, shortened if need be, and what is to be done.
fn hint(about: &str, to_do: &[&str]) -> String {
    let to_do = to_do
        .iter()
        .filter(|text| !text.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    let to_do = shortened(&to_do, HINT);
    let about = shortened(about, (HINT - to_do.chars().count()).saturating_sub(1));
    format!("{about} {to_do}").trim().to_owned()
}

/// The text, or its first whole words and an ellipsis.
fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    kept.rfind(' ')
        .map_or(String::new(), |end| format!("{}…", kept[..end].trim_end()))
}
