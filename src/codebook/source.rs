//! Where rows come from, gone through for columns and files that contradict each other.

mod check;
mod glob;
mod needed;

use cube::Text;
use encoding_rs::Encoding;

pub(crate) use needed::{Needed, all_columns};

use crate::{
    format::{self, Format, Holds},
    mistake::Collector,
    placed::Placed,
    records::{dates, delimiter},
    words::check_source_id,
};

/// The identifier of the source of all files where the codebook declares none.
pub(crate) const ONLY: &str = "records";

/// Where rows come from, and what they look like there.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id, as it is named on the command line and in reports.
    pub id: String,
    /// Its name as reports tell it.
    pub institution: Option<Text>,
    /// Patterns of file names: `*` and `?`. Without any, it is named on the command line; without any declared source,
    /// every file is of this one.
    pub files: Vec<String>,
    /// Whether its rows are persons or events.
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
    /// The query by which it is read, if it is a database.
    pub database: Option<Database>,
}

/// A query to a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct Database {
    /// The environment variable that tells how to connect.
    pub connection: String,
    /// The SQL that gives the rows.
    pub query: String,
}

/// Every source; where none is declared, one of all files.
pub(super) fn resolve(
    format: &Format,
    needed: &Needed<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<Source> {
    check::check(format, needed, mistakes);
    if format.source.is_empty() {
        vec![only(format, needed)]
    } else {
        declared(format, needed, mistakes)
    }
}

fn only(format: &Format, needed: &Needed<'_>) -> Source {
    let name = |column: &String| {
        if needed.persons.contains(column) {
            vec![column.clone()]
        } else {
            Vec::new()
        }
    };
    Source {
        id: ONLY.into(),
        institution: None,
        files: Vec::new(),
        holds: Holds::Persons,
        encoding: None,
        delimiter: None,
        sheets: Vec::new(),
        header: None,
        dates: texts(format.records.dates.each()),
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
            institution: raw.institution.clone().map(Text::from),
            files: texts(&raw.files),
            holds: raw.holds,
            encoding: raw
                .encoding
                .as_ref()
                .and_then(|label| encoding(label, mistakes)),
            delimiter: raw
                .delimiter
                .as_ref()
                .and_then(|raw| delimiter(raw, mistakes)),
            sheets: texts(&raw.sheets),
            header: raw.header.as_ref().map(|row| header(row, mistakes)),
            dates: raw.dates.as_ref().map_or_else(
                || texts(format.records.dates.each()),
                |raw| dates(raw, mistakes),
            ),
            columns: own_columns(raw, needed),
            drop: texts(&raw.drop),
            database: raw.database.as_ref().map(|raw| Database {
                connection: raw.connection.get_ref().clone(),
                query: raw.query.get_ref().clone(),
            }),
        }
    };
    format.source.iter().map(&mut source).collect()
}

fn encoding(label: &Placed<String>, mistakes: &mut Collector<'_>) -> Option<&'static Encoding> {
    let found = Encoding::for_label_no_replacement(label.get_ref().as_bytes());
    if found.is_none() {
        mistakes.at(
            label,
            format!(
                "“{}” is no encoding; “utf-8”, “windows-1252” and “utf-16le” are some",
                label.get_ref()
            ),
        );
    }
    found
}

fn header(row: &Placed<u32>, mistakes: &mut Collector<'_>) -> u32 {
    if *row.get_ref() == 0 {
        mistakes.at(row, "rows are counted from 1");
    }
    *row.get_ref()
}

/// What the source calls each of the codebook's columns.
fn own_columns(raw: &format::Source, needed: &Needed<'_>) -> Vec<Vec<String>> {
    let read = needed.of(raw.holds);
    let own = |column: &String| {
        let named = raw
            .columns
            .iter()
            .find(|(name, _)| name.get_ref() == column);
        let is_lacking = raw.lacks.iter().any(|name| name.get_ref() == column);
        match named {
            _ if is_lacking || !read.contains(column) => Vec::new(),
            Some((_, names)) => texts(names.each()),
            None => vec![column.clone()],
        }
    };
    needed.all.iter().map(own).collect()
}

fn texts(spanned: &[Placed<String>]) -> Vec<String> {
    spanned
        .iter()
        .map(|text| text.get_ref().trim().to_owned())
        .collect()
}
