//! RowKind what was read: exact counts, and what became of every row.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
};

use codebook::Codebook;

use crate::{
    clean::suggestion::Suggestions,
    link::Decided,
    read::{
        aside::SetAside, database::Database, feed::Feed, input::Input, problem::Cause, tally::Tally,
    },
    tabulate::{Counts, Kept, Knowledge},
};

/// What was read: exact counts, and what became of every row. Confidential: the persons it keeps are categories, without what
/// identifies them.
#[derive(Debug)]
pub struct Intake {
    /// How many persons there are at every address.
    pub counts: Counts,
    /// Of how many persons each dimension is known.
    pub known: Knowledge,
    /// How many rows were read and what became of them.
    pub tally: Tally,
    /// The same for each source that was read, by its id.
    pub sources: BTreeMap<String, Tally>,
    /// The names of the files and sheets of each of these sources, sorted.
    pub files: BTreeMap<String, Vec<String>>,
    /// What sources told differently of the same applications.
    pub conflicts: Vec<Conflict>,
    /// What became of decisions about rows that agree nearly.
    pub decided: Decided,
    /// The rows that do not count.
    pub set_aside: SetAside,
    /// What people may have meant by what no category names.
    pub suggestions: Suggestions,
    pub(super) databases: Databases,
    /// Who was counted, if that was to be kept.
    pub records: Kept,
}

/// A field in which sources told different things of the same application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The id of the dimension or measure.
    pub place: String,
    /// The ids of the two sources, the more trusted first; one that contradicts itself is there twice.
    pub sources: [String; 2],
    /// In how many applications.
    pub applications: u64,
}

impl Intake {
    /// Writes the rows that do not count, with the reasons, for the institutions that sent them: CSV in UTF-8, as they
    /// stand in the inputs that were read. Confidential.
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

/// Connections with databases, in the transactions in which they were read.
#[derive(Default)]
pub(super) struct Databases(pub(super) BTreeMap<String, Result<Database, Cause>>);

impl fmt::Debug for Databases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Databases({})", self.0.len())
    }
}
