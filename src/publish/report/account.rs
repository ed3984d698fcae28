//! What became of the records of one run, in numbers: all that the internal report is made of.
//!
//! Exact numbers, so it is confidential; but it holds no record, no name, and nothing that stood in a field except the
//! near misses for which somebody has to decide whether they are spellings.

use cube::{Lang, Text};
use serde::{Deserialize, Serialize};

pub use records::tabulate::Known;

/// One run, in numbers. Everything in it is sorted, so that the same records give the same account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The codebook's id.
    pub codebook: String,
    /// The dashboard's name.
    pub title: Text,
    /// The name of the release that is prepared.
    pub release: String,
    /// Why nothing was published, if nothing was.
    pub refused: Option<Text>,
    /// The published years.
    pub years: Vec<u16>,
    /// What became of the rows, by source.
    pub sources: Vec<Source>,
    /// What each rule did.
    pub rules: Vec<Applied>,
    /// Why rows were set aside.
    pub set_aside: Vec<Refused>,
    /// Rows that equal an earlier one in every column, whatever became of them.
    pub repeated: u64,
    /// Persons of whom no event is known, where rows of events are read.
    pub without_event: u64,
    /// Who was counted, by year.
    pub measures: Vec<Measure>,
    /// What is known of the persons of the measure that all others are part of.
    pub dimensions: Vec<Dimension>,
    /// What is too fine for so few people, for the author of the codebook to make coarser.
    pub too_fine: Vec<TooFine>,
    /// Fields in which sources contradicted each other.
    pub conflicts: Vec<Conflict>,
    /// Rows of which somebody has to say, or has said, whether they are the same application.
    pub links: Vec<Links>,
    /// Values that are nearly a known spelling.
    pub suggestions: Vec<Suggestion>,
}

/// Something that could only be protected by hiding all around it, or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooFine {
    /// All of this table is hidden.
    Table(String),
    /// Whatever is hidden, something can be proved of this group.
    Group(String),
}

impl Account {
    /// What became of the rows of all sources.
    pub(super) fn sum(&self) -> Source {
        self.sources
            .iter()
            .fold(Source::default(), |sum, source| Source {
                rows: sum.rows + source.rows,
                counted: sum.counted + source.counted,
                corrected: sum.corrected + source.corrected,
                merged: sum.merged + source.merged,
                linked: sum.linked + source.linked,
                set_aside: sum.set_aside + source.set_aside,
                ..sum
            })
    }

    /// What a source is called.
    pub(super) fn source<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.sources
            .iter()
            .find(|source| source.id == id)
            .map_or(id, |source| source.institution.get(lang))
    }

    /// What a dimension or measure is called.
    pub(super) fn place<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        let dimension = self
            .dimensions
            .iter()
            .find(|dimension| dimension.id == id)
            .map(|dimension| &dimension.label);
        let measure = || {
            self.measures
                .iter()
                .find(|measure| measure.id == id)
                .map(|measure| &measure.label)
        };
        dimension
            .or_else(measure)
            .map_or(id, |label| label.get(lang))
    }

    /// What a category is called.
    pub(super) fn category<'a>(&'a self, dimension: &str, code: &'a str, lang: Lang) -> &'a str {
        let dimension = self.dimensions.iter().find(|known| known.id == dimension);
        let category = dimension.and_then(|known| {
            known
                .categories
                .iter()
                .find(|category| category.code == code)
        });
        category.map_or(code, |category| category.label.get(lang))
    }
}

/// What became of the rows of one source: `rows` is the sum of the five numbers after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Who keeps it.
    pub institution: Text,
    /// Its files and sheets as they were named.
    pub files: Vec<String>,
    /// Rows read.
    pub rows: u64,
    /// Counted as they stood.
    pub counted: u64,
    /// Counted thanks to at least one rule.
    pub corrected: u64,
    /// Made one with the row of another source.
    pub merged: u64,
    /// Made one with persons: rows that are events.
    pub linked: u64,
    /// Not counted.
    pub set_aside: u64,
}

/// What one rule did in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// The id of the source.
    pub source: String,
    /// The id of the dimension or measure.
    pub place: String,
    /// The name of the rule.
    pub rule: String,
    /// In how many rows.
    pub rows: u64,
}

/// Rows that were set aside for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The id of the source.
    pub source: String,
    /// Why.
    pub reason: Text,
    /// How many rows.
    pub rows: u64,
}

/// One measure, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: Text,
    /// The persons of each year of [`Account::years`].
    pub persons: Vec<u64>,
}

/// One dimension, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: Text,
    /// How many persons are known in it, for each year of [`Account::years`].
    pub known: Vec<Known>,
    /// The id of the measure of which its categories are counted by year: the one that all others are part of, if it is
    /// published by this dimension.
    pub counted_in: Option<String>,
    /// Its categories; none where the dimension is not counted.
    pub categories: Vec<Category>,
}

/// One category, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its code.
    pub code: String,
    /// What readers see.
    pub label: Text,
    /// How many categories it lies below.
    pub depth: usize,
    /// The persons of each year of [`Account::years`].
    pub persons: Vec<u64>,
}

/// One field in which two sources told different things of the same application.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The id of the dimension or measure.
    pub place: String,
    /// The id of the source that was believed.
    pub believed: String,
    /// The id of the source that was not.
    pub overruled: String,
    /// How many applications.
    pub applications: u64,
}

/// What one near-match rule proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The name of the rule.
    pub rule: String,
    /// Pairs that nobody has decided on.
    pub open: u64,
    /// Pairs that somebody decided to be the same application.
    pub same: u64,
    /// Pairs that somebody decided to be different ones.
    pub different: u64,
}

/// A value that is nearly a known spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// The id of the dimension.
    pub dimension: String,
    /// What is written.
    pub written: String,
    /// The code of the category that may be meant.
    pub code: String,
    /// In how many rows.
    pub rows: u64,
    /// The command that accepts it.
    pub command: String,
}
