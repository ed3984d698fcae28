//! Defines what a sheet shows.

use calamine::Dimensions;

/// What a sheet shows. Rows and columns are counted from 0.
#[derive(Default)]
pub(in crate::read::workbook) struct SheetView {
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
    /// Adds hidden rows below all others.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        match self.hidden_rows.last_mut() {
            Some((_, before)) if before.checked_add(1) == Some(first) => *before = last,
            _ => self.hidden_rows.push((first, last)),
        }
    }
}
