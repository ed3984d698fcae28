//! Defines what a codebook means once it is free of contradictions: measures, dimensions and conditions.

use std::ops::RangeInclusive;

use cube::Catalog;

use crate::{
    condition::Condition,
    dictionary::Dictionary,
    format::{Disagree, Of, Unsettled},
    identity::{Events, Identity},
    records::Records,
    relation::Relation,
    source::Source,
    template::Template,
};

/// A codebook without contradictions.
#[derive(Clone, Debug)]
pub struct Codebook {
    pub(crate) catalog: Catalog,
    /// The years that are published.
    pub years: RangeInclusive<u16>,
    /// The last year that is counted where years are counted together.
    pub pooled: u16,
    /// How records are written, whatever their source.
    pub records: Records,
    /// In the order of the catalog's measures.
    pub measures: Vec<Measure>,
    /// The position of the measure that all others are part of.
    pub whole: usize,
    /// Every dimension, also those that are read for conditions only. Time is not among them.
    pub dimensions: Vec<Dimension>,
    /// What everybody knows of each person; a person who contradicts it is not counted.
    pub relations: Vec<Relation>,
    /// Where rows come from: at least one.
    pub sources: Vec<Source>,
    /// Which rows are the same application, if that is told.
    pub identity: Option<Identity>,
    /// How events are linked with persons, if there are rows of events.
    pub events: Option<Events>,
    /// The workbook with which institutions collect.
    pub template: Template,
    /// Every column that is read, once, sorted.
    pub columns: Vec<String>,
}

/// Who is counted, and by which date.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its id in the catalog.
    pub id: String,
    /// The column with the date that makes its year.
    pub date: String,
    /// Who is counted; everybody if `None`.
    pub when: Option<Condition>,
}

/// A dimension as it is read from a column.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its id, in the catalog too if it is published.
    pub id: String,
    /// The column that it is read from.
    pub column: String,
    /// Whether it is read from persons or from events.
    pub of: Of,
    /// Where a date of birth tells an age too.
    pub birth: Option<Birth>,
    /// Whether it must be filled in where records are collected.
    pub required: bool,
    /// What becomes of a value that no rule settles.
    pub unsettled: Unsettled,
    /// What may stand in its fields, as it is told to people.
    pub expected: String,
    /// How fields become categories.
    pub dictionary: Dictionary,
    /// Its labels and code list as people see them, whether or not it is published.
    pub list: cube::Dimension,
}

/// How an age is reckoned from a date of birth.
#[derive(Clone, Debug)]
pub struct Birth {
    /// The column with the date of birth.
    pub column: String,
    /// The column with the date on which a person has that age.
    pub on: String,
    /// Which of the two stands where they are more than a year apart.
    pub disagree: Disagree,
}

impl Codebook {
    /// What may be said in public: everything but how records are read.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// How much it says: `14 dimensions, 2 measures, 61 tables, 3 sources`.
    pub fn extent(&self) -> String {
        let count =
            |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let tables = self.catalog.tables.len();
        let counts = [
            count(self.dimensions.len(), "dimension"),
            count(self.measures.len(), "measure"),
            count(tables, "table"),
            count(self.sources.len(), "source"),
        ];
        counts.join(", ")
    }

    /// The measure that all others are part of.
    pub fn whole(&self) -> &Measure {
        &self.measures[self.whole]
    }
}
