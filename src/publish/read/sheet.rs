//! One file of records: its encoding, its columns, its rows. What fields mean is not known here.

use std::{fmt::Write, path::Path};

use super::{
    Cause, Problem,
    identities::{self, SAMPLE},
    lines::{Marked, Row, line_breaks},
};
use crate::codebook::Codebook;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A file that has every column that the codebook reads.
pub(super) struct Sheet {
    pub name: String,
    text: Marked,
    delimiter: u8,
    header: Vec<String>,
    /// The columns' positions, sorted by their names.
    order: Vec<usize>,
    /// For each column of the codebook, where it stands.
    columns: Vec<usize>,
}

impl Sheet {
    /// Reads a file and looks for its columns.
    pub(super) fn open(path: &Path, codebook: &Codebook) -> Result<Self, Vec<Problem>> {
        let whole = |cause| vec![Problem::of_file(path, cause)];
        let bytes = std::fs::read(path).map_err(|error| whole(Cause::Unreadable(error.to_string())))?;
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
        let delimiter = codebook.records.delimiter.unwrap_or(b',');
        let text = std::str::from_utf8(bytes)
            .map_err(|error| vec![not_utf8(path, &bytes[..error.valid_up_to()], delimiter)])?;
        let text = Marked::new(text);
        let mut rows = text.rows(delimiter);
        let header: Vec<String> = match rows.next() {
            Some(Ok(row)) => row.fields.iter().map(|name| name.trim().to_owned()).collect(),
            Some(Err((line, cause))) => {
                return Err(vec![Problem { line: Some(line), ..Problem::of_file(path, cause) }]);
            }
            None => return Err(whole(Cause::Empty)),
        };
        if rows.next().is_none() {
            return Err(whole(Cause::NoRows));
        }
        let mut order: Vec<usize> = (0..header.len()).collect();
        order.sort_by_key(|at| &header[*at]);
        let name = path.display().to_string();
        let mut sheet = Sheet { name, text, delimiter, header, order, columns: Vec::new() };
        let mut problems = sheet.find_columns(codebook);
        problems.extend(sheet.identities(codebook));
        if problems.is_empty() { Ok(sheet) } else { Err(problems) }
    }

    /// Every row below the names of the columns, as long as they are.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<Row, Box<Problem>>> {
        self.text.rows(self.delimiter).skip(1).map(|row| {
            let row = row.map_err(|(line, cause)| Box::new(self.problem(line, None, cause)))?;
            let (expected, found) = (self.header.len(), row.fields.len());
            if found == expected {
                return Ok(row);
            }
            let breaks_off = if found < expected { self.header.get(found - 1).cloned() } else { None };
            Err(Box::new(self.problem(row.line, breaks_off, Cause::Fields { expected, found })))
        })
    }

    /// What stands in each of the codebook's columns.
    pub(super) fn fields<'a>(&self, row: &'a Row) -> Vec<Option<&'a str>> {
        self.columns.iter().map(|at| row.fields.get(*at)).collect()
    }

    /// The columns' names, the same for files whose columns stand in another order.
    pub(super) fn sorted_header(&self) -> Vec<String> {
        self.order.iter().map(|at| self.header[*at].clone()).collect()
    }

    /// The whole row in the order of [`Self::sorted_header`]: equal only for rows that are equal in every column.
    pub(super) fn content(&self, row: &Row) -> String {
        self.order.iter().filter_map(|at| row.fields.get(*at)).fold(String::new(), |mut content, field| {
            // Writing to a string cannot fail.
            let _ = write!(content, "{}:{field}", field.len());
            content
        })
    }

    fn find_columns(&mut self, codebook: &Codebook) -> Vec<Problem> {
        let mut problems = Vec::new();
        for column in &codebook.columns {
            let places: Vec<usize> = (0..self.header.len()).filter(|at| self.header[*at] == *column).collect();
            let cause = match places.as_slice() {
                [place] => {
                    self.columns.push(*place);
                    continue;
                }
                [] => Cause::NoColumn { columns: self.header.len(), delimiter: char::from(self.delimiter) },
                _ => Cause::ColumnTwice,
            };
            problems.push(self.problem(1, Some(column.clone()), cause));
        }
        problems
    }

    /// Columns that nothing is read from and that look as if they identified people.
    fn identities(&self, codebook: &Codebook) -> Vec<Problem> {
        let sample: Vec<Row> = self.rows().flatten().take(SAMPLE).collect();
        let dropped: Vec<&String> = codebook.sources.iter().flat_map(|source| &source.drop).collect();
        let is_known = |column: &String| codebook.columns.contains(column) || dropped.contains(&column);
        let not_read = (0..self.header.len()).filter(|at| !is_known(&self.header[*at]));
        let problem = |at: usize| {
            let fields = sample.iter().filter_map(|row| row.fields.get(at));
            let cause = identities::suspect(&self.header[at], fields)?;
            Some(self.problem(1, Some(self.header[at].clone()), cause))
        };
        not_read.filter_map(problem).collect()
    }

    fn problem(&self, line: u64, column: Option<String>, cause: Cause) -> Problem {
        Problem { file: self.name.clone(), line: Some(line), column, cause, value: None }
    }
}

/// The place of the first byte that is not UTF-8, which comes after the bytes given.
fn not_utf8(path: &Path, before: &[u8], delimiter: u8) -> Problem {
    let text = String::from_utf8_lossy(before);
    // A letter in place of the byte, so that there is a field for it; a quotation mark may be open around it.
    let text = [format!("{text}x"), format!("{text}x\"")].map(|text| Marked::new(&text));
    let rows = text.iter().map(|text| text.rows(delimiter).collect::<Result<Vec<_>, _>>());
    let rows = rows.into_iter().find_map(Result::ok).unwrap_or_default();
    let column = match rows.as_slice() {
        [header, .., row] => header.fields.get(row.fields.len() - 1),
        _ => None,
    };
    let column = column.map(|column| column.trim().to_owned());
    Problem { line: Some(1 + line_breaks(before)), column, ..Problem::of_file(path, Cause::NotUtf8) }
}
