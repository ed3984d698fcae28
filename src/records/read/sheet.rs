//! The columns of one file, sheet or answer: where those of the codebook stand, and when two rows are the same. What
//! fields mean is not known here.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128_with_seed};

use crate::read::{
    identities::{self, SAMPLE},
    layout::Layout,
    problem::{Cause, Problem},
    row::{Row, Rows},
};
use codebook::RowKind;

/// The names of the columns, every one that the codebook reads among them.
pub(super) struct Sheet {
    /// As it is told to people.
    pub name: String,
    /// The position of its source.
    pub source: usize,
    /// What its rows are.
    pub holds: RowKind,
    /// The line with the names of the columns.
    line: u64,
    header: Vec<String>,
    /// The columns' positions, sorted by their names.
    order: Vec<usize>,
    /// Tells its rows from those with other columns.
    seed: u64,
    /// For each of the codebook's columns.
    columns: Vec<Column>,
}

/// Where one of the codebook's columns stands.
enum Column {
    Lacking,
    At(usize),
    Joined {
        places: Vec<usize>,
        separator: String,
    },
}

impl Column {
    fn holds(&self, place: usize) -> bool {
        match self {
            Column::Lacking => false,
            Column::At(at) => *at == place,
            Column::Joined { places, .. } => places.contains(&place),
        }
    }
}

impl Sheet {
    /// What is wrong with a row that is not as long as the names of the columns.
    pub(super) fn misfit(&self, row: &Row) -> Option<Problem> {
        let (expected, found) = (self.header.len(), row.len());
        let breaks_off = if found < expected {
            found.checked_sub(1)
        } else {
            None
        };
        (found != expected)
            .then(|| self.problem(row.line, breaks_off, Cause::Fields { expected, found }))
    }

    /// Columns that nothing is read from, nor dropped, and that look as if they identified people. `rows` are the first.
    pub(super) fn suspects(&self, rows: &[Row], dropped: &[String]) -> Vec<Problem> {
        let is_read = |at: &usize| self.columns.iter().any(|column| column.holds(*at));
        let others = (0..self.header.len())
            .filter(|at| !is_read(at) && !dropped.contains(&self.header[*at]));
        let problem = |at: usize| {
            let cause = identities::suspect(
                &self.header[at],
                rows.iter().take(SAMPLE).map(|row| row.field(at)),
            )?;
            Some(self.problem(self.line, Some(at), cause))
        };
        others.filter_map(problem).collect()
    }

    /// A problem in a row.
    pub(super) fn problem(&self, line: u64, column: Option<usize>, cause: Cause) -> Problem {
        let column = column.and_then(|at| self.header.get(at).cloned());
        Problem {
            file: self.name.clone(),
            line: Some(line),
            column,
            cause,
            value: None,
        }
    }

    /// What the codebook's column at this position is called here.
    pub(super) fn called(&self, column: usize) -> String {
        let name = |at: &usize| self.header[*at].as_str();
        match self.columns.get(column) {
            Some(Column::At(at)) => name(at).into(),
            Some(Column::Joined { places, .. }) => {
                places.iter().map(name).collect::<Vec<_>>().join(" + ")
            }
            Some(Column::Lacking) | None => String::new(),
        }
    }

    /// The fields that are made of several, in the order of the codebook's columns.
    pub(super) fn joined(&self, row: &Row) -> Vec<String> {
        let join = |column: &Column| match column {
            Column::Joined { places, separator } => {
                let parts = places
                    .iter()
                    .map(|at| row.field(*at).trim())
                    .filter(|part| !part.is_empty());
                Some(parts.collect::<Vec<_>>().join(separator))
            }
            Column::Lacking | Column::At(_) => None,
        };
        self.columns.iter().filter_map(join).collect()
    }

    /// What stands in each of the codebook's columns; `None` where there is no such column. `joined` is the row's.
    pub(super) fn fields<'a>(&self, row: &'a Row, joined: &'a [String]) -> Vec<Option<&'a str>> {
        let mut joined = joined.iter();
        let field = |column: &Column| match column {
            Column::Lacking => None,
            Column::At(at) => Some(row.field(*at)),
            Column::Joined { .. } => joined.next().map(String::as_str),
        };
        self.columns.iter().map(field).collect()
    }

    /// The same only for rows that are equal in every column, in whatever order these stand. Two of ten million rows
    /// that differ have the same one by chance once in 10²⁴ registers. `buffer` is overwritten.
    pub(super) fn hash(&self, row: &Row, buffer: &mut Vec<u8>) -> u128 {
        buffer.clear();
        for field in self.order.iter().map(|at| row.field(*at).as_bytes()) {
            buffer.extend_from_slice(&field.len().to_le_bytes());
            buffer.extend_from_slice(field);
        }
        xxh3_128_with_seed(buffer, self.seed)
    }
}

/// A sheet that is being opened.
pub(super) struct Opening<'a> {
    pub name: &'a str,
    pub source: usize,
    pub layout: &'a Layout<'a>,
    /// What separates its columns, if it is text.
    pub delimiter: Option<u8>,
}

impl Opening<'_> {
    /// Passes the rows down to the names of the columns and finds those that are needed.
    pub(super) fn sheet(&self, rows: &mut dyn Rows) -> Result<Sheet, Vec<Problem>> {
        let mut row = Row::default();
        self.header(rows, &mut row)
            .map_err(|(line, cause)| vec![self.problem(line, None, cause)])?;
        let header: Vec<String> = row.fields().map(|name| name.trim().to_owned()).collect();
        let columns = self.columns(&header, row.line)?;
        let mut order: Vec<usize> = (0..header.len()).collect();
        order.sort_by_key(|at| &header[*at]);
        let names: Vec<&str> = order.iter().map(|at| header[*at].as_str()).collect();
        let seed = xxh3_64(names.join("\0").as_bytes());
        let (name, holds) = (self.name.into(), self.layout.source.row_kind);
        Ok(Sheet {
            name,
            source: self.source,
            holds,
            line: row.line,
            order,
            seed,
            columns,
            header,
        })
    }

    /// How many of the names that are needed stand in the row with the names of the columns, and how long that is.
    pub(super) fn fit(&self, rows: &mut dyn Rows) -> (usize, usize) {
        let mut row = Row::default();
        match self.header(rows, &mut row) {
            Err(_) => (0, 0),
            Ok(()) => {
                let names = self.layout.columns().flat_map(|(names, _)| names);
                (
                    names
                        .filter(|name| row.fields().any(|field| field.trim() == *name))
                        .count(),
                    row.len(),
                )
            }
        }
    }

    /// Reads the row with the names of the columns; else, in which line what is wrong.
    fn header(&self, rows: &mut dyn Rows, row: &mut Row) -> Result<(), (Option<u64>, Cause)> {
        let told = self.layout.header();
        let nothing = || {
            (
                None,
                told.map_or(Cause::Empty, |line| Cause::NoHeader { line }),
            )
        };
        loop {
            let (line, broken) = match rows.next(row).ok_or_else(nothing)? {
                Ok(()) => (row.line, None),
                Err(broken) => (broken.line, Some(broken.cause)),
            };
            match told {
                Some(told) if line < told => {}
                Some(told) if line > told => return Err(nothing()),
                _ => return broken.map_or(Ok(()), |cause| Err((Some(line), cause))),
            }
        }
    }

    fn columns(&self, header: &[String], line: u64) -> Result<Vec<Column>, Vec<Problem>> {
        let (mut columns, mut problems) = (Vec::new(), Vec::new());
        for (names, separator) in self.layout.columns() {
            match self.column(names, separator, header) {
                Ok(column) => columns.push(column),
                Err((name, cause)) => problems.push(self.problem(Some(line), Some(name), cause)),
            }
        }
        problems.dedup();
        if problems.is_empty() {
            Ok(columns)
        } else {
            Err(problems)
        }
    }

    /// Several columns of one name, such as those below a merged cell, are joined as several names are.
    fn column(
        &self,
        names: &[String],
        separator: Option<&str>,
        header: &[String],
    ) -> Result<Column, (String, Cause)> {
        let mut places = Vec::new();
        for name in names {
            let found = (0..header.len()).filter(|at| header[*at] == *name);
            let before = places.len();
            places.extend(found);
            if places.len() == before {
                let cause = Cause::NoColumn {
                    columns: header.len(),
                    delimiter: self.delimiter.map(char::from),
                };
                return Err((name.clone(), cause));
            }
        }
        match (places.as_slice(), separator) {
            ([], _) => Ok(Column::Lacking),
            ([place], _) => Ok(Column::At(*place)),
            (_, Some(separator)) => Ok(Column::Joined {
                places,
                separator: separator.into(),
            }),
            ([place, ..], None) => Err((header[*place].clone(), Cause::ColumnTwice)),
        }
    }

    fn problem(&self, line: Option<u64>, column: Option<String>, cause: Cause) -> Problem {
        Problem {
            file: self.name.into(),
            line,
            column,
            cause,
            value: None,
        }
    }
}
