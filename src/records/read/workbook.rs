//! Workbooks of spreadsheets (XLSX, XLS, XLSB, ODS): their cells as text, as if they had been saved as CSV.
//!
//! A date becomes `2024-03-01` and has its time of day behind a `T` unless that is midnight; a whole number has no
//! decimals; a cell that Excel could not compute says so (`#N/A`). In the rows down to the names of the columns, what
//! stands in merged cells stands in each of them. Below, only the first of them has it: nobody's data are guessed.
//!
//! A damaged workbook is told, whatever the damage: files are looked at before calamine reads them ([`whole`],
//! [`old`]), and what it panics at is damage too ([`guard`]).

mod guard;
mod limits;
mod old;
#[cfg(test)]
mod tests;
mod whole;

use std::{
    collections::{BTreeMap, btree_map::IntoIter},
    fs::File,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};

use calamine::{Data, Dimensions, ExcelDateTime, Reader, Sheets, open_workbook_auto_from_rs};

use crate::read::{
    problem::Cause,
    row::{Broken, Row, Rows},
};
use guard::guarded;
use limits::{CELLS, COLUMNS, ROWS};
use template::{MANIFEST_SHEET, Manifest};

/// The first bytes of a zipped workbook, and of an old one.
const ZIP: &[u8] = b"PK\x03\x04";
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open workbook.
pub(super) struct Workbook(Sheets<Cursor<Arc<[u8]>>>);

impl Workbook {
    /// Opens a file if its first bytes are those of a workbook.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Cause> {
        let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
        let mut magic = Vec::new();
        File::open(path)
            .and_then(|file| file.take(4).read_to_end(&mut magic))
            .map_err(unreadable)?;
        match magic.as_slice() {
            ZIP | OLD => Self::parse(std::fs::read(path).map_err(unreadable)?).map(Some),
            _ => Ok(None),
        }
    }

    /// Opens a workbook from its bytes.
    pub(super) fn parse(mut bytes: Vec<u8>) -> Result<Self, Cause> {
        if bytes.starts_with(OLD) {
            bytes = old::sound(&bytes)?;
        } else {
            whole::look(&bytes)?;
        }
        // What calamine says may quote cells.
        let open =
            || open_workbook_auto_from_rs(Cursor::new(bytes.into())).map_err(|_| Cause::Workbook);
        guarded(open).map(Workbook)
    }

    /// The names of its sheets, in their order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// What it says of itself, if it was made for collecting.
    pub(super) fn manifest(&mut self) -> Result<Option<Manifest>, Cause> {
        if !self.sheets().iter().any(|sheet| sheet == MANIFEST_SHEET) {
            return Ok(None);
        }
        let (mut rows, mut row, mut told) =
            (self.rows(MANIFEST_SHEET, None)?, Row::default(), Vec::new());
        while let Some(Ok(())) = rows.next(&mut row) {
            told.push(row.fields().map(Into::into).collect());
        }
        Ok(Some(Manifest::read(&told)?))
    }

    /// The first row of a sheet for which something holds, from 1.
    pub(super) fn find(
        &mut self,
        sheet: &str,
        holds: impl Fn(&Row) -> bool,
    ) -> Result<Option<u32>, Cause> {
        let (mut rows, mut row) = (self.rows(sheet, None)?, Row::default());
        while let Some(Ok(())) = rows.next(&mut row) {
            if holds(&row) {
                return Ok(u32::try_from(row.line).ok());
            }
        }
        Ok(None)
    }

    /// The rows of a sheet. Merged cells are undone down to the row with the names of the columns: the one told, or
    /// the first in which anything stands.
    pub(super) fn rows(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        guarded(|| self.read(sheet, header))
    }

    fn read(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        let cells = self.cells(sheet)?;
        let first = cells.keys().next().copied().unwrap_or_default();
        let header = header
            .and_then(|row| u32::try_from(row).ok()?.checked_sub(1))
            .unwrap_or(first);
        let merged = match &mut self.0 {
            Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
        };
        let merged = merged
            .into_iter()
            .filter(|region| region.start.0 <= header)
            .collect();
        Ok(SheetRows::new(cells, merged, header))
    }

    /// Every cell in which anything stands, however far from the others it is.
    fn cells(&mut self, sheet: &str) -> Result<Cells, Cause> {
        let mut cells = Found::default();
        match &mut self.0 {
            Sheets::Xlsx(xlsx) => {
                let mut reader = xlsx
                    .worksheet_cells_reader(sheet)
                    .map_err(|_| Cause::Workbook)?;
                while let Some(cell) = reader.next_cell().map_err(|_| Cause::Workbook)? {
                    let (row, column) = cell.get_position();
                    cells.add(row, column, &cell.get_value().clone().into())?;
                }
            }
            Sheets::Xlsb(xlsb) => {
                let mut reader = xlsb
                    .worksheet_cells_reader(sheet)
                    .map_err(|_| Cause::Workbook)?;
                while let Some(cell) = reader.next_cell().map_err(|_| Cause::Workbook)? {
                    let (row, column) = cell.get_position();
                    cells.add(row, column, &cell.get_value().clone().into())?;
                }
            }
            others => {
                let range = others.worksheet_range(sheet).map_err(|_| Cause::Workbook)?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, cell) in range.used_cells() {
                    let (row, column) = (u32::try_from(row), u32::try_from(column));
                    if let (Ok(row), Ok(column)) = (row, column) {
                        cells.add(top + row, left + column, cell)?;
                    }
                }
            }
        }
        Ok(cells.cells)
    }
}

/// By row and column, from 0, what stands in each cell.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// The cells of a sheet, as far as they were found.
#[derive(Default)]
struct Found {
    cells: Cells,
    number: u64,
}

impl Found {
    fn add(&mut self, row: u32, column: u32, cell: &Data) -> Result<(), Cause> {
        let text = text(cell);
        if text.is_empty() {
            return Ok(());
        }
        self.number += 1;
        if self.number > CELLS {
            return Err(Cause::TooLarge);
        }
        // Of two cells in one place, one would be lost, and maybe a person with it.
        let is_twice = || {
            self.cells
                .entry(row)
                .or_default()
                .insert(column, text)
                .is_some()
        };
        if row >= ROWS || column >= COLUMNS || is_twice() {
            Err(Cause::Workbook)
        } else {
            Ok(())
        }
    }
}

/// Goes through the rows of a sheet. Rows in which nothing stands are none.
pub(super) struct SheetRows {
    /// Down to the row with the names of the columns, for cells that are merged with others.
    above: Cells,
    rows: IntoIter<u32, BTreeMap<u32, String>>,
    /// Merged cells that begin above the records.
    merged: Vec<Dimensions>,
    /// The row with the names of the columns, from 0.
    header: u32,
    /// The columns in which anything stands.
    columns: std::ops::Range<u32>,
}

impl SheetRows {
    fn new(cells: Cells, merged: Vec<Dimensions>, header: u32) -> Self {
        let left = cells
            .values()
            .filter_map(|row| row.keys().next())
            .min()
            .copied()
            .unwrap_or_default();
        let right = cells
            .values()
            .filter_map(|row| row.keys().next_back())
            .max()
            .map_or(left, |last| last + 1);
        let above = cells
            .range(..=header)
            .map(|(row, cells)| (*row, cells.clone()))
            .collect();
        SheetRows {
            above,
            rows: cells.into_iter(),
            merged,
            header,
            columns: left..right,
        }
    }

    /// Whether there are more.
    pub(super) fn are_left(&self) -> bool {
        self.rows.len() > 0
    }

    /// Where what stands in a cell is written.
    fn place(&self, row: u32, column: u32) -> (u32, u32) {
        let within = |region: &&Dimensions| {
            (region.start.0..=region.end.0).contains(&row)
                && (region.start.1..=region.end.1).contains(&column)
        };
        self.merged
            .iter()
            .find(within)
            .map_or((row, column), |region| region.start)
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>> {
        loop {
            let (at, cells) = self.rows.next()?;
            row.line = u64::from(at) + 1;
            let text = |column| {
                let (from, place) = if at <= self.header {
                    self.place(at, column)
                } else {
                    (at, column)
                };
                let cells = if from == at {
                    Some(&cells)
                } else {
                    self.above.get(&from)
                };
                cells
                    .and_then(|cells| cells.get(&place))
                    .map(String::as_str)
                    .unwrap_or_default()
            };
            row.fill(self.columns.clone().map(text));
            if !row.is_blank() {
                return Some(Ok(()));
            }
        }
    }
}

/// What stands in a cell.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // Rust writes a whole number without decimals, and any other with as few as tell it apart.
        Data::Float(number) => number.to_string(),
        Data::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.into(),
        Data::DateTime(time) if time.is_datetime() => date(*time),
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(time) => time.strip_suffix("T00:00:00").unwrap_or(time).into(),
        Data::DurationIso(duration) => duration.clone(),
        Data::Error(error) => error.to_string(),
    }
}

fn date(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}
