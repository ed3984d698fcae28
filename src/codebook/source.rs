//! Resolves the sources of records: their files, and the names that they have for the codebook's columns.

mod check;
mod glob;
pub(crate) mod read_columns;

use cube::Text;

use crate::{
    format::{self, Format, RowKind},
    mistake::Collector,
    names::check_source_id,
    notation::encoding::TextEncoding,
    placed::Placed,
    records::{dates, delimiter},
    source::read_columns::ReadColumns,
};

/// The identifier of the source of all files if the codebook declares no source.
pub(crate) const DEFAULT_SOURCE: &str = "records";

/// A source of records and how its files are read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id on the command line and in reports.
    pub id: String,
    /// The name of the institution in reports.
    pub institution: Option<Text>,
    /// Patterns of file names with `*` and `?`. A source without patterns is named on the command line; if no source is
    /// declared, every file belongs to the default source.
    pub files: Vec<String>,
    /// Whether its rows are persons or events.
    pub row_kind: RowKind,
    /// The encoding of its text files; detected if `None`.
    pub encoding: Option<TextEncoding>,
    /// The character between fields; detected if `None`.
    pub delimiter: Option<u8>,
    /// The sheets that are read; the first that is not hidden if empty.
    pub sheets: Vec<String>,
    /// The row of column names, from 1; the first row that is not empty if `None`.
    pub header: Option<u32>,
    /// The notations of dates, as in strptime; the first that fits is used.
    pub dates: Vec<String>,
    /// The names of each of the codebook's columns in the source: several if each holds one answer, none if the source
    /// does not have the column.
    pub columns: Vec<Vec<String>>,
    /// Columns of the source that are never read.
    pub drop: Vec<String>,
    /// The query to its database, if it is not read from files.
    pub database: Option<Database>,
}

/// A query to a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct Database {
    /// The name of the environment variable with the connection.
    pub connection: String,
    /// The SQL query for the rows.
    pub query: String,
}

/// Resolves every source. If none is declared, one default source has all files.
pub(super) fn resolve(
    format: &Format,
    read_columns: &ReadColumns<'_>,
    mistakes: &mut Collector<'_>,
) -> Vec<Source> {
    check::check(format, read_columns, mistakes);
    if format.source.is_empty() {
        return vec![default_source(format, read_columns)];
    }
    format
        .source
        .iter()
        .map(|raw| resolve_source(raw, format, read_columns, mistakes))
        .collect()
}

fn default_source(format: &Format, read_columns: &ReadColumns<'_>) -> Source {
    let name = |column: &String| {
        if read_columns.persons.contains(column) {
            vec![column.clone()]
        } else {
            Vec::new()
        }
    };
    Source {
        id: DEFAULT_SOURCE.into(),
        institution: None,
        files: Vec::new(),
        row_kind: RowKind::Persons,
        encoding: None,
        delimiter: None,
        sheets: Vec::new(),
        header: None,
        dates: texts(format.records.dates.each()),
        columns: read_columns.all.iter().map(name).collect(),
        drop: Vec::new(),
        database: None,
    }
}

fn resolve_source(
    raw: &format::Source,
    format: &Format,
    read_columns: &ReadColumns<'_>,
    mistakes: &mut Collector<'_>,
) -> Source {
    check_source_id(&raw.id, mistakes);
    let encoding = raw.encoding.as_ref();
    let delimiter_text = raw.delimiter.as_ref();
    let notations = match &raw.dates {
        Some(own) => dates(own, mistakes),
        None => texts(format.records.dates.each()),
    };
    Source {
        id: raw.id.get_ref().clone(),
        institution: raw.institution.clone().map(Text::from),
        files: texts(&raw.files),
        row_kind: raw.holds,
        encoding: encoding.and_then(|label| find_encoding(label, mistakes)),
        delimiter: delimiter_text.and_then(|text| delimiter(text, mistakes)),
        sheets: texts(&raw.sheets),
        header: raw.header.as_ref().map(|row| check_header(row, mistakes)),
        dates: notations,
        columns: own_columns(raw, read_columns),
        drop: texts(&raw.drop),
        database: raw.database.as_ref().map(|database| Database {
            connection: database.connection.get_ref().clone(),
            query: database.query.get_ref().clone(),
        }),
    }
}

fn find_encoding(label: &Placed<String>, mistakes: &mut Collector<'_>) -> Option<TextEncoding> {
    let found = TextEncoding::find(label.get_ref());
    if found.is_none() {
        let text = label.get_ref();
        mistakes.at(
            label,
            format!(
                "the encoding “{text}” is not known: use, for example, “utf-8”, “windows-1252”, “cp850”, “mac roman” or “utf-16le”"
            ),
        );
    }
    found
}

fn check_header(row: &Placed<u32>, mistakes: &mut Collector<'_>) -> u32 {
    if *row.get_ref() == 0 {
        mistakes.at(row, "rows are counted from 1: the first row is 1, not 0");
    }
    *row.get_ref()
}

/// The names that the source has for each of the codebook's columns.
fn own_columns(raw: &format::Source, read_columns: &ReadColumns<'_>) -> Vec<Vec<String>> {
    let read = read_columns.in_rows(raw.holds);
    let own_names = |column: &String| {
        let is_lacking = raw.lacks.iter().any(|name| name.get_ref() == column);
        if is_lacking || !read.contains(column) {
            return Vec::new();
        }
        let mut renamed = raw.columns.iter();
        match renamed.find(|(name, _)| name.get_ref() == column) {
            Some((_, names)) => texts(names.each()),
            None => vec![column.clone()],
        }
    };
    read_columns.all.iter().map(own_names).collect()
}

fn texts(placed: &[Placed<String>]) -> Vec<String> {
    let trimmed = placed.iter().map(|text| text.get_ref().trim());
    trimmed.map(str::to_owned).collect()
}
