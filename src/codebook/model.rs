//! Defines a resolved codebook, which has no contradictions: its measures and dimensions.

use std::{collections::BTreeSet, ops::RangeInclusive};

use cube::Catalog;

use crate::{
    condition::Condition,
    dictionary::Dictionary,
    format::{AgeConflictPolicy, RowKind, UnresolvedPolicy},
    identity::{Events, Identity},
    mistake::Mistake,
    records::Records,
    relation::known::Relation,
    source::Source,
    template::Template,
};

/// A codebook without contradictions.
#[derive(Clone, Debug)]
pub struct Codebook {
    pub(crate) catalog: Catalog,
    /// The years that are published.
    pub years: RangeInclusive<u16>,
    /// Years between the first and the last of which nothing was collected.
    pub without: BTreeSet<u16>,
    /// The last year that is counted in sums over years.
    pub pooled: u16,
    /// How records of all sources are written.
    pub records: Records,
    /// In the order of the catalog's measures.
    pub measures: Vec<Measure>,
    /// The position of the measure that all others are part of.
    pub whole: usize,
    /// Every dimension except time, also those that are read for conditions only.
    pub dimensions: Vec<Dimension>,
    /// Relations that everyone knows; a person who contradicts one is not counted.
    pub relations: Vec<Relation>,
    /// The sources of records: at least one.
    pub sources: Vec<Source>,
    /// How rows of one application are recognized, if they are linked.
    pub identity: Option<Identity>,
    /// How events are linked with persons, if there are rows of events.
    pub events: Option<Events>,
    /// Texts of the workbook for collecting.
    pub template: Template,
    /// Every column that is read, without duplicates, sorted.
    pub columns: Vec<String>,
    /// What its author should know and need not mend, such as keys without effect.
    pub notes: Vec<Mistake>,
}

/// Who is counted, and by which date.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its id in the catalog.
    pub id: String,
    /// The column whose date gives the year.
    pub date: String,
    /// The condition on persons who are counted; everybody is if `None`.
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
    pub row_kind: RowKind,
    /// How ages are computed from a date of birth, if there is one.
    pub birth: Option<Birth>,
    /// Whether the workbook for collecting requires an answer.
    pub required: bool,
    /// How a value that no rule resolves is treated.
    pub unresolved: UnresolvedPolicy,
    /// What its fields may contain, for messages.
    pub expected: String,
    /// How fields become categories.
    pub dictionary: Dictionary,
    /// Its labels and code list, whether or not it is published.
    pub list: cube::Dimension,
}

/// How an age is computed from a date of birth.
#[derive(Clone, Debug)]
pub struct Birth {
    /// The column with the date of birth.
    pub column: String,
    /// The column with the date at which the age is computed.
    pub on: String,
    /// How an age that differs by more than a year from the date of birth is treated.
    pub conflict: AgeConflictPolicy,
}

impl Codebook {
    /// The public part: everything except how records are read.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Summarizes its contents: `14 dimensions, 2 measures, 61 tables, 3 sources`.
    pub fn summarize(&self) -> String {
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
