//! Puts the text of merged cells into each of them, as whoever opens the workbook sees it.

use std::ops::Range;

use calamine::Dimensions;

use crate::read::{
    problem::Cause,
    workbook::{limits::CELLS, sheet_rows::Cells},
};

/// The error that a cell gets whose formula failed.
const ERROR: &str = "#N/A";

/// Puts the text of merged cells into each of them, in the rows that have a cell of their own. Returns how many merged cells
/// reach over several rows below `header`, the row with the column names.
pub(super) fn fill_merged(
    cells: &mut Cells,
    merged: &[Dimensions],
    columns: &Range<u32>,
    header: u32,
) -> Result<u64, Cause> {
    let (mut over_rows, mut filled) = (0, 0_u64);
    for region in merged {
        let (top, left) = region.start;
        let Some(text) = cells.get(&top).and_then(|row| row.get(&left)).cloned() else {
            continue;
        };
        let covered = left.max(columns.start)..region.end.1.saturating_add(1).min(columns.end);
        let mut rows_below = 0_u64;
        for (row, row_cells) in cells.range_mut(top..=region.end.0.max(top)) {
            rows_below += u64::from(*row > header);
            for column in covered.clone() {
                filled += 1;
                row_cells.insert(column, text.clone());
            }
            if filled > CELLS {
                return Err(Cause::TooLarge);
            }
        }
        over_rows += u64::from(rows_below > 1);
    }
    Ok(over_rows)
}

/// Puts an error into the cells whose formula failed.
pub(super) fn set_errors(cells: &mut Cells, errors: &[Dimensions]) {
    for region in errors {
        for (_, row) in cells.range_mut(region.start.0..=region.end.0.max(region.start.0)) {
            for column in region.start.1..=region.end.1 {
                row.insert(column, ERROR.into());
            }
        }
    }
}
