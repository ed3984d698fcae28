//! Finds what a workbook shows of a sheet: hidden rows and columns, merged cells, and formulas whose result is not stored.
//!
//! calamine reads values alone. What an owner sees differs from them: a merged cell is seen in all of its rows, and a
//! formula without a stored result is computed when the workbook is opened.

mod ods;
mod xls;
mod xlsx;

use calamine::Dimensions;

use crate::read::problem::Cause;

/// What a sheet shows. Rows and columns are counted from 0.
#[derive(Default)]
pub(super) struct SheetView {
    /// The first and last row of each stretch of hidden rows, in order.
    pub hidden_rows: Vec<(u32, u32)>,
    /// The first and last column of each stretch of hidden columns.
    pub hidden_columns: Vec<(u32, u32)>,
    /// The merged cells, where calamine does not read them.
    pub merged: Vec<Dimensions>,
    /// The cells with a formula whose result is not stored.
    pub uncomputed: Vec<Dimensions>,
    /// The cells whose formula failed, where calamine does not read the error.
    pub errors: Vec<Dimensions>,
}

impl SheetView {
    /// Reads the view of the sheet with this name in an XLSX workbook.
    pub(super) fn of_xlsx(bytes: &[u8], sheet: &str) -> Result<Self, Cause> {
        xlsx::read(bytes, sheet)
    }

    /// Reads the view of the sheet with this name in an ODS workbook.
    pub(super) fn of_ods(bytes: &[u8], sheet: &str) -> Result<Self, Cause> {
        ods::read(bytes, sheet)
    }

    /// Reads the view of the sheet at this position in an XLS workbook.
    pub(super) fn of_xls(bytes: &[u8], position: usize) -> Result<Self, Cause> {
        xls::read(bytes, position)
    }

    /// Adds hidden rows below all others.
    fn hide_rows(&mut self, first: u32, last: u32) {
        match self.hidden_rows.last_mut() {
            Some((_, before)) if before.checked_add(1) == Some(first) => *before = last,
            _ => self.hidden_rows.push((first, last)),
        }
    }
}
