//! One file of records as rows with their lines: bytes, encoding, columns. What fields mean is not known here.

use std::{collections::BTreeMap, path::Path};

use super::{Cause, Problem};
use crate::codebook::Codebook;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Stands alone in a last row that is added while reading. A quotation mark that is never closed swallows it.
const LAST_ROW: &str = "\n\u{1e}";

/// A file with the columns that the codebook reads.
pub(super) struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
    header: Vec<String>,
    columns: BTreeMap<String, usize>,
}

/// A row as it stands.
pub(super) struct Row {
    pub line: usize,
    fields: csv::StringRecord,
}

impl Sheet {
    /// Reads a file; its rows are of any length.
    pub(super) fn open(path: &Path, codebook: &Codebook) -> Result<Self, Vec<Problem>> {
        let name = path.display().to_string();
        let problem = |cause| vec![Problem { file: name.clone(), line: None, column: None, cause, value: None }];
        let bytes = std::fs::read(path).map_err(|error| problem(Cause::Unreadable(error.to_string())))?;
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
        let delimiter = codebook.records.delimiter;
        let text = std::str::from_utf8(bytes).map_err(|error| vec![not_utf8(&name, bytes, error, delimiter)])?;
        let (mut rows, is_closed) = rows(text, delimiter).map_err(&problem)?;
        if rows.is_empty() {
            return Err(problem(Cause::Empty));
        }
        let header: Vec<String> = rows.remove(0).fields.iter().map(|name| name.trim().to_owned()).collect();
        let mut sheet = Sheet { name: name.clone(), rows, columns: BTreeMap::new(), header };
        let mut problems = sheet.find_columns(codebook);
        if let Some(row) = sheet.rows.last().filter(|_| !is_closed) {
            problems.push(sheet.problem(row.line, None, Cause::OpenQuote));
        }
        if sheet.rows.is_empty() {
            problems.extend(problem(Cause::NoRows));
        }
        if problems.is_empty() { Ok(sheet) } else { Err(problems) }
    }

    /// Whether a row has another number of fields than there are columns.
    pub(super) fn misfit(&self, row: &Row) -> Option<Problem> {
        let (expected, found) = (self.header.len(), row.fields.len());
        let last = self.header.get(found.wrapping_sub(1)).filter(|_| found < expected);
        (expected != found).then(|| self.problem(row.line, last.cloned(), Cause::Fields { expected, found }))
    }

    /// What stands in a column that the codebook reads.
    pub(super) fn field<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.columns.get(column).and_then(|at| row.fields.get(*at)).unwrap_or_default()
    }

    /// The whole row, the same for files whose columns stand in another order.
    pub(super) fn content(&self, row: &Row) -> Vec<(String, String)> {
        let mut content: Vec<(String, String)> =
            self.header.iter().cloned().zip(row.fields.iter().map(str::to_owned)).collect();
        content.sort_unstable();
        content
    }

    fn find_columns(&mut self, codebook: &Codebook) -> Vec<Problem> {
        let dimensions = codebook.dimensions.iter().map(|dimension| &dimension.column);
        let dates = codebook.measures.iter().map(|measure| &measure.date);
        let mut problems = Vec::new();
        for column in dates.chain(dimensions) {
            let places: Vec<usize> = (0..self.header.len()).filter(|at| self.header[*at] == *column).collect();
            let cause = match places.as_slice() {
                [place] => {
                    self.columns.insert(column.clone(), *place);
                    continue;
                }
                [] => Cause::NoColumn { columns: self.header.len(), delimiter: char::from(codebook.records.delimiter) },
                _ => Cause::ColumnTwice,
            };
            let problem = self.problem(1, Some(column.clone()), cause);
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        problems
    }

    fn problem(&self, line: usize, column: Option<String>, cause: Cause) -> Problem {
        Problem { file: self.name.clone(), line: Some(line), column, cause, value: None }
    }
}

/// Every row of a text, and whether its last quotation mark is closed.
fn rows(text: &str, delimiter: u8) -> Result<(Vec<Row>, bool), Cause> {
    let text = format!("{text}{LAST_ROW}");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
    let mut last_start = 0;
    for fields in reader.records() {
        let fields = fields.map_err(|error| Cause::Unreadable(error.to_string()))?;
        let start = fields.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        // The reader skips blank lines only after it has noted where the row begins.
        let blank = text[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        last_start = start + blank;
        line += line_breaks(&text.as_bytes()[counted..last_start]);
        counted = last_start;
        rows.push(Row { line, fields });
    }
    let is_closed = last_start + 1 == text.len();
    if is_closed {
        rows.pop();
    }
    Ok((rows, is_closed))
}

/// Line breaks as editors count them: `\n`, `\r\n`, and `\r` alone.
fn line_breaks(bytes: &[u8]) -> usize {
    let carriage_returns = bytes.windows(2).filter(|pair| pair[0] == b'\r' && pair[1] != b'\n').count();
    let at_end = usize::from(bytes.last() == Some(&b'\r'));
    bytes.iter().filter(|byte| **byte == b'\n').count() + carriage_returns + at_end
}

/// The place of the first byte that is not UTF-8.
fn not_utf8(name: &str, bytes: &[u8], error: std::str::Utf8Error, delimiter: u8) -> Problem {
    let mut before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
    let line = 1 + line_breaks(before.as_bytes());
    // A letter in place of the byte, so that its field exists.
    before.push('x');
    let rows = rows(&before, delimiter).map(|(rows, _)| rows).unwrap_or_default();
    let field = rows.last().map_or(0, |row| row.fields.len());
    let column = rows.first().and_then(|header| header.fields.get(field.wrapping_sub(1))).filter(|_| rows.len() > 1);
    Problem {
        file: name.into(),
        line: Some(line),
        column: column.map(|column| column.trim().to_owned()),
        cause: Cause::NotUtf8,
        value: None,
    }
}
