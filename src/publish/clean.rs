//! What the fields of one row say by the codebook: dates and answers, and the named rules that it took to read them.
//!
//! Pure: fields in, [`Understood`] out. Whether the row counts is decided later, by what is understood alone. Where a
//! row stands and how its file is written are not known here.

pub(crate) mod age;

use jiff::civil::Date;

use crate::codebook::{Answer, Codebook, Dimension, Strange};

/// What a row says of one thing.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Said<T> {
    /// This.
    This(T),
    /// Nothing: its source has no such column.
    NotAsked,
    /// Something that no rule settles.
    NotUnderstood(Strange),
}

impl<T> Said<T> {
    /// What was told and understood.
    pub(crate) fn this(&self) -> Option<&T> {
        match self {
            Said::This(this) => Some(this),
            Said::NotAsked | Said::NotUnderstood(_) => None,
        }
    }
}

/// A rule that a row took: the id of the dimension or measure, and the rule's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Took<'a> {
    pub place: &'a str,
    pub name: &'a str,
}

/// What one row, or several rows of one application, say. It has no `Debug`: it is a person.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Understood<'a> {
    /// For each of the codebook's measures, the date that makes its year.
    pub dates: Vec<Said<Date>>,
    /// For each of the codebook's dimensions, what is answered in it.
    pub answers: Vec<Said<Answer>>,
    /// The rules that it took, each at most once.
    pub rules: Vec<Took<'a>>,
}

/// Understands rows by a codebook.
pub(crate) struct Cleaner<'a> {
    codebook: &'a Codebook,
    /// For each measure, the position of the column that dates it.
    dates: Vec<usize>,
    /// For each dimension, the position of the column that it is read from.
    answers: Vec<usize>,
}

impl<'a> Cleaner<'a> {
    pub(crate) fn new(codebook: &'a Codebook) -> Self {
        // Every column that the codebook names is among its columns.
        let position = |column: &str| codebook.columns.iter().position(|known| known == column).unwrap_or_default();
        Cleaner {
            codebook,
            dates: codebook.measures.iter().map(|measure| position(&measure.date)).collect(),
            answers: codebook.dimensions.iter().map(|dimension| position(&dimension.column)).collect(),
        }
    }

    /// The position of the column that dates a measure.
    pub(crate) fn date_column(&self, measure: usize) -> usize {
        self.dates[measure]
    }

    /// The position of the column that a dimension is read from.
    pub(crate) fn answer_column(&self, dimension: usize) -> usize {
        self.answers[dimension]
    }

    /// Understands a row. It has one field for each of the codebook's columns, `None` where its source has no such
    /// column.
    pub(crate) fn understand(&mut self, fields: &[Option<&str>]) -> Understood<'a> {
        let mut rules = Vec::new();
        let dates = self.dates.iter().map(|column| asked(fields[*column], |field| self.date(field))).collect();
        let dimensions = self.codebook.dimensions.iter().zip(&self.answers);
        let read = |(dimension, column): (&'a Dimension, &usize)| {
            asked(fields[*column], |field| answer(dimension, field, &mut rules))
        };
        let answers = dimensions.map(read).collect();
        Understood { dates, answers, rules }
    }

    fn date(&self, field: &str) -> Result<Date, Strange> {
        // What jiff says of a date quotes it.
        let notations = &self.codebook.records.dates;
        let date = notations.iter().find_map(|notation| Date::strptime(notation, field.trim()).ok());
        date.ok_or(match field.trim() {
            "" => Strange::Missing,
            _ => Strange::Unlisted,
        })
    }
}

fn asked<T>(field: Option<&str>, read: impl FnOnce(&str) -> Result<T, Strange>) -> Said<T> {
    match field.map(read) {
        Some(Ok(told)) => Said::This(told),
        Some(Err(strange)) => Said::NotUnderstood(strange),
        None => Said::NotAsked,
    }
}

fn answer<'a>(dimension: &'a Dimension, field: &str, rules: &mut Vec<Took<'a>>) -> Result<Answer, Strange> {
    let reading = dimension.dictionary.read(field)?;
    rules.extend(reading.rules.into_iter().map(|name| Took { place: &dimension.id, name }));
    Ok(reading.answer)
}
