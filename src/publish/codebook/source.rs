//! Where rows come from, gone through for columns and files that contradict each other.

use std::collections::BTreeSet;

use cube::Text;
use encoding_rs::Encoding;
use toml::Spanned;

use super::{
    format::{self, Format, Holds},
    mistake::Collector,
    records::{dates, delimiter},
    words::{check_source_id, check_unique},
};

/// The identifier of the source of all files where the codebook declares none.
pub(crate) const ONLY: &str = "records";

/// Where rows come from, and what they look like there.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub id: String,
    /// Its name as reports tell it.
    pub institution: Option<Text>,
    /// Patterns of file names: `*` and `?`. Without any, it is named on the command line; without any declared source,
    /// every file is of this one.
    pub files: Vec<String>,
    pub holds: Holds,
    /// Detected where it is not told.
    pub encoding: Option<&'static Encoding>,
    /// Detected where it is not told.
    pub delimiter: Option<u8>,
    /// The first one where none is told.
    pub sheets: Vec<String>,
    /// The row with the names of the columns, from 1; the first that is not empty where it is not told.
    pub header: Option<u32>,
    /// In the notation of strptime; the first that fits.
    pub dates: Vec<String>,
    /// For each of the codebook's columns, what it is called here: several names where each holds one answer, none
    /// where the source does not have it.
    pub columns: Vec<Vec<String>>,
    /// Columns of its own that are never read.
    pub drop: Vec<String>,
    pub database: Option<Database>,
}

/// A query to a PostgreSQL database.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    /// The environment variable that tells how to connect.
    pub connection: String,
    pub query: String,
}

/// The columns that are read from rows of each kind.
pub(super) struct Needed<'a> {
    /// All of them, sorted.
    pub all: &'a [String],
    pub persons: BTreeSet<String>,
    pub events: BTreeSet<String>,
}

impl Needed<'_> {
    pub(super) fn of(&self, holds: Holds) -> &BTreeSet<String> {
        match holds {
            Holds::Persons => &self.persons,
            Holds::Events => &self.events,
        }
    }
}

/// Every source; where none is declared, one of all files.
pub(super) fn resolve(format: &Format, needed: &Needed<'_>, mistakes: &mut Collector<'_>) -> Vec<Source> {
    check_unique("the source", format.source.iter().map(|source| &source.id), mistakes);
    if format.source.is_empty() { vec![only(format, needed)] } else { declared(format, needed, mistakes) }
}

fn only(format: &Format, needed: &Needed<'_>) -> Source {
    let name = |column: &String| if needed.persons.contains(column) { vec![column.clone()] } else { Vec::new() };
    Source {
        id: ONLY.into(),
        institution: None,
        files: Vec::new(),
        holds: Holds::Persons,
        encoding: None,
        delimiter: None,
        sheets: Vec::new(),
        header: None,
        dates: texts(&format.records.dates.0),
        columns: needed.all.iter().map(name).collect(),
        drop: Vec::new(),
        database: None,
    }
}

fn declared(format: &Format, needed: &Needed<'_>, mistakes: &mut Collector<'_>) -> Vec<Source> {
    let mut source = |raw: &format::Source| {
        check_source_id(&raw.id, mistakes);
        Source {
            id: raw.id.get_ref().clone(),
            institution: raw.institution.clone(),
            files: texts(&raw.files),
            holds: raw.holds,
            encoding: raw.encoding.as_ref().and_then(|label| encoding(label, mistakes)),
            delimiter: raw.delimiter.as_ref().and_then(|raw| delimiter(raw, mistakes)),
            sheets: texts(&raw.sheets),
            header: raw.header.as_ref().map(|row| header(row, mistakes)),
            dates: raw.dates.as_ref().map_or_else(|| texts(&format.records.dates.0), |raw| dates(raw, mistakes)),
            columns: columns(raw, needed, mistakes),
            drop: texts(&raw.drop),
            database: raw.database.as_ref().map(|raw| Database {
                connection: raw.connection.get_ref().clone(),
                query: raw.query.get_ref().clone(),
            }),
        }
    };
    format.source.iter().map(&mut source).collect()
}

fn encoding(label: &Spanned<String>, mistakes: &mut Collector<'_>) -> Option<&'static Encoding> {
    let found = Encoding::for_label_no_replacement(label.get_ref().as_bytes());
    if found.is_none() {
        mistakes.at(
            label,
            format!("“{}” is no encoding; “utf-8”, “windows-1252” and “utf-16le” are some", label.get_ref()),
        );
    }
    found
}

fn header(row: &Spanned<u32>, mistakes: &mut Collector<'_>) -> u32 {
    if *row.get_ref() == 0 {
        mistakes.at(row, "rows are counted from 1");
    }
    *row.get_ref()
}

fn columns(raw: &format::Source, needed: &Needed<'_>, mistakes: &mut Collector<'_>) -> Vec<Vec<String>> {
    let read = needed.of(raw.holds);
    for column in raw.columns.keys().chain(&raw.lacks) {
        if !read.contains(column.get_ref()) {
            let what = if raw.holds == Holds::Persons { "persons" } else { "events" };
            mistakes.at(column, format!("the codebook reads no column “{}” of {what}", column.get_ref()));
        }
    }
    let own = |column: &String| {
        let named = raw.columns.iter().find(|(name, _)| name.get_ref() == column);
        let is_lacking = raw.lacks.iter().any(|name| name.get_ref() == column);
        match named {
            _ if is_lacking || !read.contains(column) => Vec::new(),
            Some((_, names)) => texts(&names.0),
            None => vec![column.clone()],
        }
    };
    needed.all.iter().map(own).collect()
}

fn texts(spanned: &[Spanned<String>]) -> Vec<String> {
    spanned.iter().map(|text| text.get_ref().trim().to_owned()).collect()
}
