//! Reads workbooks (XLSX, XLS, ODS): their cells become text as if they had been saved as CSV.
//!
//! A date becomes `2024-03-01`, followed by `T` and the time unless it is midnight; a whole number has no decimals, and one
//! of more digits than a spreadsheet keeps is written as `1.5E+17`; a cell that could not be computed keeps its error
//! (`#N/A`). The text of merged cells is in each of them, as whoever opens the workbook sees it ([`merged`]).
//!
//! Every damaged workbook is reported. Files are checked before calamine reads them ([`zip_check`], [`xls_check`]), and
//! a panic of calamine is reported as damage ([`guard`]).

mod cells;
mod guard;
mod limits;
mod merged;
mod sheet_rows;
#[cfg(test)]
mod tests;
mod view;
mod xls_check;
mod zip_check;

use std::{
    fs::File,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};

use calamine::{Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs};

use crate::read::{
    problem::Cause,
    row::{Row, Rows},
};
use cells::{CellCollector, Cells, range_of_columns};
use guard::guarded;
use merged::{fill_merged, set_errors};
use template::{MANIFEST_SHEET, Manifest};
use view::SheetView;

pub(super) use sheet_rows::{SheetFacts, SheetRows};

/// The first bytes of a zipped workbook (XLSX, ODS).
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of an XLS workbook.
const XLS: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open workbook.
pub(super) struct Workbook {
    sheets: Sheets<Cursor<Arc<[u8]>>>,
    bytes: Arc<[u8]>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetName {
    pub name: String,
    /// Whether whoever opens the workbook sees it.
    pub is_visible: bool,
}

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
        let bytes: Arc<[u8]> = bytes.into();
        // The message of calamine is dropped because it may quote cells.
        let open = || {
            open_workbook_auto_from_rs(Cursor::new(Arc::clone(&bytes))).map_err(|_| Cause::Workbook)
        };
        let sheets = guarded(open)?;
        Ok(Workbook { sheets, bytes })
    }

    /// Returns the names of the sheets in order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets.sheet_names()
    }

    /// Returns the sheets of cells in order, whether they are seen or hidden.
    pub(super) fn sheets_of_cells(&self) -> Vec<SheetName> {
        let all = self.sheets.sheets_metadata().iter();
        all.filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                is_visible: sheet.visible == SheetVisible::Visible,
            })
            .collect()
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

    /// Reads the rows of a sheet, and what it shows of them. The row with the column names is `header`, or the first
    /// that is not empty.
    pub(super) fn rows(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        guarded(|| self.read_rows(sheet, header))
    }

    fn read_rows(&mut self, sheet: &str, header: Option<u64>) -> Result<SheetRows, Cause> {
        let mut cells = self.read_cells(sheet)?;
        let mut view = self.read_view(sheet)?;
        let first_row = cells.keys().next().copied().unwrap_or_default();
        let header_row = header
            .and_then(|row| u32::try_from(row).ok()?.checked_sub(1))
            .unwrap_or(first_row);
        let columns = range_of_columns(&cells);
        set_errors(&mut cells, &view.errors);
        view.hidden_rows.sort_unstable();
        let merged = match &mut self.sheets {
            Sheets::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
            Sheets::Xlsb(_) => Vec::new(),
            Sheets::Ods(_) => std::mem::take(&mut view.merged),
        };
        let merged_over_rows = fill_merged(&mut cells, &merged, &columns, header_row)?;
        Ok(SheetRows::new(
            cells,
            columns,
            header_row,
            &view,
            merged_over_rows,
        ))
    }

    fn read_view(&self, sheet: &str) -> Result<SheetView, Cause> {
        let is_it = |other: &calamine::Sheet| other.name == sheet;
        match &self.sheets {
            Sheets::Xlsx(_) => view::read_xlsx(&self.bytes, sheet),
            Sheets::Ods(_) => view::read_ods(&self.bytes, sheet),
            Sheets::Xls(_) => match self.sheets.sheets_metadata().iter().position(is_it) {
                Some(position) => view::read_xls(&self.bytes, position),
                None => Err(Cause::Workbook),
            },
            Sheets::Xlsb(_) => Ok(SheetView::default()),
        }
    }

    /// Reads every cell that is not empty, however far it is from the others.
    fn read_cells(&mut self, sheet: &str) -> Result<Cells, Cause> {
        let mut cells = CellCollector::default();
        match &mut self.sheets {
            Sheets::Xlsx(xlsx) => {
                let mut reader = xlsx
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
