//! Cleans the fields of one row by the codebook, and remembers the results for repeated fields.

use std::sync::Arc;

use codebook::{
    Answer, Category, Codebook, Dimension, Resolved, Source, Unresolved,
    notation::{day, near::NearMiss},
    rules::OTHERWISE,
};
use jiff::civil::Date;

use crate::clean::{
    birth::{BirthAge, completed_years, reconcile_age},
    clean_row::{AppliedRule, CleanRow, CleanValue},
    memo::Memo,
};

/// Cleans rows of one source by a codebook.
pub(crate) struct Cleaner<'a> {
    codebook: &'a Codebook,
    source: &'a Source,
    /// For each measure, the position of the column with its date.
    date_columns: Vec<usize>,
    /// For each dimension, the position of its column.
    answer_columns: Vec<usize>,
    /// The ages that are compared with a date of birth.
    births: Vec<BirthColumns>,
    remembered_dates: Memo<Result<Date, Unresolved>>,
    /// For each dimension, the results by field.
    remembered_answers: Vec<Memo<FieldResult<'a>>>,
    /// The near misses of the last row, each with the position of its dimension.
    near_misses: Vec<(usize, Arc<[NearMiss<Category>]>)>,
}

/// An age that is compared with a date of birth.
#[derive(Clone, Copy)]
struct BirthColumns {
    /// The position of the dimension of the age.
    dimension: usize,
    /// The position of the column with the date of birth.
    birth: usize,
    /// The position of the column with the date on which the person had the age.
    on: usize,
}

/// The answer in a field, and its near misses if no category names it.
struct FieldResult<'a> {
    reading: Result<Resolved<'a>, Unresolved>,
    near_misses: Option<Arc<[NearMiss<Category>]>>,
}

impl<'a> FieldResult<'a> {
    fn new(dimension: &'a Dimension, field: &str) -> Self {
        let reading = dimension.dictionary.read(field);
        let is_named = match &reading {
            Ok(reading) => !reading.rules.contains(&OTHERWISE),
            Err(cause) => !matches!(cause, Unresolved::Unlisted | Unresolved::Garbled(_)),
        };
        let near_misses = if is_named {
            Vec::new()
        } else {
            dimension.dictionary.find_near_misses(field)
        };
        FieldResult {
            reading,
            near_misses: (!near_misses.is_empty()).then(|| near_misses.into()),
        }
    }
}

impl<'a> Cleaner<'a> {
    /// Prepares for rows of the source at this position.
    pub(crate) fn new(codebook: &'a Codebook, source: usize) -> Self {
        let mut births = Vec::new();
        for (dimension, declared) in codebook.dimensions.iter().enumerate() {
            if let Some(birth) = &declared.birth {
                births.push(BirthColumns {
                    dimension,
                    birth: column_position(codebook, &birth.column),
                    on: column_position(codebook, &birth.on),
                });
            }
        }
        Cleaner {
            codebook,
            source: &codebook.sources[source],
            date_columns: codebook
                .measures
                .iter()
                .map(|measure| column_position(codebook, &measure.date))
                .collect(),
            answer_columns: codebook
                .dimensions
                .iter()
                .map(|dimension| column_position(codebook, &dimension.column))
                .collect(),
            births,
            remembered_dates: Memo::default(),
            remembered_answers: codebook
                .dimensions
                .iter()
                .map(|_| Memo::default())
                .collect(),
            near_misses: Vec::new(),
        }
    }

    /// Returns the position of the column with the date of a measure.
    pub(crate) fn date_column(&self, measure: usize) -> usize {
        self.date_columns[measure]
    }

    /// Returns the position of the column of a dimension.
    pub(crate) fn answer_column(&self, dimension: usize) -> usize {
        self.answer_columns[dimension]
    }

    /// Returns the position of the column with the date of birth that an age is compared with.
    pub(crate) fn birth_column(&self, dimension: usize) -> Option<usize> {
        self.births
            .iter()
            .find(|columns| columns.dimension == dimension)
            .map(|columns| columns.birth)
    }

    /// Cleans a row. It has one field for each of the codebook's columns, `None` where its source has no such column.
    pub(crate) fn clean(&mut self, fields: &[Option<&str>]) -> CleanRow<'a> {
        let dates = (0..self.date_columns.len())
            .map(|measure| self.parse_date(fields[self.date_columns[measure]]))
            .collect();
        let mut row = CleanRow {
            dates,
            answers: Vec::with_capacity(self.codebook.dimensions.len()),
            rules: Vec::new(),
        };
        self.near_misses.clear();
        for dimension in 0..self.codebook.dimensions.len() {
            let answer = self.read_answer(
                dimension,
                fields[self.answer_columns[dimension]],
                &mut row.rules,
            );
            row.answers.push(answer);
        }
        for position in 0..self.births.len() {
            self.reconcile_with_birth(self.births[position], fields, &mut row);
        }
        row
    }

    /// Returns the near misses in the last row, each with the position of its dimension.
    pub(crate) fn near_misses(&self) -> impl Iterator<Item = (usize, &NearMiss<Category>)> {
        self.near_misses
            .iter()
            .flat_map(|(dimension, misses)| misses.iter().map(|miss| (*dimension, miss)))
    }

    /// Reads the answer in a field of a dimension, and adds the rules that it took.
    fn read_answer(
        &mut self,
        dimension: usize,
        field: Option<&str>,
        rules: &mut Vec<AppliedRule<'a>>,
    ) -> CleanValue<Answer> {
        let Some(field) = field else {
            return CleanValue::NotCollected;
        };
        let declared = &self.codebook.dimensions[dimension];
        let FieldResult {
            reading,
            near_misses,
        } = self.remembered_answers[dimension]
            .get_or_compute(field, |field| FieldResult::new(declared, field));
        if let Some(misses) = near_misses {
            self.near_misses.push((dimension, Arc::clone(misses)));
        }
        match reading {
            Ok(reading) => {
                rules.extend(reading.rules.iter().map(|name| AppliedRule {
                    variable: &declared.id,
                    name,
                }));
                CleanValue::Valid(reading.answer.clone())
            }
            Err(cause) => CleanValue::Unresolved(*cause),
        }
    }

    /// Compares an age with the date of birth, and replaces it by the result.
    fn reconcile_with_birth(
        &mut self,
        columns: BirthColumns,
        fields: &[Option<&str>],
        row: &mut CleanRow<'a>,
    ) {
        let dimension = &self.codebook.dimensions[columns.dimension];
        let birth_age = self.compute_birth_age(columns, fields, dimension);
        let answer = &mut row.answers[columns.dimension];
        let stated = std::mem::replace(answer, CleanValue::NotCollected);
        let field = fields[self.answer_columns[columns.dimension]].unwrap_or_default();
        let (age, rule) = reconcile_age(dimension, stated, field, birth_age);
        *answer = age;
        row.rules.extend(rule.map(|name| AppliedRule {
            variable: &dimension.id,
            name,
        }));
    }

    fn compute_birth_age(
        &mut self,
        columns: BirthColumns,
        fields: &[Option<&str>],
        dimension: &Dimension,
    ) -> BirthAge {
        let field = fields[columns.birth];
        match (self.parse_date(field), self.parse_date(fields[columns.on])) {
            (CleanValue::Valid(birth), CleanValue::Valid(on)) => {
                completed_years(birth, on).map_or(BirthAge::Impossible, BirthAge::Years)
            }
            (CleanValue::Unresolved(cause), _)
                if cause != Unresolved::Missing
                    && field.is_some_and(|field| !dimension.dictionary.is_missing(field)) =>
            {
                BirthAge::Impossible
            }
            _ => BirthAge::Missing,
        }
    }

    fn parse_date(&mut self, field: Option<&str>) -> CleanValue<Date> {
        let Some(field) = field else {
            return CleanValue::NotCollected;
        };
        let (notations, until) = (&self.source.dates, self.codebook.records.until);
        let date = self
            .remembered_dates
            .get_or_compute(field, |field| day::parse_day(field, notations, until));
        match date {
            Ok(date) => CleanValue::Valid(*date),
            Err(cause) => CleanValue::Unresolved(*cause),
        }
    }
}

/// Returns the position of a column among the codebook's, which contain every column that it names.
fn column_position(codebook: &Codebook, column: &str) -> usize {
    codebook
        .columns
        .iter()
        .position(|known| known == column)
        .unwrap_or_default()
}
