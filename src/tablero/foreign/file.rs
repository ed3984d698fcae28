//! Reads the rows of a CSV file as offices and spreadsheets write it: any usual separator and encoding.

use std::fs;
use std::path::Path;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::foreign::error::ForeignError;

/// The separators that are tried, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A row: its line, the heading being the first line, and the fields that were asked for.
pub(super) type Row = (usize, Vec<String>);

/// Reads the fields of these columns from every row that is not blank.
pub(super) fn read_rows(file: &Path, columns: &[&str]) -> Result<Vec<Row>, ForeignError> {
    let bytes = fs::read(file).map_err(|source| ForeignError::Missing {
        file: file.into(),
        source,
    })?;
    let text = decode(&bytes);
    let (text, declared, skipped) = split_declaration(&text);
    let separator = declared.unwrap_or_else(|| detect_separator(text, columns));
    let unreadable = |source| ForeignError::Unreadable {
        file: file.into(),
        source,
    };
    let mut reader = open(text, separator);
    let heading = reader.headers().map_err(unreadable)?.clone();
    let positions = find_columns(file, &heading, columns)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line);
        let field = |position: &usize| record.get(*position).unwrap_or_default().to_owned();
        let fields = positions.iter().map(field).collect();
        rows.push((
            usize::try_from(line).unwrap_or(usize::MAX) + skipped,
            fields,
        ));
    }
    Ok(rows)
}

fn open(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// Decodes a text: by its byte order mark, else UTF-8, else Windows-1252.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

/// Splits off a first line `sep=;`, by which spreadsheets are told the separator. Returns the text
/// below it, the separator, and how many lines were split off.
fn split_declaration(text: &str) -> (&str, Option<u8>, usize) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let declared = first.trim_end_matches('\r').trim_matches('"');
    let separator = match declared.get(..4) {
        Some(key) if key.eq_ignore_ascii_case("sep=") => &declared.as_bytes()[4..],
        _ => return (text, None, 0),
    };
    match *separator {
        [separator] => (rest, Some(separator), 1),
        _ => (text, None, 0),
    }
}

/// Returns the separator with which the most of the needed columns are found, then the most columns.
fn detect_separator(text: &str, columns: &[&str]) -> u8 {
    let fit = |separator: &u8| {
        let mut reader = open(text, *separator);
        let heading = reader.headers().cloned().unwrap_or_default();
        let is_there = |column: &&&str| heading.iter().any(|name| name == **column);
        (columns.iter().filter(is_there).count(), heading.len())
    };
    let mut best = SEPARATORS[0];
    for separator in SEPARATORS {
        if fit(&separator) > fit(&best) {
            best = separator;
        }
    }
    best
}

/// Finds each column by its name.
fn find_columns(
    file: &Path,
    heading: &csv::StringRecord,
    columns: &[&str],
) -> Result<Vec<usize>, ForeignError> {
    let mut positions = Vec::new();
    for column in columns {
        let mut found = heading
            .iter()
            .enumerate()
            .filter(|(_, name)| name == column);
        match (found.next(), found.next()) {
            (Some((position, _)), None) => positions.push(position),
            (Some(_), Some(_)) => {
                return Err(ForeignError::RepeatedColumn {
                    file: file.into(),
                    column: (*column).into(),
                });
            }
            (None, _) => {
                return Err(ForeignError::NoColumn {
                    file: file.into(),
                    column: (*column).into(),
                    columns: heading.iter().map(Into::into).collect(),
                });
            }
        }
    }
    Ok(positions)
}
