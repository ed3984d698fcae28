//! Defines the account of a run: how many rows were counted, corrected or set aside, as numbers for the internal report.
//!
//! The numbers are exact, so it is confidential. It holds no record, no name, and no value of a field except unknown values
//! that resemble a known spelling, for which somebody has to decide.

use cube::{Lang, Text};
use serde::{Deserialize, Serialize};

pub use records::tabulate::AnswerCounts;

/// The account of one run. Everything in it is sorted, so that the same records give the same account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The codebook's id.
    pub codebook: String,
    /// The dashboard's name.
    pub title: Text,
    /// The name of the prepared release.
    pub release: String,
    /// Why nothing was published; `None` if the release was published.
    pub refused: Option<Text>,
    /// The published years.
    pub years: Vec<u16>,
    /// How the rows of each source were used.
    pub sources: Vec<Source>,
    /// How many rows each rule corrected.
    pub rules: Vec<Applied>,
    /// Why rows were set aside, and how many.
    pub set_aside: Vec<SetAside>,
    /// What those who keep the records should look at: persons that may vanish or count twice, and what is read of a
    /// workbook although it is hidden, or not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// Rows that equal an earlier one in every column, counted or not.
    pub repeated: u64,
    /// Persons without any event, where rows of events are read.
    pub without_event: u64,
    /// Persons counted in each measure, by year.
    pub measures: Vec<Measure>,
    /// For each dimension, how many persons have a known answer, in the measure that contains all others.
    pub dimensions: Vec<Dimension>,
    /// Tables and groups that are too fine for so few people; the author of the codebook should make them coarser.
    pub too_fine: Vec<TooFine>,
    /// Fields in which sources contradicted each other.
    pub conflicts: Vec<Conflict>,
    /// Candidate pairs of rows that may be the same application, by the rule that proposed them.
    pub links: Vec<CandidatePairs>,
    /// Unknown values that resemble a known spelling.
    pub suggestions: Vec<Suggestion>,
    /// What waits because counts of closed years stay as they are; `None` if there is no ledger of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Vec<Waiting>>,
}

/// Something that those who keep the records should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it is.
    pub text: Text,
    /// How many rows, persons or cells it concerns.
    pub count: u64,
}

impl Notice {
    /// Converts a notice of the records with its count.
    pub(super) fn new((notice, count): (&records::read::Notice, &u64)) -> Self {
        Notice {
            text: notice.text(),
            count: *count,
        }
    }
}

/// Persons whom the records count otherwise than what is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// The id of the measure.
    pub measure: String,
    /// The years: `2019`, or `2017-2022`.
    pub years: String,
    /// The id of the dimension in which persons are in another category; `None`: how many more persons there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// How many persons, at the least; fewer than published, if negative.
    pub persons: i64,
    /// What they wait for.
    pub waits_for: WaitsFor,
}

/// What a difference between the records and the published counts waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitsFor {
    /// Until the codebook declares these years revised.
    Revision,
    /// Until the total of these years changes by the threshold or more.
    Threshold,
    /// Until a revision counts the application that was decided on.
    Application,
}

/// A table or group that could only be protected by hiding all of it, or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooFine {
    /// The whole table is hidden.
    Table(String),
    /// The group cannot be protected by hiding other cells.
    Group(String),
}

impl Account {
    /// Adds up the rows of all sources.
    pub(super) fn sum_sources(&self) -> Source {
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

    /// The institution of a source; its id if the source is not in the account.
    pub(super) fn source_label<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.sources
            .iter()
            .find(|source| source.id == id)
            .map_or(id, |source| source.institution.get(lang))
    }

    /// The label of a dimension or measure; its id if it is not in the account.
    pub(super) fn field_label<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
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

    /// The label of a category; its code if it is not in the account.
    pub(super) fn category_label<'a>(
        &'a self,
        dimension: &str,
        code: &'a str,
        lang: Lang,
    ) -> &'a str {
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

/// How the rows of one source were used: `rows` is the sum of the five numbers after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// The institution that keeps it.
    pub institution: Text,
    /// Its files and sheets, as they are called.
    pub files: Vec<String>,
    /// Rows read.
    pub rows: u64,
    /// Counted without any correction.
    pub counted: u64,
    /// Counted after at least one rule corrected them.
    pub corrected: u64,
    /// Merged with another row of the same application.
    pub merged: u64,
    /// Rows of events, linked to their person.
    pub linked: u64,
    /// Not counted.
    pub set_aside: u64,
}

/// How many rows one rule corrected in one field of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// The id of the source.
    pub source: String,
    /// The id of the dimension or measure.
    #[serde(rename = "place")]
    pub field: String,
    /// The name of the rule.
    pub rule: String,
    /// How many rows.
    pub rows: u64,
}

/// Rows that were set aside for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// The id of the source.
    pub source: String,
    /// The reason.
    pub reason: Text,
    /// How many rows.
    pub rows: u64,
}

/// The persons of one measure, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// The label that readers see.
    pub label: Text,
    /// The persons of each year of [`Account::years`].
    pub persons: Vec<u64>,
}

/// The known answers and the categories of one dimension, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// The label that readers see.
    pub label: Text,
    /// How many persons have a known answer, for each year of [`Account::years`].
    pub known: Vec<AnswerCounts>,
    /// The id of the measure in which its categories are counted: the one that contains all others, if a table counts it by
    /// this dimension and year.
    pub counted_in: Option<String>,
    /// Its categories; empty if no measure is counted by it.
    pub categories: Vec<Category>,
}

/// The persons of one category, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its code.
    pub code: String,
    /// The label that readers see.
    pub label: Text,
    /// Its depth in the hierarchy; 0 at the top.
    pub depth: usize,
    /// The persons of each year of [`Account::years`].
    pub persons: Vec<u64>,
}

/// A field in which two sources contradicted each other about the same application.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The id of the dimension or measure.
    #[serde(rename = "place")]
    pub field: String,
    /// The id of the source whose value survived.
    pub believed: String,
    /// The id of the source whose value was rejected.
    pub overruled: String,
    /// How many applications.
    pub applications: u64,
}

/// How many candidate pairs one rule proposed, by the decision of the clerical review.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CandidatePairs {
    /// The name of the rule.
    pub rule: String,
    /// Pairs without a decision.
    pub open: u64,
    /// Pairs decided to be the same application.
    pub same: u64,
    /// Pairs decided to be different applications.
    pub different: u64,
}

/// An unknown value that resembles a known spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// The id of the dimension.
    pub dimension: String,
    /// The value as it is written.
    pub written: String,
    /// The code of the category that it may stand for.
    pub code: String,
    /// How many rows have it.
    pub rows: u64,
    /// The command that accepts it into the codebook.
    pub command: String,
}
