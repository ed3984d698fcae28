//! Lists the columns that the codebook reads, by the kind of rows and by their use.

use std::collections::BTreeSet;

use crate::{
    format::{Format, Kind, RowKind},
    identifiers::{DirectIdentifier, recognize_by_name},
    placed::Placed,
};

/// The columns that the codebook reads, by the kind of rows that have them.
pub(crate) struct ReadColumns<'a> {
    /// All of them, sorted.
    pub all: &'a [String],
    /// Columns that are read from rows of persons.
    pub(crate) persons: BTreeSet<String>,
    /// Columns that are read from rows of events.
    events: BTreeSet<String>,
    /// Columns that may contain several answers.
    pub(crate) several: BTreeSet<String>,
    /// Columns of keys, of which only keyed hashes are kept.
    keys: BTreeSet<String>,
}

impl<'a> ReadColumns<'a> {
    pub(crate) fn new(format: &Format, all: &'a [String]) -> Self {
        let multi = trimmed(columns_of_kind(format, |kind| kind == Kind::Multi));
        let one = trimmed(columns_of_kind(format, |kind| kind != Kind::Multi));
        ReadColumns {
            all,
            persons: person_columns(format),
            events: event_columns(format),
            several: multi.difference(&one).cloned().collect(),
            keys: trimmed(key_columns(format)),
        }
    }

    /// The columns that are read from rows of this kind.
    pub(crate) fn in_rows(&self, kind: RowKind) -> &BTreeSet<String> {
        match kind {
            RowKind::Persons => &self.persons,
            RowKind::Events => &self.events,
        }
    }
}

/// Lists every column that is read, sorted.
pub(crate) fn list_columns(format: &Format) -> Vec<String> {
    person_columns(format)
        .union(&event_columns(format))
        .cloned()
        .collect()
}

/// The columns of dimensions that have a kind of this sort.
fn columns_of_kind(
    format: &Format,
    is_wanted: impl Fn(Kind) -> bool,
) -> impl Iterator<Item = &Placed<String>> {
    let dimensions = format.dimension.iter();
    dimensions
        .filter(move |raw| is_wanted(raw.kind))
        .filter_map(|raw| raw.column.as_ref())
}

/// The columns of all keys that link rows for certain.
fn key_columns(format: &Format) -> impl Iterator<Item = &Placed<String>> {
    let keys = format.identity.iter().flat_map(|identity| &identity.key);
    keys.flat_map(|key| key.columns.get_ref())
}

/// The columns of all rules for candidate pairs.
pub(crate) fn candidate_columns(format: &Format) -> impl Iterator<Item = &Placed<String>> {
    let rules = format.identity.iter().flat_map(|identity| &identity.near);
    rules.flat_map(|rule| rule.same.iter().chain(&rule.date))
}

/// The column that links events with persons, if there are events.
pub(crate) fn event_key(format: &Format) -> Option<&Placed<String>> {
    format.events.as_ref().map(|events| &events.key)
}

/// Every column that is read from rows of persons.
fn person_columns(format: &Format) -> BTreeSet<String> {
    let mut columns: BTreeSet<String> = trimmed(format.measure.iter().map(|measure| &measure.date));
    for raw in &format.dimension {
        if raw.row_kind() == RowKind::Persons {
            columns.extend(trimmed(
                [&raw.column, &raw.birth, &raw.on].into_iter().flatten(),
            ));
        }
    }
    columns.extend(trimmed(key_columns(format)));
    columns.extend(trimmed(candidate_columns(format)));
    columns.extend(trimmed(event_key(format)));
    columns
}

/// Every column that is read from rows of events.
fn event_columns(format: &Format) -> BTreeSet<String> {
    let mut columns = trimmed(event_key(format));
    for raw in &format.dimension {
        if raw.row_kind() == RowKind::Events {
            columns.extend(trimmed(&raw.column));
        }
    }
    columns
}

/// The names of columns without white space around them.
fn trimmed<'a>(columns: impl IntoIterator<Item = &'a Placed<String>>) -> BTreeSet<String> {
    let names = columns.into_iter().map(|column| column.get_ref().trim());
    names.map(str::to_owned).collect()
}

/// The message for a column that seems to identify people and is read by something else than a key.
pub(crate) fn identifier_message(column: &str, identifier: DirectIdentifier) -> String {
    format!(
        "“{column}” seems to hold {identifier}: only a key of [identity] may read such a column"
    )
}

impl ReadColumns<'_> {
    /// The direct identifiers that a column seems to hold, unless it is a column of a key. `own` is its name in the
    /// source.
    pub(crate) fn find_identifier(&self, column: &str, own: &str) -> Option<DirectIdentifier> {
        if self.keys.contains(column) {
            None
        } else {
            recognize_by_name(own)
        }
    }
}
