//! Collects the cells of a sheet, as text.

use std::collections::BTreeMap;

use calamine::{Data, ExcelDateTime};

use crate::read::{
    problem::Cause,
    workbook::limits::{CELLS, COLUMNS, ROWS},
};

/// The greatest whole number of which spreadsheets keep every digit.
const EXACT: f64 = 1e15;

/// By row and column, from 0, the text of each cell.
pub(super) type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Collects the cells of a sheet, up to a limit.
#[derive(Default)]
pub(super) struct CellCollector {
    pub cells: Cells,
    number: u64,
}

impl CellCollector {
    pub(super) fn add(&mut self, row: u32, column: u32, cell: &Data) -> Result<(), Cause> {
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

/// Returns the columns from the first to the last that is not empty.
pub(super) fn range_of_columns(cells: &Cells) -> std::ops::Range<u32> {
    let firsts = cells.values().filter_map(|row| row.keys().next());
    let lasts = cells.values().filter_map(|row| row.keys().next_back());
    let left = firsts.min().copied().unwrap_or_default();
    left..lasts.max().map_or(left, |last| last + 1)
}

/// Converts a cell to text.
pub(super) fn to_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // Rust writes a whole number without decimals, and any other with as few as identify it.
        Data::Float(number) if number.abs() >= EXACT => format!("{number:E}").replace('E', "E+"),
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
