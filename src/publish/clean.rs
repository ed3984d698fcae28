//! What the fields of one row say by the codebook: dates and answers, and the named rules that it took to read them.
//!
//! Pure: fields in, [`Understood`] out. Whether the row counts is decided later, by what is understood alone. Where a
//! row stands and how its file is written are not known here.

pub(crate) mod age;
mod memo;

use jiff::civil::Date;

use memo::Memo;

use crate::codebook::{Answer, Codebook, Dimension, Reading, Source, Strange};

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

const ISO: &str = "%Y-%m-%d";

/// Understands rows by a codebook.
pub(crate) struct Cleaner<'a> {
    codebook: &'a Codebook,
    source: &'a Source,
    /// For each measure, the position of the column that dates it.
    dates: Vec<usize>,
    /// For each dimension, the position of the column that it is read from.
    answers: Vec<usize>,
    /// What dates and, for each dimension, fields said before.
    known_dates: Memo<Result<Date, Strange>>,
    known_answers: Vec<Memo<Result<Reading<'a>, Strange>>>,
}

impl<'a> Cleaner<'a> {
    /// For rows of the source at this position.
    pub(crate) fn new(codebook: &'a Codebook, source: usize) -> Self {
        // Every column that the codebook names is among its columns.
        let position = |column: &str| codebook.columns.iter().position(|known| known == column).unwrap_or_default();
        Cleaner {
            codebook,
            source: &codebook.sources[source],
            dates: codebook.measures.iter().map(|measure| position(&measure.date)).collect(),
            answers: codebook.dimensions.iter().map(|dimension| position(&dimension.column)).collect(),
            known_dates: Memo::default(),
            known_answers: codebook.dimensions.iter().map(|_| Memo::default()).collect(),
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
        let Cleaner { codebook, source, known_dates, .. } = self;
        let dates = self
            .dates
            .iter()
            .map(|column| asked(fields[*column], |field| known_dates.get(field, |field| date(source, field))));
        let dates = dates.collect();
        let mut rules = Vec::new();
        let dimensions = codebook.dimensions.iter().zip(&self.answers).zip(&mut self.known_answers);
        let read =
            |((dimension, column), known): ((&'a Dimension, &usize), &mut Memo<Result<Reading<'a>, Strange>>)| {
                asked(fields[*column], |field| {
                    let reading = known.get(field, |field| dimension.dictionary.read(field))?;
                    rules.extend(reading.rules.into_iter().map(|name| Took { place: &dimension.id, name }));
                    Ok(reading.answer)
                })
            };
        let answers = dimensions.map(read).collect();
        Understood { dates, answers, rules }
    }
}

/// By the source's notations, or ISO 8601, which is what dates of spreadsheets and databases become.
fn date(source: &Source, field: &str) -> Result<Date, Strange> {
    let field = field.trim();
    let mut notations = source.dates.iter().map(String::as_str).chain([ISO]);
    // What jiff says of a date quotes it.
    let date = notations.find_map(|notation| Date::strptime(notation, field).ok());
    date.ok_or(if field.is_empty() { Strange::Missing } else { Strange::Unlisted })
}

fn asked<T>(field: Option<&str>, read: impl FnOnce(&str) -> Result<T, Strange>) -> Said<T> {
    match field.map(read) {
        Some(Ok(told)) => Said::This(told),
        Some(Err(strange)) => Said::NotUnderstood(strange),
        None => Said::NotAsked,
    }
}
