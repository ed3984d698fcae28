//! Finds the codebook's columns in one file, sheet or database answer, and hashes rows to compare them.
//!
//! This module must not know the meaning of fields.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128_with_seed};

use crate::read::{
    identifiers::{SAMPLE, check_column},
    layout::Layout,
    problem::{Cause, Problem},
    row::{Row, Rows, ShownLines},
};
use codebook::{Garbling, RowKind, notation::garbled::restore};

/// The columns of a file, sheet or database answer, which contain all that the codebook reads.
pub(super) struct Sheet {
    /// The name of the file and sheet for messages.
    pub name: String,
    /// The position of the source.
    pub source: usize,
    /// Whether its rows are persons or events.
    pub holds: RowKind,
    /// The line with the column names.
    line: u64,
    header: Vec<String>,
    /// The positions of the columns, sorted by name.
    order: Vec<usize>,
    /// Makes the hashes of rows with other columns differ.
    seed: u64,
    /// For each of the codebook's columns, its position here.
    columns: Vec<Column>,
    /// Which lines a spreadsheet shows.
    shown: ShownLines,
    /// The positions of the columns without a name, unless the codebook drops them.
    unnamed: Vec<usize>,
}

/// The position of one of the codebook's columns.
enum Column {
    /// The source does not have the column.
    Lacking,
    At(usize),
    /// The fields of several columns are joined.
    Joined {
        positions: Vec<usize>,
        separator: String,
    },
}

impl Column {
    fn includes(&self, position: usize) -> bool {
        match self {
            Column::Lacking => false,
            Column::At(own) => *own == position,
            Column::Joined { positions, .. } => positions.contains(&position),
        }
    }
}

impl Sheet {
    /// Returns a problem if a row does not have one field for each column, or a field that is read has no stored result.
    pub(super) fn check_row(&self, row: &Row) -> Option<Problem> {
        let (expected, found) = (self.header.len(), row.len());
        if found == expected {
            let uncomputed = row
                .uncomputed
                .iter()
                .find(|position| self.is_read(**position))?;
            return Some(self.problem(row.line, Some(*uncomputed), Cause::Uncomputed));
        }
        // A row that is too short breaks off in its last field.
        let column = if found < expected {
            found.checked_sub(1)
        } else {
            None
        };
        Some(self.problem(row.line, column, Cause::Fields { expected, found }))
    }

    /// Finds columns that are neither read nor dropped and seem to hold direct identifiers. `rows` are the first rows.
    pub(super) fn find_identifiers(&self, rows: &[Row], dropped: &[String]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (position, name) in self.header.iter().enumerate() {
            if self.is_read(position) || dropped.contains(name) {
                continue;
            }
            let fields = rows.iter().take(SAMPLE).map(|row| row.field(position));
            if let Some(cause) = check_column(name, fields) {
                problems.push(self.problem(self.line, Some(position), cause));
            }
        }
        problems
    }

    /// Lists the columns without a name in which a row holds data. A first column of whole numbers is none: many programs
    /// number the rows there.
    pub(super) fn find_unnamed<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = usize> + 'r {
        self.unnamed.iter().copied().filter(|position| {
            let field = row.field(*position).trim();
            !field.is_empty() && (*position > 0 || field.parse::<u64>().is_err())
        })
    }

    /// Returns a problem in a column without a name, which is named as in a spreadsheet.
    pub(super) fn unnamed_problem(&self, line: u64, position: usize, cause: Cause) -> Problem {
        Problem {
            column: Some(column_letters(position + self.shown.columns_before)),
            ..self.problem(line, None, cause)
        }
    }

    /// Whether the codebook reads the column at a position.
    fn is_read(&self, position: usize) -> bool {
        self.columns.iter().any(|column| column.includes(position))
    }

    /// Counts the columns that are read although the spreadsheet hides them.
    pub(super) fn count_hidden_columns(&self) -> u64 {
        let is_hidden = |position: &usize| {
            let column = position + self.shown.columns_before;
            let mut hidden = self.shown.hidden_columns.iter();
            hidden.any(|(first, last)| (*first..=*last).contains(&column))
        };
        let read = (0..self.header.len()).filter(|position| self.is_read(*position));
        read.filter(is_hidden).map(|_| 1).sum()
    }

    /// Returns a problem in a row.
    pub(super) fn problem(&self, line: u64, column: Option<usize>, cause: Cause) -> Problem {
        let column = column.and_then(|position| self.header.get(position).cloned());
        Problem {
            file: self.name.clone(),
            line: Some(line),
            shown_as: self.shown.show(line),
            column,
            cause,
            value: None,
        }
    }

    /// Returns the name that one of the codebook's columns has here.
    pub(super) fn column_name(&self, column: usize) -> String {
        match self.columns.get(column) {
            Some(Column::At(position)) => self.header[*position].clone(),
            Some(Column::Joined { positions, .. }) => {
                let names = positions
                    .iter()
                    .map(|position| self.header[*position].as_str());
                names.collect::<Vec<_>>().join(" + ")
            }
            Some(Column::Lacking) | None => String::new(),
        }
    }

    /// Joins the fields of several columns, for each of the codebook's columns that consists of several.
    pub(super) fn join_columns(&self, row: &Row) -> Vec<String> {
        let mut joined = Vec::new();
        for column in &self.columns {
            if let Column::Joined {
                positions,
                separator,
            } = column
            {
                let fields = positions
                    .iter()
                    .map(|position| row.field(*position).trim_ascii());
                let filled: Vec<&str> = fields.filter(|field| !field.is_empty()).collect();
                joined.push(filled.join(separator));
            }
        }
        joined
    }

    /// Returns the field in each of the codebook's columns; `None` where there is no such column. `joined` is the result
    /// of [`join_columns`](Self::join_columns) for the row.
    pub(super) fn fields<'a>(&self, row: &'a Row, joined: &'a [String]) -> Vec<Option<&'a str>> {
        let mut joined = joined.iter();
        let field = |column: &Column| match column {
            Column::Lacking => None,
            Column::At(position) => Some(row.field(*position)),
            Column::Joined { .. } => joined.next().map(String::as_str),
        };
        self.columns.iter().map(field).collect()
    }

    /// Returns the fields by which a row is linked. What stands in a cell that is merged over several rows is no number of one
    /// person.
    pub(super) fn key_fields<'a>(
        &self,
        row: &Row,
        fields: &[Option<&'a str>],
    ) -> Vec<Option<&'a str>> {
        let is_spread = |column: &Column| row.spread.iter().any(|at| column.includes(*at));
        let columns = self.columns.iter().zip(fields);
        columns
            .map(|(column, field)| field.filter(|_| !is_spread(column)))
            .collect()
    }

    /// Returns a hash that is equal for rows that are equal in every column, in any order of the columns. Among ten
    /// million different rows, two have the same hash by chance once in 10²⁴ registers. `buffer` is overwritten.
    pub(super) fn hash(&self, row: &Row, buffer: &mut Vec<u8>) -> u128 {
        buffer.clear();
        for position in &self.order {
            let field = row.field(*position).as_bytes();
            buffer.extend_from_slice(&field.len().to_le_bytes());
            buffer.extend_from_slice(field);
        }
        xxh3_128_with_seed(buffer, self.seed)
    }
}

/// Opens a sheet.
pub(super) struct SheetOpener<'a> {
    pub name: &'a str,
    pub source: usize,
    pub layout: &'a Layout<'a>,
    /// The delimiter, if it is text.
    pub delimiter: Option<u8>,
}

impl SheetOpener<'_> {
    /// Skips the rows down to the column names, and finds the columns that the codebook reads.
    pub(super) fn open(&self, rows: &mut dyn Rows) -> Result<Sheet, Vec<Problem>> {
        let mut row = Row::default();
        let shown = rows.shown_lines();
        read_header(self.layout, rows, &mut row)
            .map_err(|(line, cause)| vec![self.problem(&shown, line, None, cause)])?;
        let header: Vec<String> = row.fields().map(|name| name.trim().to_owned()).collect();
        let columns = self.find_columns(&header, &shown, row.line)?;
        let drops_unnamed = self
            .layout
            .source
            .drop
            .iter()
            .any(|name| name.trim().is_empty());
        let is_unnamed = |position: &usize| header[*position].is_empty() && !drops_unnamed;
        let unnamed = (0..header.len()).filter(is_unnamed).collect();
        let mut order: Vec<usize> = (0..header.len()).collect();
        order.sort_by_key(|position| &header[*position]);
        let names: Vec<&str> = order
            .iter()
            .map(|position| header[*position].as_str())
            .collect();
        let seed = xxh3_64(names.join("\0").as_bytes());
        Ok(Sheet {
            name: self.name.into(),
            source: self.source,
            holds: self.layout.source.row_kind,
            line: row.line,
            order,
            seed,
            columns,
            header,
            shown,
            unnamed,
        })
    }

    fn find_columns(
        &self,
        header: &[String],
        shown: &ShownLines,
        line: u64,
    ) -> Result<Vec<Column>, Vec<Problem>> {
        let (mut columns, mut problems) = (Vec::new(), Vec::new());
        for (names, separator) in self.layout.columns() {
            match self.find_column(names, separator, header) {
                Ok(column) => columns.push(column),
                Err((name, cause)) => {
                    problems.push(self.problem(shown, Some(line), Some(name), cause));
                }
            }
        }
        problems.dedup();
        if problems.is_empty() {
            Ok(columns)
        } else {
            Err(problems)
        }
    }

    /// Finds the columns with these names. Several columns with one name, such as those below a merged cell, are joined
    /// like columns with several names.
    fn find_column(
        &self,
        names: &[String],
        separator: Option<&str>,
        header: &[String],
    ) -> Result<Column, (String, Cause)> {
        let mut positions = Vec::new();
        for name in names {
            let before = positions.len();
            positions.extend((0..header.len()).filter(|position| header[*position] == *name));
            if positions.len() == before {
                let cause = Cause::NoColumn {
                    columns: header.len(),
                    delimiter: self.delimiter.map(char::from),
                    garbling: find_garbled(name, header),
                };
                return Err((name.clone(), cause));
            }
        }
        match (positions.as_slice(), separator) {
            ([], _) => Ok(Column::Lacking),
            ([position], _) => Ok(Column::At(*position)),
            (_, Some(separator)) => Ok(Column::Joined {
                positions,
                separator: separator.into(),
            }),
            ([position, ..], None) => Err((header[*position].clone(), Cause::ColumnTwice)),
        }
    }

    fn problem(
        &self,
        shown: &ShownLines,
        line: Option<u64>,
        column: Option<String>,
        cause: Cause,
    ) -> Problem {
        Problem {
            file: self.name.into(),
            line,
            shown_as: line.and_then(|line| shown.show(line)),
            column,
            cause,
            value: None,
        }
    }
}

/// Finds how the name of a column was garbled in a header.
fn find_garbled(name: &str, header: &[String]) -> Option<Garbling> {
    let mut restored = header.iter().flat_map(|written| restore(written));
    restored
        .find(|(_, restored)| restored.trim() == name)
        .map(|(garbling, _)| garbling)
}

/// Names a column as spreadsheets do: A, B, … Z, AA.
fn column_letters(position: usize) -> String {
    let mut letters = Vec::new();
    let mut left = position + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// Returns how many of the column names that a layout needs are in the header, and the number of columns.
pub(super) fn measure_fit(layout: &Layout<'_>, rows: &mut dyn Rows) -> (usize, usize) {
    let mut row = Row::default();
    if read_header(layout, rows, &mut row).is_err() {
        return (0, 0);
    }
    let needed = layout.columns().flat_map(|(names, _)| names);
    let found = needed.filter(|name| row.fields().any(|field| field.trim() == *name));
    (found.count(), row.len())
}

/// Whether a sheet has every column that a layout needs.
pub(super) fn has_all_columns(layout: &Layout<'_>, rows: &mut dyn Rows) -> bool {
    let mut row = Row::default();
    if read_header(layout, rows, &mut row).is_err() {
        return false;
    }
    let mut needed = layout.columns().flat_map(|(names, _)| names);
    needed.all(|name| row.fields().any(|field| field.trim() == *name))
}

/// Reads the row with the column names into `row`. The error has the line, if there is one, and the cause.
fn read_header(
    layout: &Layout<'_>,
    rows: &mut dyn Rows,
    row: &mut Row,
) -> Result<(), (Option<u64>, Cause)> {
    // A spreadsheet counts from the line after one that it does not show.
    let is_first_hidden = rows.shown_lines().is_first_hidden;
    let declared = layout.header().filter(|line| !is_first_hidden || *line > 1);
    let missing = match declared {
        Some(line) => Cause::NoHeader { line },
        None => Cause::Empty,
    };
    loop {
        let (line, broken) = match rows.next(row) {
            None => return Err((None, missing)),
            Some(Ok(())) if !row.uncomputed.is_empty() => (row.line, Some(Cause::Uncomputed)),
            Some(Ok(())) => (row.line, None),
            Some(Err(broken)) => (broken.line, Some(broken.cause)),
        };
        match (declared, broken) {
            (Some(declared), _) if line < declared => {}
            (Some(declared), _) if line > declared => return Err((None, missing)),
            (_, Some(cause)) => return Err((Some(line), cause)),
            (_, None) => return Ok(()),
        }
    }
}
