//! Declares the keys of `[[source]]`, `[identity]` and `[events]`: where rows come from and how they are linked.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::{Texts, Words};

/// A source of records: the files of one institution, or a query to its database.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// Its identifier, used as `id=FILE` on the command line.
    pub id: Placed<String>,
    /// The name of the institution in reports.
    pub institution: Option<Words>,
    /// Patterns of its file names, without folders: `*` matches any characters, `?` matches one.
    #[serde(default)]
    pub files: Vec<Placed<String>>,
    /// Whether its rows are persons or events.
    #[serde(default)]
    pub holds: RowKind,
    /// The encoding of its text files, such as `windows-1252`; by default, it is detected, except `cp850` (of DOS) and
    /// `mac roman`, which must be named.
    pub encoding: Option<Placed<String>>,
    /// The character between the fields of its text files; by default, it is detected.
    pub delimiter: Option<Placed<String>>,
    /// The sheets of its workbooks that are read; by default, the first that is not hidden.
    #[serde(default)]
    pub sheets: Vec<Placed<String>>,
    /// The row of column names, from 1; by default, the first row that is not empty.
    pub header: Option<Placed<u32>>,
    /// How its dates are written, in strptime's notation; by default, as in `[records]`.
    pub dates: Option<Texts>,
    /// The names of columns in the source, if they differ from this codebook's. List several columns if each holds one
    /// answer.
    #[serde(default)]
    pub columns: BTreeMap<Placed<String>, Texts>,
    /// Columns of this codebook that the source does not have: the answer is then "not known".
    #[serde(default)]
    pub lacks: Vec<Placed<String>>,
    /// Columns of the source that are never read. Columns that seem to hold names, document numbers, telephones, e-mail
    /// or postal addresses must be listed here.
    #[serde(default)]
    pub drop: Vec<Placed<String>>,
    /// A database instead of files.
    pub database: Option<Database>,
}

/// What one row describes: a person or an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// Each row is a person.
    #[default]
    Persons,
    /// Each row is an event. A person may have several events and has the answers of all of them.
    Events,
}

/// A query to a PostgreSQL database.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Database {
    /// The name of the environment variable with the connection. Never write the connection itself here.
    pub connection: Placed<String>,
    /// The SQL query. Its columns are the columns of the source.
    pub query: Placed<String>,
}

/// How rows of one application are recognized, and which source is trusted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    /// The sources, the most trusted first. If they differ, the value of the first source that has one is used.
    #[serde(default)]
    pub trust: Vec<Placed<String>>,
    /// Another order of sources for a dimension, or for the date of a measure. The remaining sources follow in the order
    /// of `trust`.
    #[serde(default)]
    pub trust_for: BTreeMap<Placed<String>, Vec<Placed<String>>>,
    /// Columns that identify an application, tried in order.
    #[serde(default)]
    pub key: Vec<Key>,
    /// Rules that propose candidate pairs, which a person decides.
    #[serde(default)]
    pub near: Vec<Near>,
}

/// A key: rows with equal values in all of its columns, none of them missing, are one application.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Key {
    /// The columns of the key.
    pub columns: Placed<Vec<Placed<String>>>,
    /// In how many rows of one source the same person may be; by default, 3. A value that more rows of one source share
    /// identifies nobody.
    pub most_rows: Option<Placed<u32>>,
    /// How rows of one source are treated that share a value which is in more than `most_rows` of them.
    #[serde(default)]
    pub shared: SharedKey,
    /// How values are compared.
    #[serde(default)]
    pub form: KeyForm,
}

/// How rows of one source are treated that share a value of a key which too many of them have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SharedKey {
    /// Each of these rows is a person of its own, as far as this key says.
    #[default]
    Apart,
    /// Nothing is published.
    Stop,
}

/// How values of a key are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KeyForm {
    /// As they are written, except for case, accents and white space around words.
    #[default]
    Written,
    /// By letters and digits alone: hyphens, blanks, dots and leading zeros make no difference.
    Number,
}

/// A rule for candidate pairs: two rows with equal values in some columns, and dates within some days.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Near {
    /// The name of the rule in reports.
    pub rule: Placed<String>,
    /// The columns with equal values.
    pub same: Vec<Placed<String>>,
    /// The column with the date.
    pub date: Option<Placed<String>>,
    /// The greatest difference of the dates, in days.
    pub days: Option<Placed<u16>>,
}

/// How rows of events are linked with persons.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    /// The column that both rows of events and rows of persons have.
    pub key: Placed<String>,
}
