//! What sources may not say of their files and columns.

use std::collections::BTreeSet;

use crate::source::{glob, needed::Needed};
use crate::{
    format::{Database, Format, Holds, Of, Source},
    identities::Identity,
    mistake::Collector,
    placed::Placed,
    words::check_unique,
};

pub(super) fn check(format: &Format, needed: &Needed<'_>, mistakes: &mut Collector<'_>) {
    check_unique(
        "the source",
        format.source.iter().map(|source| &source.id),
        mistakes,
    );
    check_files(format, mistakes);
    check_events(format, mistakes);
    for source in &format.source {
        check_columns(source, needed, mistakes);
        if let Some(database) = &source.database {
            check_database(source, database, mistakes);
        }
    }
}

fn check_files(format: &Format, mistakes: &mut Collector<'_>) {
    let mut before: Vec<(&str, &str)> = Vec::new();
    for source in &format.source {
        for pattern in &source.files {
            let text = pattern.get_ref().as_str();
            if text.contains(['/', '\\']) {
                mistakes.at(pattern, "a pattern names files without their folders");
            }
            let shared = before
                .iter()
                .find(|(id, other)| *id != source.id.get_ref() && glob::share(text, other));
            if let Some((id, other)) = shared {
                mistakes.at(
                    pattern,
                    format!("a file could fit “{text}” and also “{other}” of the source “{id}”"),
                );
            }
            before.push((source.id.get_ref(), text));
        }
    }
}

fn check_events(format: &Format, mistakes: &mut Collector<'_>) {
    let holds = |kind| {
        format
            .source
            .iter()
            .find(move |source| source.holds == kind)
    };
    let of_events = |of: &&Placed<Of>| *of.get_ref() == Of::Events;
    let mut of = format
        .dimension
        .iter()
        .filter_map(|raw| raw.of.as_ref())
        .filter(of_events)
        .peekable();
    match (&format.events, holds(Holds::Events)) {
        (Some(events), None) if of.peek().is_none() => {
            mistakes.at(
                &events.key,
                "nothing is read from events, so there is nothing to link",
            );
        }
        (Some(_), _) => {}
        (None, source) => {
            let needs =
                "rows of events need [events], which tells the column that links them with persons";
            source
                .iter()
                .for_each(|source| mistakes.at(&source.id, needs));
            of.for_each(|of| mistakes.at(of, needs));
        }
    }
    if let (Some(first), None) = (format.source.first(), holds(Holds::Persons)) {
        mistakes.at(
            &first.id,
            "at least one source has to hold persons: it is persons who are counted",
        );
    }
}

fn check_columns(source: &Source, needed: &Needed<'_>, mistakes: &mut Collector<'_>) {
    let read = needed.of(source.holds);
    check_unique("the column", &source.lacks, mistakes);
    check_unique("the column", &source.drop, mistakes);
    for column in source
        .columns
        .keys()
        .chain(&source.lacks)
        .filter(|column| !read.contains(column.get_ref()))
    {
        let what = if source.holds == Holds::Persons {
            "persons"
        } else {
            "events"
        };
        mistakes.at(
            column,
            format!(
                "the codebook reads no column “{}” of {what}",
                column.get_ref()
            ),
        );
    }
    for column in source
        .lacks
        .iter()
        .filter(|column| source.columns.contains_key(column))
    {
        mistakes.at(
            column,
            format!(
                "“{}” is named under “columns”, so the source does not lack it",
                column.get_ref()
            ),
        );
    }
    for (column, names) in &source.columns {
        let name = column.get_ref();
        match names.each() {
            [] => mistakes.at(
                column,
                format!("what the source calls “{name}” has to be told"),
            ),
            [_] => {}
            [_, second, ..] if !needed.several.contains(name) => {
                mistakes.at(
                    second,
                    format!("“{name}” takes one answer, so it is read from one column"),
                );
            }
            _ => {}
        }
        check_unique("the column", names.each(), mistakes);
        for own in names.each() {
            check_own(source, needed, column, own, mistakes);
        }
    }
    check_dropped(source, read, mistakes);
}

/// A column of the source's that is read under another name.
fn check_own(
    source: &Source,
    needed: &Needed<'_>,
    column: &Placed<String>,
    own: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    let (name, of) = (own.get_ref(), column.get_ref());
    let is_read_as_it_is = needed.of(source.holds).contains(name)
        && name != of
        && !source.columns.contains_key(own)
        && !source.lacks.contains(own);
    if is_read_as_it_is {
        mistakes.at(
            own,
            format!("“{name}” is also read as “{name}”; does the source lack it?"),
        );
    }
    if let Some(identity) = needed.identifying(of, name) {
        mistakes.at(
            own,
            format!("“{name}” looks like {identity}, which only a key of [identity] may read"),
        );
    }
}

fn check_dropped(source: &Source, read: &BTreeSet<String>, mistakes: &mut Collector<'_>) {
    for dropped in &source.drop {
        let name = dropped.get_ref();
        let named = source
            .columns
            .iter()
            .find(|(_, names)| names.each().iter().any(|own| own.get_ref() == name));
        let as_it_is = read.contains(name)
            && !source.columns.contains_key(dropped)
            && !source.lacks.contains(dropped);
        if let Some((column, _)) = named {
            mistakes.at(
                dropped,
                format!(
                    "“{name}” is read as “{}”, so it cannot be dropped",
                    column.get_ref()
                ),
            );
        } else if as_it_is {
            mistakes.at(
                dropped,
                format!("“{name}” is read, so it cannot be dropped"),
            );
        }
    }
}

fn check_database(source: &Source, database: &Database, mistakes: &mut Collector<'_>) {
    let is_variable =
        |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_';
    let connection = database.connection.get_ref();
    if connection.is_empty() || !connection.chars().all(is_variable) {
        // It may be the connection itself, with its password: it is not quoted.
        mistakes.at(
            &database.connection,
            "the name of an environment variable was expected, of capital letters, digits and “_”: the connection \
             itself is never written here",
        );
    }
    if database.query.get_ref().trim().is_empty() {
        mistakes.at(&database.query, "a query was expected");
    }
    let of_files = [&source.encoding, &source.delimiter]
        .into_iter()
        .flatten()
        .chain(&source.files)
        .chain(&source.sheets);
    for text in of_files {
        mistakes.at(text, "this is about files, and the source is a database");
    }
    if let Some(row) = &source.header {
        mistakes.at(row, "this is about files, and the source is a database");
    }
}

impl Needed<'_> {
    /// What a column looks like that only a key may read, if something else reads it.
    pub(crate) fn identifying(&self, column: &str, own: &str) -> Option<Identity> {
        if self.keys.contains(column) {
            None
        } else {
            crate::identities::by_name(own)
        }
    }
}
