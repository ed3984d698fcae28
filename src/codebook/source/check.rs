//! Checks that sources do not contradict each other or the codebook in their files and columns.

use std::collections::BTreeSet;

use crate::{
    format::{Database, Format, RowKind, Source},
    mistake::Collector,
    names::check_unique,
    placed::Placed,
    source::{
        glob,
        read_columns::{ReadColumns, identifier_message},
    },
};

pub(super) fn check(format: &Format, read_columns: &ReadColumns<'_>, mistakes: &mut Collector<'_>) {
    let ids = format.source.iter().map(|source| &source.id);
    check_unique("the source", ids, mistakes);
    check_files(format, mistakes);
    check_events(format, mistakes);
    check_persons(format, mistakes);
    for source in &format.source {
        check_unique("the column", &source.lacks, mistakes);
        check_unique("the column", &source.drop, mistakes);
        check_columns_exist(source, read_columns, mistakes);
        check_lacking(source, mistakes);
        check_renamed(source, read_columns, mistakes);
        check_dropped(source, read_columns.in_rows(source.holds), mistakes);
        if let Some(database) = &source.database {
            check_database(source, database, mistakes);
        }
    }
}

/// No file name may match patterns of two sources.
fn check_files(format: &Format, mistakes: &mut Collector<'_>) {
    let mut before: Vec<(&str, &str)> = Vec::new();
    for source in &format.source {
        for pattern in &source.files {
            let text = pattern.get_ref().as_str();
            if text.contains(['/', '\\']) {
                mistakes.at(
                    pattern,
                    "a pattern matches names of files without folders: remove the folder",
                );
            }
            let overlapping = before
                .iter()
                .find(|(id, other)| *id != source.id.get_ref() && glob::overlap(text, other));
            if let Some((id, other)) = overlapping {
                mistakes.at(
                    pattern,
                    format!(
                        "a file could match “{text}” and also “{other}” of the source “{id}”: change one of the patterns"
                    ),
                );
            }
            before.push((source.id.get_ref(), text));
        }
    }
}

/// Rows of events need a key, and a key needs rows of events.
fn check_events(format: &Format, mistakes: &mut Collector<'_>) {
    let dimensions = format.dimension.iter().filter_map(|raw| raw.of.as_ref());
    let of_events: Vec<&Placed<RowKind>> = dimensions
        .filter(|kind| *kind.get_ref() == RowKind::Events)
        .collect();
    let source = first_source(format, RowKind::Events);
    if let Some(events) = &format.events {
        if source.is_none() && of_events.is_empty() {
            mistakes.at(
                &events.key,
                "nothing is read from events: remove [events], or let a dimension be of = \"events\"",
            );
        }
        return;
    }
    let message =
        "rows of events need [events]: name there the column that links them with persons";
    if let Some(source) = source {
        mistakes.at(&source.id, message);
    }
    for kind in of_events {
        mistakes.at(kind, message);
    }
}

/// Persons are counted, so that a source must have rows of persons.
fn check_persons(format: &Format, mistakes: &mut Collector<'_>) {
    let Some(first) = format.source.first() else {
        return;
    };
    if first_source(format, RowKind::Persons).is_none() {
        mistakes.at(
            &first.id,
            "persons are counted, but all sources have rows of events: let one be holds = \"persons\"",
        );
    }
}

fn first_source(format: &Format, kind: RowKind) -> Option<&Source> {
    format.source.iter().find(|source| source.holds == kind)
}

/// The columns that a source renames or lacks must be columns of the codebook.
fn check_columns_exist(
    source: &Source,
    read_columns: &ReadColumns<'_>,
    mistakes: &mut Collector<'_>,
) {
    let read = read_columns.in_rows(source.holds);
    let rows = match source.holds {
        RowKind::Persons => "persons",
        RowKind::Events => "events",
    };
    for column in source.columns.keys().chain(&source.lacks) {
        let name = column.get_ref();
        if !read.contains(name) {
            mistakes.at(
                column,
                format!(
                    "the codebook reads no column “{name}” from rows of {rows}: remove it, or correct its name"
                ),
            );
        }
    }
}

/// A column that the source lacks cannot have a name in the source.
fn check_lacking(source: &Source, mistakes: &mut Collector<'_>) {
    for column in &source.lacks {
        if source.columns.contains_key(column) {
            let name = column.get_ref();
            mistakes.at(
                column,
                format!(
                    "“{name}” is in “columns” as well as in “lacks”: remove it from one of them"
                ),
            );
        }
    }
}

/// Checks the columns that have other names in the source.
fn check_renamed(source: &Source, read_columns: &ReadColumns<'_>, mistakes: &mut Collector<'_>) {
    for (column, names) in &source.columns {
        let name = column.get_ref();
        match names.each() {
            [] => mistakes.at(
                column,
                format!("“{name}” needs its name in the source; if there is no such column, list it in “lacks”"),
            ),
            [_, second, ..] if !read_columns.several.contains(name) => mistakes.at(
                second,
                format!("“{name}” has one answer a person, so it is read from one column: name one only"),
            ),
            _ => {}
        }
        check_unique("the column", names.each(), mistakes);
        for own in names.each() {
            check_own(source, read_columns, column, own, mistakes);
        }
    }
}

/// Checks one column of the source that is read under another name.
fn check_own(
    source: &Source,
    read_columns: &ReadColumns<'_>,
    column: &Placed<String>,
    own: &Placed<String>,
    mistakes: &mut Collector<'_>,
) {
    let (own_name, name) = (own.get_ref(), column.get_ref());
    if own_name != name && is_read_by_its_name(source, read_columns.in_rows(source.holds), own) {
        mistakes.at(
            own,
            format!(
                "“{own_name}” is read as “{name}” and also as “{own_name}”: list “{own_name}” in “lacks” if the source \
                 does not have it"
            ),
        );
    }
    if let Some(identifier) = read_columns.find_identifier(name, own_name) {
        mistakes.at(own, identifier_message(own_name, identifier));
    }
}

/// Whether a column of the source is read under its own name.
fn is_read_by_its_name(source: &Source, read: &BTreeSet<String>, own: &Placed<String>) -> bool {
    read.contains(own.get_ref()) && !source.columns.contains_key(own) && !source.lacks.contains(own)
}

/// Columns that are never read cannot be read as well.
fn check_dropped(source: &Source, read: &BTreeSet<String>, mistakes: &mut Collector<'_>) {
    for dropped in &source.drop {
        let name = dropped.get_ref();
        let renamed = source
            .columns
            .iter()
            .find(|(_, names)| names.each().iter().any(|own| own.get_ref() == name));
        if let Some((column, _)) = renamed {
            let column = column.get_ref();
            mistakes.at(
                dropped,
                format!("“{name}” is read as “{column}”: remove it from “drop” or from “columns”"),
            );
        } else if is_read_by_its_name(source, read, dropped) {
            mistakes.at(
                dropped,
                format!("“{name}” is a column that the codebook reads: remove it from “drop”"),
            );
        }
    }
}

fn check_database(source: &Source, database: &Database, mistakes: &mut Collector<'_>) {
    let connection = database.connection.get_ref();
    if connection.is_empty() || !connection.chars().all(is_of_variable) {
        // It may be the connection itself, with its password: never quote it.
        mistakes.at(
            &database.connection,
            "“connection” names an environment variable, of capital letters, digits and “_”: never write the \
             connection itself here",
        );
    }
    if database.query.get_ref().trim().is_empty() {
        mistakes.at(&database.query, "the query is empty: write the SQL query");
    }
    let message = "this key is for files, but the source is a database: remove it";
    let texts = source.encoding.iter().chain(&source.delimiter);
    for text in texts.chain(&source.files).chain(&source.sheets) {
        mistakes.at(text, message);
    }
    if let Some(row) = &source.header {
        mistakes.at(row, message);
    }
}

/// Whether a character may be in the name of an environment variable.
fn is_of_variable(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_'
}
