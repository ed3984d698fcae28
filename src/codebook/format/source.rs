//! Sources as they are written: where rows come from, which of them are the same application, and which are events.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::{Texts, Words};

/// Where records come from: files of one institution, or a query to its database.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// Its identifier; `pani=FILE` on the command line names it.
    pub id: Placed<String>,
    /// The institution's name, as reports tell it.
    pub institution: Option<Words>,
    /// The names of its files, without folders; `*` stands for any letters, `?` for one.
    #[serde(default)]
    pub files: Vec<Placed<String>>,
    /// What a row is.
    #[serde(default)]
    pub holds: Holds,
    /// How its text files are encoded, such as `windows-1252`; detected where it is left out.
    pub encoding: Option<Placed<String>>,
    /// What stands between the fields of its text files; detected where it is left out.
    pub delimiter: Option<Placed<String>>,
    /// The sheets of its workbooks; the first one if it is left out.
    #[serde(default)]
    pub sheets: Vec<Placed<String>>,
    /// The row that has the names of the columns, from 1; the first that is not empty if it is left out.
    pub header: Option<Placed<u32>>,
    /// How it writes dates; as `[records]` says if it is left out.
    pub dates: Option<Texts>,
    /// What it calls the columns that it names otherwise: one column of its own, or several with one answer each.
    #[serde(default)]
    pub columns: BTreeMap<Placed<String>, Texts>,
    /// The columns that it does not have: nobody was asked.
    #[serde(default)]
    pub lacks: Vec<Placed<String>>,
    /// Columns of its own that are never read. Those that look like names, document numbers or telephones must stand
    /// here.
    #[serde(default)]
    pub drop: Vec<Placed<String>>,
    /// A database instead of files.
    pub database: Option<Database>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// A person.
    #[default]
    Persons,
    /// An event; a person may have several.
    Events,
}

/// A query to a PostgreSQL database.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Database {
    /// The environment variable that tells how to connect. The connection itself is never written here.
    pub connection: Placed<String>,
    /// The query, whose columns are the source's.
    pub query: Placed<String>,
}

/// Which rows are the same application.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    /// The sources, the most trusted first: where they contradict each other, the first that tells something is believed.
    #[serde(default)]
    pub trust: Vec<Placed<String>>,
    /// Another order for a dimension, or for the date of a measure. Sources that are not named follow in the general
    /// order.
    #[serde(default)]
    pub trust_for: BTreeMap<Placed<String>, Vec<Placed<String>>>,
    /// What makes two rows the same application for certain, tried in order.
    #[serde(default)]
    pub key: Vec<Key>,
    /// What makes two rows look like the same application: a person decides.
    #[serde(default)]
    pub near: Vec<Near>,
}

/// Rows that agree in all of these columns, and lack none of them, are one application.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Key {
    /// The columns.
    pub columns: Placed<Vec<Placed<String>>>,
}

/// Rows that agree in some columns and are dated within some days are proposed as one application.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Near {
    /// The rule's name.
    pub rule: Placed<String>,
    /// The columns in which they agree.
    pub same: Vec<Placed<String>>,
    /// The column with the date.
    pub date: Option<Placed<String>>,
    /// How many days may lie between.
    pub days: Option<Placed<u16>>,
}

/// How rows that are events are linked with persons.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    /// A column of both.
    pub key: Placed<String>,
}
