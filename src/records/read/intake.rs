//! Defines the result of reading: exact counts, and an account of every row.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
};

use codebook::Codebook;

use crate::{
    clean::suggestion::Suggestions,
    link::DecisionSummary,
    read::{
        database::Database, feed::Feed, input::Input, problem::Cause, set_aside::SetAside,
        tally::Tally,
    },
    tabulate::{AnswersByYear, Counts, PackedRecords},
};

/// The result of reading: exact counts, and an account of every row. Confidential. The persons in it are categories,
/// without direct identifiers.
#[derive(Debug)]
pub struct Intake {
    /// The number of persons at every address.
    pub counts: Counts,
    /// For each dimension, the number of persons of whom it is known.
    pub known: AnswersByYear,
    /// The number of rows by disposition.
    pub tally: Tally,
    /// The same for each source that was read, by id.
    pub sources: BTreeMap<String, Tally>,
    /// The names of the files and sheets of each of these sources, sorted.
    pub files: BTreeMap<String, Vec<String>>,
    /// The contradictions between sources about the same applications.
    pub conflicts: Vec<Conflict>,
    /// The effect of the decisions on candidate pairs.
    pub decided: DecisionSummary,
    /// The rows that do not count, with their reasons.
    pub set_aside: SetAside,
    /// The categories that unknown spellings may mean.
    pub suggestions: Suggestions,
    pub(super) databases: Databases,
    /// The counted persons, if the caller asked to keep them.
    pub records: PackedRecords,
}

/// A contradiction between two sources about the same applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The id of the dimension or measure.
    pub variable: String,
    /// The ids of the two sources, the more trusted first. A source that contradicts itself is there twice.
    pub sources: [String; 2],
    /// The number of applications.
    pub applications: u64,
}

impl Intake {
    /// Writes the rows that do not count, with their reasons, as CSV in UTF-8, for the institutions that sent them.
    /// `inputs` are those that were read. Confidential.
    pub fn write_set_aside(
        &self,
        codebook: &Codebook,
        inputs: &[Input],
        to: impl Write,
    ) -> io::Result<()> {
        self.set_aside.write(
            codebook,
            &mut Feed::new(codebook, inputs, &self.databases.0),
            to,
        )
    }
}

/// The connections to databases, still in the transaction in which they were read.
#[derive(Default)]
pub(super) struct Databases(pub(super) BTreeMap<String, Result<Database, Cause>>);

impl fmt::Debug for Databases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Databases({})", self.0.len())
    }
}
