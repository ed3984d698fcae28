//! Reads which rows and columns a sheet of an XLS workbook hides.

use crate::read::{
    problem::Cause,
    workbook::{view::sheet_view::SheetView, xls_check},
};

/// A row with its height and its flags.
const ROW: u16 = 0x0208;
/// The flag of a hidden row.
const ROW_HIDDEN: u16 = 0x20;
/// Columns with their width and their flags.
const COLUMNS: u16 = 0x007d;
/// The flag of hidden columns.
const COLUMNS_HIDDEN: u16 = 1;

/// Reads the view of the sheet at this position.
pub(super) fn read(bytes: &[u8], position: usize) -> Result<SheetView, Cause> {
    let mut view = SheetView::default();
    let mut rows = Vec::new();
    xls_check::for_each_record(bytes, position, |kind, record| {
        match kind {
            ROW if xls_check::read_u16(record, 12)? & ROW_HIDDEN != 0 => {
                rows.push(u32::from(xls_check::read_u16(record, 0)?));
            }
            COLUMNS if xls_check::read_u16(record, 8)? & COLUMNS_HIDDEN != 0 => {
                let (first, last) = (
                    xls_check::read_u16(record, 0)?,
                    xls_check::read_u16(record, 2)?,
                );
                view.hidden_columns.push((first.into(), last.into()));
            }
            _ => {}
        }
        Ok(())
    })?;
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        view.hide_rows(row, row);
    }
    Ok(view)
}
