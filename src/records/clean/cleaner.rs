//! Reads the fields of one row by the codebook, and remembers what the same fields said before.

use std::sync::Arc;

use codebook::{
    Category, Codebook, Dimension, Resolved, Source, Unresolved,
    notation::{day, near::NearMiss},
    rules::OTHERWISE,
};
use jiff::civil::Date;

use crate::clean::{
    birth::{self, Born, reckon},
    memo::Memo,
    understood::{Said, Took, Understood},
};

/// Understands rows by a codebook.
pub(crate) struct Cleaner<'a> {
    codebook: &'a Codebook,
    source: &'a Source,
    /// For each measure, the position of the column that dates it.
    dates: Vec<usize>,
    /// For each dimension, the position of the column that it is read from.
    answers: Vec<usize>,
    /// For each age that a date of birth tells too, its dimension and the positions of the columns with the dates of birth
    /// and of that age.
    births: Vec<[usize; 3]>,
    /// What dates and, for each dimension, fields said before.
    known_dates: Memo<Result<Date, Unresolved>>,
    known_answers: Vec<Memo<Heard<'a>>>,
    /// What the row before was near to, each with the position of its dimension.
    near: Vec<(usize, Arc<[NearMiss<Category>]>)>,
}

/// What a field says, and what it is near to if no category names it.
struct Heard<'a> {
    reading: Result<Resolved<'a>, Unresolved>,
    near: Option<Arc<[NearMiss<Category>]>>,
}

impl<'a> Heard<'a> {
    fn new(dimension: &'a Dimension, field: &str) -> Self {
        let reading = dimension.dictionary.read(field);
        let is_named = match &reading {
            Ok(reading) => !reading.rules.contains(&OTHERWISE),
            Err(strange) => *strange != Unresolved::Unlisted,
        };
        let near = if is_named {
            Vec::new()
        } else {
            dimension.dictionary.find_near_misses(field)
        };
        Heard {
            reading,
            near: (!near.is_empty()).then(|| near.into()),
        }
    }
}

impl<'a> Cleaner<'a> {
    /// For rows of the source at this position.
    pub(crate) fn new(codebook: &'a Codebook, source: usize) -> Self {
        // Every column that the codebook names is among its columns.
        let position = |column: &str| {
            codebook
                .columns
                .iter()
                .position(|known| known == column)
                .unwrap_or_default()
        };
        let births = codebook
            .dimensions
            .iter()
            .enumerate()
            .filter_map(|(at, dimension)| {
                let birth = dimension.birth.as_ref()?;
                Some([at, position(&birth.column), position(&birth.on)])
            });
        Cleaner {
            codebook,
            source: &codebook.sources[source],
            dates: codebook
                .measures
                .iter()
                .map(|measure| position(&measure.date))
                .collect(),
            answers: codebook
                .dimensions
                .iter()
                .map(|dimension| position(&dimension.column))
                .collect(),
            births: births.collect(),
            near: Vec::new(),
            known_dates: Memo::default(),
            known_answers: codebook
                .dimensions
                .iter()
                .map(|_| Memo::default())
                .collect(),
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

    /// The position of the column with the date of birth that tells an age too.
    pub(crate) fn birth_column(&self, dimension: usize) -> Option<usize> {
        self.births
            .iter()
            .find(|[at, ..]| *at == dimension)
            .map(|[_, birth, _]| *birth)
    }

    /// Understands a row. It has one field for each of the codebook's columns, `None` where its source has no such
    /// column.
    pub(crate) fn understand(&mut self, fields: &[Option<&str>]) -> Understood<'a> {
        let codebook = self.codebook;
        let dates = (0..self.dates.len())
            .map(|at| self.day(fields[self.dates[at]]))
            .collect();
        let mut rules = Vec::new();
        self.near.clear();
        let mut answers = Vec::with_capacity(codebook.dimensions.len());
        for (at, dimension) in codebook.dimensions.iter().enumerate() {
            let known = &mut self.known_answers[at];
            answers.push(asked(fields[self.answers[at]], |field| {
                let Heard { reading, near } =
                    known.get(field, |field| Heard::new(dimension, field));
                self.near
                    .extend(near.iter().map(|near| (at, Arc::clone(near))));
                let reading = reading.as_ref().map_err(|strange| *strange)?;
                rules.extend(reading.rules.iter().map(|name| Took {
                    place: &dimension.id,
                    name,
                }));
                Ok(reading.answer.clone())
            }));
        }
        let mut understood = Understood {
            dates,
            answers,
            rules,
        };
        for at in 0..self.births.len() {
            self.reckon_age(self.births[at], fields, &mut understood);
        }
        understood
    }

    /// What the last row was near to that no category names, each with the position of its dimension.
    pub(crate) fn near(&self) -> impl Iterator<Item = (usize, &NearMiss<Category>)> {
        self.near
            .iter()
            .flat_map(|(at, near)| near.iter().map(|near| (*at, near)))
    }

    /// RowKind an age against the date of birth.
    fn reckon_age(
        &mut self,
        [at, birth, on]: [usize; 3],
        fields: &[Option<&str>],
        understood: &mut Understood<'a>,
    ) {
        let dimension = &self.codebook.dimensions[at];
        let is_missing =
            || fields[birth].is_none_or(|field| dimension.dictionary.is_missing(field));
        let born = match (self.day(fields[birth]), self.day(fields[on])) {
            (Said::This(birth), Said::This(on)) => {
                birth::completed_years(birth, on).map_or(Born::Strange, Born::Ago)
            }
            (Said::NotUnderstood(strange), _)
                if strange != Unresolved::Missing && !is_missing() =>
            {
                Born::Strange
            }
            _ => Born::NotTold,
        };
        let told = std::mem::replace(&mut understood.answers[at], Said::NotAsked);
        let (answer, rule) = reckon(
            dimension,
            told,
            fields[self.answers[at]].unwrap_or_default(),
            born,
        );
        understood.answers[at] = answer;
        understood.rules.extend(rule.map(|name| Took {
            place: &dimension.id,
            name,
        }));
    }

    fn day(&mut self, field: Option<&str>) -> Said<Date> {
        let (source, until) = (self.source, self.codebook.records.until);
        asked(field, |field| {
            *self
                .known_dates
                .get(field, |field| day::parse_day(field, &source.dates, until))
        })
    }
}

fn asked<T>(field: Option<&str>, read: impl FnOnce(&str) -> Result<T, Unresolved>) -> Said<T> {
    match field.map(read) {
        Some(Ok(told)) => Said::This(told),
        Some(Err(strange)) => Said::NotUnderstood(strange),
        None => Said::NotAsked,
    }
}
