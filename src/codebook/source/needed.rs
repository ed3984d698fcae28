//! Collects the columns that are read from rows that are persons, and from rows that are events.

use std::collections::BTreeSet;

use crate::{
    format::{Format, Holds, Kind, Of},
    placed::Placed,
};

/// The columns that are read.
pub(crate) struct Needed<'a> {
    /// All of them, sorted.
    pub all: &'a [String],
    /// Those that are read from rows that are persons.
    pub(crate) persons: BTreeSet<String>,
    /// Those that are read from rows that are events.
    pub(crate) events: BTreeSet<String>,
    /// Those that may hold several answers.
    pub(crate) several: BTreeSet<String>,
    /// Those of which only a keyed hash is kept.
    pub(crate) keys: BTreeSet<String>,
}

impl<'a> Needed<'a> {
    pub(crate) fn new(format: &Format, all: &'a [String]) -> Self {
        let identity = format.identity.iter();
        let keys = identity
            .flat_map(|identity| &identity.key)
            .flat_map(|key| key.columns.get_ref());
        let dimensions = format.dimension.iter();
        let one = dimensions
            .clone()
            .filter(|raw| raw.kind != Kind::Multi)
            .filter_map(|raw| raw.column.as_ref());
        let multi = dimensions
            .filter(|raw| raw.kind == Kind::Multi)
            .filter_map(|raw| raw.column.as_ref());
        let (one, multi): (BTreeSet<String>, BTreeSet<String>) = (names(one), names(multi));
        Needed {
            all,
            persons: columns(format, Holds::Persons),
            events: columns(format, Holds::Events),
            several: multi.difference(&one).cloned().collect(),
            keys: names(keys),
        }
    }

    pub(crate) fn of(&self, holds: Holds) -> &BTreeSet<String> {
        match holds {
            Holds::Persons => &self.persons,
            Holds::Events => &self.events,
        }
    }
}

/// Every column that is read, sorted.
pub(crate) fn all_columns(format: &Format) -> Vec<String> {
    columns(format, Holds::Persons)
        .union(&columns(format, Holds::Events))
        .cloned()
        .collect()
}

/// Every column that is read from rows that are persons, or from rows that are events.
fn columns(format: &Format, holds: Holds) -> BTreeSet<String> {
    let key = format.events.iter().map(|events| &events.key);
    let of = |of: Of| {
        format
            .dimension
            .iter()
            .filter(move |dimension| dimension.of() == of)
    };
    if holds == Holds::Events {
        return names(
            of(Of::Events)
                .filter_map(|raw| raw.column.as_ref())
                .chain(key),
        );
    }
    let dated = format.measure.iter().map(|measure| &measure.date);
    let read = of(Of::Persons)
        .flat_map(|raw| [&raw.column, &raw.birth, &raw.on])
        .flatten();
    let identity = format.identity.iter();
    let keys = identity
        .clone()
        .flat_map(|identity| &identity.key)
        .flat_map(|key| key.columns.get_ref());
    let near = identity
        .flat_map(|identity| &identity.near)
        .flat_map(|near| near.same.iter().chain(&near.date));
    names(dated.chain(read).chain(keys).chain(near).chain(key))
}

fn names<'a>(columns: impl Iterator<Item = &'a Placed<String>>) -> BTreeSet<String> {
    columns
        .map(|column| column.get_ref().trim().to_owned())
        .collect()
}
