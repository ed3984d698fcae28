//! Reads workbooks (XLSX, XLS, XLSB, ODS): their cells become text as if they had been saved as CSV.
//!
//! A date becomes `2024-03-01`, followed by `T` and the time unless it is midnight; a whole number has no decimals; a
//! cell that Excel could not compute keeps its error (`#N/A`). Down to the row with the column names, the text of merged
//! cells is in each of them. Below, it is only in the first of them, because the data of a person are never guessed.
//!
//! Every damaged workbook is reported. Files are checked before calamine reads them ([`zip_check`], [`xls_check`]), and
//! a panic of calamine is reported as damage ([`guard`]).

mod guard;
mod limits;
#[cfg(test)]
mod tests;
mod xls_check;
mod zip_check;

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

/// The first bytes of a zipped workbook (XLSX, XLSB, ODS).
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of an XLS workbook.
const XLS: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open workbook.
pub(super) struct Workbook(Sheets<Cursor<Arc<[u8]>>>);

impl Workbook {
    /// Opens a file if it begins like a workbook.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Cause> {
        let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
        let mut magic = Vec::new();
        File::open(path)
            .and_then(|file| file.take(4).read_to_end(&mut magic))
            .map_err(unreadable)?;
        match magic.as_slice() {
            ZIP | XLS => Self::parse(std::fs::read(path).map_err(unreadable)?).map(Some),
            _ => Ok(None),
        }
    }

    /// Opens a workbook from its bytes.
    pub(super) fn parse(mut bytes: Vec<u8>) -> Result<Self, Cause> {
        if bytes.starts_with(XLS) {
            bytes = xls_check::check_and_repack(&bytes)?;
        } else {
            zip_check::check(&bytes)?;
        }
        // The message of calamine is dropped because it may quote cells.
        let open =
            || open_workbook_auto_from_rs(Cursor::new(bytes.into())).map_err(|_| Cause::Workbook);
        guarded(open).map(Workbook)
    }

    /// Returns the names of the sheets in order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// Reads the manifest, if the workbook was made from a template.
    pub(super) fn read_manifest(&mut self) -> Result<Option<Manifest>, Cause> {
        if !self.sheets().iter().any(|sheet| sheet == MANIFEST_SHEET) {
            return Ok(None);
        }
        let (mut rows, mut row) = (self.rows(MANIFEST_SHEET, None)?, Row::default());
        let mut lines = Vec::new();
        while let Some(Ok(())) = rows.next(&mut row) {
            lines.push(row.fields().map(Into::into).collect());
        }
        Ok(Some(Manifest::read(&lines)?))
    }

    /// Finds the first row of a sheet that satisfies a condition, from 1.
    pub(super) fn find_row(
        &mut self,
        sheet: &str,
        condition: impl Fn(&Row) -> bool,
    ) -> Result<Option<u32>, Cause> {
        let (mut rows, mut row) = (self.rows(sheet, None)?, Row::default());
        while let Some(Ok(())) = rows.next(&mut row) {
            if condition(&row) {
                return Ok(u32::try_from(row.line).ok());
            }
        }
        Ok(None)
    }

    /// Reads the rows of a sheet. SurvivingRecord cells are split down to the row with the column names: `header`, or the first
    /// row that is not empty.
    pub(super) fn rows(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        guarded(|| self.read_rows(sheet, header))
    }

    fn read_rows(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        let cells = self.read_cells(sheet)?;
        let first_row = cells.keys().next().copied().unwrap_or_default();
        let header_row = header
            .and_then(|row| u32::try_from(row).ok()?.checked_sub(1))
            .unwrap_or(first_row);
        let mut merged = match &mut self.0 {
            Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
        };
        merged.retain(|region| region.start.0 <= header_row);
        Ok(SheetRows::new(cells, merged, header_row))
    }

    /// Reads every cell that is not empty, however far it is from the others.
    fn read_cells(&mut self, sheet: &str) -> Result<Cells, Cause> {
        let mut cells = CellCollector::default();
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

/// By row and column, from 0, the text of each cell.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Collects the cells of a sheet, up to a limit.
#[derive(Default)]
struct CellCollector {
    cells: Cells,
    number: u64,
}

impl CellCollector {
    fn add(&mut self, row: u32, column: u32, cell: &Data) -> Result<(), Cause> {
        let text = to_text(cell);
        if text.is_empty() {
            return Ok(());
        }
        self.number += 1;
        if self.number > CELLS {
            return Err(Cause::TooLarge);
        }
        if row >= ROWS || column >= COLUMNS {
            return Err(Cause::Workbook);
        }
        // Of two cells in one position, one would be lost, and maybe a person with it.
        match self.cells.entry(row).or_default().insert(column, text) {
            Some(_) => Err(Cause::Workbook),
            None => Ok(()),
        }
    }
}

/// Iterates over the rows of a sheet, without empty rows.
pub(super) struct SheetRows {
    /// The cells down to the row with the column names, to split merged cells.
    above: Cells,
    rows: IntoIter<u32, BTreeMap<u32, String>>,
    /// The merged cells that begin above the records.
    merged: Vec<Dimensions>,
    /// The row with the column names, from 0.
    header: u32,
    /// The columns that are not empty.
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

    /// Whether there are more rows.
    pub(super) fn has_more(&self) -> bool {
        self.rows.len() > 0
    }

    /// Returns the row and column with the text of a cell, which differ from its own if it is merged.
    fn find_merged(&self, row: u32, column: u32) -> (u32, u32) {
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
                let (text_row, text_column) = if at <= self.header {
                    self.find_merged(at, column)
                } else {
                    (at, column)
                };
                let row_cells = if text_row == at {
                    Some(&cells)
                } else {
                    self.above.get(&text_row)
                };
                row_cells
                    .and_then(|cells| cells.get(&text_column))
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

/// Converts a cell to text.
fn to_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // Rust writes a whole number without decimals, and any other with as few as identify it.
        Data::Float(number) => number.to_string(),
        Data::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.into(),
        Data::DateTime(time) if time.is_datetime() => format_date(*time),
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(time) => time.strip_suffix("T00:00:00").unwrap_or(time).into(),
        Data::DurationIso(duration) => duration.clone(),
        Data::Error(error) => error.to_string(),
    }
}

fn format_date(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}
