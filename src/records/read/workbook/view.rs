//! Finds what a workbook shows of a sheet: hidden rows and columns, merged cells, and formulas whose result is not stored.
//!
//! calamine reads values alone. What an owner sees differs from them: a merged cell is seen in all of its rows, and a
//! formula without a stored result is computed when the workbook is opened.

mod attribute;
mod ods;
mod sheet_view;
mod xls;
mod xlsx;

use crate::read::problem::Cause;

pub(super) use sheet_view::SheetView;

/// Reads what the sheet with this name shows in an XLSX workbook.
pub(super) fn read_xlsx(bytes: &[u8], sheet: &str) -> Result<SheetView, Cause> {
    xlsx::read(bytes, sheet)
}

/// Reads what the sheet with this name shows in an ODS workbook.
pub(super) fn read_ods(bytes: &[u8], sheet: &str) -> Result<SheetView, Cause> {
    ods::read(bytes, sheet)
}

/// Reads what the sheet at this position shows in an XLS workbook.
pub(super) fn read_xls(bytes: &[u8], position: usize) -> Result<SheetView, Cause> {
    xls::read(bytes, position)
}
