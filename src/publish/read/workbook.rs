//! Workbooks of spreadsheets (XLSX, XLS, XLSB, ODS): their cells as text, as if they had been saved as CSV.
//!
//! A date becomes `2024-03-01` and has its time of day behind a `T` unless that is midnight; a whole number has no
//! decimals; a cell that Excel could not compute says so (`#N/A`). In the rows down to the names of the columns, what
//! stands in merged cells stands in each of them. Below, only the first of them has it: nobody's data are guessed.

use std::{
    collections::{BTreeMap, btree_map::IntoIter},
    fs::File,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};

use calamine::{Cell, Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheets, open_workbook_auto_from_rs};

use super::{
    Cause,
    row::{Broken, Row, Rows},
};
use crate::template::{Manifest, SHEET};

/// An open workbook.
pub(super) struct Workbook(Sheets<Cursor<Arc<[u8]>>>);

impl Workbook {
    /// Opens a file if its first bytes are those of a workbook.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Cause> {
        let unreadable = |error: std::io::Error| Cause::Unreadable(error.to_string());
        let mut magic = Vec::new();
        File::open(path).and_then(|file| file.take(4).read_to_end(&mut magic)).map_err(unreadable)?;
        match magic.as_slice() {
            b"PK\x03\x04" | b"\xd0\xcf\x11\xe0" => Self::parse(std::fs::read(path).map_err(unreadable)?).map(Some),
            _ => Ok(None),
        }
    }

    /// Opens a workbook from its bytes.
    fn parse(bytes: Vec<u8>) -> Result<Self, Cause> {
        // What calamine says may quote cells.
        open_workbook_auto_from_rs(Cursor::new(bytes.into())).map(Workbook).map_err(|_| Cause::Workbook)
    }

    /// The names of its sheets, in their order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// What it says of itself, if it was made for collecting.
    pub(super) fn manifest(&mut self) -> Result<Option<Manifest>, Cause> {
        if !self.sheets().iter().any(|sheet| sheet == SHEET) {
            return Ok(None);
        }
        let (mut rows, mut row, mut told) = (self.rows(SHEET, None)?, Row::default(), Vec::new());
        while let Some(Ok(())) = rows.next(&mut row) {
            told.push(row.fields().map(Into::into).collect());
        }
        Ok(Some(Manifest::read(&told)?))
    }

    /// The first row of a sheet for which something holds, from 1.
    pub(super) fn find(&mut self, sheet: &str, holds: impl Fn(&Row) -> bool) -> Result<Option<u32>, Cause> {
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
        let cells = self.cells(sheet)?;
        let first = cells.keys().next().copied().unwrap_or_default();
        let header = header.and_then(|row| u32::try_from(row).ok()?.checked_sub(1)).unwrap_or(first);
        let merged = match &mut self.0 {
            Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
        };
        let merged = merged.into_iter().filter(|region| region.start.0 <= header).collect();
        Ok(SheetRows::new(cells, merged, header))
    }

    /// Every cell in which anything stands, however far from the others it is.
    fn cells(&mut self, sheet: &str) -> Result<Cells, Cause> {
        let mut cells = Cells::new();
        match &mut self.0 {
            Sheets::Xlsx(xlsx) => {
                let mut reader = xlsx.worksheet_cells_reader(sheet).map_err(|_| Cause::Workbook)?;
                while let Some(cell) = reader.next_cell().map_err(|_| Cause::Workbook)? {
                    add(&mut cells, cell);
                }
            }
            Sheets::Xlsb(xlsb) => {
                let mut reader = xlsb.worksheet_cells_reader(sheet).map_err(|_| Cause::Workbook)?;
                while let Some(cell) = reader.next_cell().map_err(|_| Cause::Workbook)? {
                    add(&mut cells, cell);
                }
            }
            others => {
                let range = others.worksheet_range(sheet).map_err(|_| Cause::Workbook)?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, cell) in range.used_cells() {
                    let (row, column) = (u32::try_from(row), u32::try_from(column));
                    if let (Ok(row), Ok(column)) = (row, column) {
                        cells.entry(top + row).or_default().insert(left + column, text(cell));
                    }
                }
            }
        }
        Ok(cells)
    }
}

/// By row and column, from 0, what stands in each cell.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

fn add(cells: &mut Cells, cell: Cell<DataRef<'_>>) {
    let (row, column) = cell.get_position();
    let text = text(&cell.get_value().clone().into());
    if !text.is_empty() {
        cells.entry(row).or_default().insert(column, text);
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
        let left = cells.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or_default();
        let right = cells.values().filter_map(|row| row.keys().next_back()).max().map_or(left, |last| last + 1);
        let above = cells.range(..=header).map(|(row, cells)| (*row, cells.clone())).collect();
        SheetRows { above, rows: cells.into_iter(), merged, header, columns: left..right }
    }

    /// Whether there are more.
    pub(super) fn are_left(&self) -> bool {
        self.rows.len() > 0
    }

    /// Where what stands in a cell is written.
    fn place(&self, row: u32, column: u32) -> (u32, u32) {
        let within = |region: &&Dimensions| {
            (region.start.0..=region.end.0).contains(&row) && (region.start.1..=region.end.1).contains(&column)
        };
        self.merged.iter().find(within).map_or((row, column), |region| region.start)
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>> {
        loop {
            let (at, cells) = self.rows.next()?;
            row.line = u64::from(at) + 1;
            let text = |column| {
                let (from, place) = if at <= self.header { self.place(at, column) } else { (at, column) };
                let cells = if from == at { Some(&cells) } else { self.above.get(&from) };
                cells.and_then(|cells| cells.get(&place)).map(String::as_str).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};
    use proptest::prelude::*;
    use rust_xlsxwriter::Workbook as Writer;

    use super::*;
    use crate::sample::cases;

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

    /// `row: fields` of the first sheet.
    fn rows(bytes: Vec<u8>, header: Option<u64>) -> Result<Vec<String>, Cause> {
        let mut workbook = Workbook::parse(bytes)?;
        let sheet = workbook.sheets().first().cloned().unwrap_or_default();
        let (mut rows, mut row, mut told) = (workbook.rows(&sheet, header)?, Row::default(), Vec::new());
        while let Some(Ok(())) = rows.next(&mut row) {
            told.push(format!("{}: {}", row.line, row.fields().collect::<Vec<_>>().join("|")));
        }
        Ok(told)
    }

    fn written(rows: &[Vec<String>]) -> Vec<u8> {
        let mut workbook = Writer::new();
        let sheet = workbook.add_worksheet();
        for (at, row) in (0..).zip(rows) {
            for (column, field) in (0..).zip(row) {
                sheet.write(at, column, field).unwrap();
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    #[test]
    fn merged_names_stand_in_every_column_and_records_are_not_guessed() {
        let mut workbook = Writer::new();
        let (sheet, plain) = (workbook.add_worksheet(), rust_xlsxwriter::Format::new());
        sheet.merge_range(0, 1, 0, 3, "Título", &plain).unwrap();
        sheet.merge_range(1, 1, 2, 1, "fecha", &plain).unwrap();
        sheet.merge_range(2, 2, 2, 3, "medios", &plain).unwrap();
        sheet.merge_range(3, 1, 4, 1, "2024-03-01", &plain).unwrap();
        sheet.write(3, 3, "FUE").unwrap();
        sheet.write(4, 2, "ENG").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let expected =
            ["1: Título|Título|Título", "2: fecha||", "3: fecha|medios|medios", "4: 2024-03-01||FUE", "5: |ENG|"];
        assert_eq!(rows(bytes, Some(3)).unwrap(), expected);
    }

    #[test]
    fn a_cell_far_away_costs_nothing() {
        let mut workbook = Writer::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1_048_575, 16_383, "z").unwrap();
        let told = rows(workbook.save_to_buffer().unwrap(), None).unwrap();
        assert_eq!(told.len(), 2);
        assert!(told[1].starts_with("1048576: |") && told[1].ends_with("|z"));
    }

    /// The parts of a workbook, each with one byte in so many changed, as a workbook again.
    fn damaged(bytes: &[u8], damage: &[(prop::sample::Index, prop::sample::Index, u8)]) -> Vec<u8> {
        let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts: Vec<(String, Vec<u8>)> = (0..from.len())
            .map(|at| {
                let (mut part, mut content) = (from.by_index(at).unwrap(), Vec::new());
                part.read_to_end(&mut content).unwrap();
                (part.name().unwrap().into_owned(), content)
            })
            .collect();
        for (part, at, byte) in damage {
            let part = part.index(parts.len());
            let content = &mut parts[part].1;
            let at = at.index(content.len());
            content[at] = *byte;
        }
        let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, content) in parts {
            to.start_file(name, stored).unwrap();
            std::io::Write::write_all(&mut to, &content).unwrap();
        }
        to.finish().unwrap().into_inner()
    }

    proptest! {
        #![proptest_config(cases(64))]

        #[test]
        fn rows_written_are_rows_read(cells in prop::collection::vec(prop::collection::vec("[a-zñ <&\"\n;]{0,4}x", 1..5), 1..20)) {
            let width = cells.iter().map(Vec::len).max().unwrap_or_default();
            let row = |(at, row): (usize, &Vec<String>)| {
                let fields: Vec<&str> = (0..width).map(|at| row.get(at).map_or("", String::as_str)).collect();
                format!("{}: {}", at + 1, fields.join("|"))
            };
            let expected: Vec<String> = cells.iter().enumerate().map(row).collect();
            prop_assert_eq!(rows(written(&cells), None).unwrap(), expected);
        }

        #[test]
        fn no_damage_stops_the_reader(
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..12),
            header in prop::option::of(0_u64..5),
        ) {
            let whole = written(&[vec!["fecha".into(), "sexo".into()], vec!["2024-03-01".into(), "F".into()]]);
            let _ = rows(damaged(&whole, &damage), header);
        }

        #[test]
        fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300), is_old in any::<bool>()) {
            let magic: &[u8] = if is_old { b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" } else { b"PK\x03\x04" };
            let _ = rows([magic, &bytes].concat(), None);
        }
    }
}
