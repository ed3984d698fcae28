//! Workbooks of spreadsheets (XLSX, XLS, XLSB, ODS): their cells as text, as if they had been saved as CSV.
//!
//! A date becomes `2024-03-01` and has its time of day behind a `T` unless that is midnight; a whole number has no
//! decimals; a cell that Excel could not compute says so (`#N/A`). In the rows down to the names of the columns, what
//! stands in merged cells stands in each of them. Below, only the first of them has it: nobody's data are guessed.

use std::{
    fs::File,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};

use calamine::{Data, Dimensions, ExcelDateTime, Range, Reader, Sheets, open_workbook_auto_from_rs};

use super::{
    Cause,
    row::{Broken, Row, Rows},
};

/// An open workbook.
pub(super) struct Workbook(Sheets<Cursor<Arc<[u8]>>>);

impl Workbook {
    /// Opens a file if its first bytes are those of a workbook.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Cause> {
        let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
        let mut magic = Vec::new();
        File::open(path).and_then(|file| file.take(4).read_to_end(&mut magic)).map_err(unreadable)?;
        if !matches!(magic.as_slice(), b"PK\x03\x04" | b"\xd0\xcf\x11\xe0") {
            return Ok(None);
        }
        let bytes: Arc<[u8]> = std::fs::read(path).map_err(unreadable)?.into();
        // What calamine says may quote cells.
        open_workbook_auto_from_rs(Cursor::new(bytes)).map(|sheets| Some(Workbook(sheets))).map_err(|_| Cause::Workbook)
    }

    /// The names of its sheets, in their order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// The rows of a sheet. Merged cells are undone down to the row with the names of the columns: the one told, or
    /// the first in which anything stands.
    pub(super) fn rows(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        let cells = self.0.worksheet_range(sheet).map_err(|_| Cause::Workbook)?;
        let (top, left) = cells.start().unwrap_or_default();
        let header = header.and_then(|row| u32::try_from(row).ok()?.checked_sub(1)).unwrap_or(top);
        let merged = match &mut self.0 {
            Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
        };
        let merged = merged.into_iter().filter(|region| region.start.0 <= header).collect();
        Ok(SheetRows { cells, merged, header, top, left, next: 0 })
    }
}

/// Goes through the rows of a sheet. Rows in which nothing stands are none.
pub(super) struct SheetRows {
    cells: Range<Data>,
    /// Merged cells that begin above the records.
    merged: Vec<Dimensions>,
    /// The row with the names of the columns, from 0.
    header: u32,
    top: u32,
    left: u32,
    next: usize,
}

impl SheetRows {
    fn text(&self, row: u32, column: u32) -> String {
        let within = |region: &&Dimensions| {
            (region.start.0..=region.end.0).contains(&row) && (region.start.1..=region.end.1).contains(&column)
        };
        let region = if row <= self.header { self.merged.iter().find(within) } else { None };
        self.cells.get_value(region.map_or((row, column), |region| region.start)).map(text).unwrap_or_default()
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>> {
        while self.next < self.cells.height() {
            let at = self.top + u32::try_from(self.next).ok()?;
            let right = self.left + u32::try_from(self.cells.width()).ok()?;
            self.next += 1;
            let fields: Vec<String> = (self.left..right).map(|column| self.text(at, column)).collect();
            row.line = u64::from(at) + 1;
            row.fill(fields.iter().map(String::as_str));
            if !row.is_blank() {
                return Some(Ok(()));
            }
        }
        None
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

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    #[test]
    fn cells_become_what_people_would_write() {
        let time = |days| Data::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false));
        let cases = [
            (Data::Empty, ""),
            (Data::String(" Mujer ".into()), " Mujer "),
            (Data::Int(14), "14"),
            (Data::Float(14.0), "14"),
            (Data::Float(14.5), "14.5"),
            (Data::Float(-0.1), "-0.1"),
            (Data::Bool(true), "TRUE"),
            (time(45352.0), "2024-03-01"),
            (time(45352.5), "2024-03-01T12:00:00"),
            (Data::DateTime(ExcelDateTime::new(43890.0, ExcelDateTimeType::DateTime, true)), "2024-03-01"),
            (Data::DateTimeIso("2024-03-01".into()), "2024-03-01"),
            (Data::DateTimeIso("2024-03-01T00:00:00".into()), "2024-03-01"),
            (Data::Error(CellErrorType::NA), "#N/A"),
        ];
        for (cell, expected) in cases {
            assert_eq!(text(&cell), expected);
        }
    }
}
