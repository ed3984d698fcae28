//! Puts the text of merged cells into each of them, as whoever opens the workbook sees it.

use std::{collections::BTreeMap, ops::Range};

use calamine::Dimensions;

use crate::read::{
    problem::Cause,
    workbook::{cells::Cells, limits::CELLS},
};

/// The error that a cell gets whose formula failed.
const ERROR: &str = "#N/A";

/// The first and last column of cells, by their row.
pub(super) type Stretches = BTreeMap<u32, Vec<(u32, u32)>>;

/// The merged cells that reach over several rows below the column names.
#[derive(Default)]
pub(super) struct MergedOverRows {
    pub number: u64,
    /// The cells that they cover.
    pub covered: Stretches,
}

/// Puts the text of merged cells into each of them, in the rows that have a cell of their own. `header` is the row with the
/// column names.
pub(super) fn fill_merged(
    cells: &mut Cells,
    merged: &[Dimensions],
    columns: &Range<u32>,
    header: u32,
) -> Result<MergedOverRows, Cause> {
    let (mut over_rows, mut filled) = (MergedOverRows::default(), 0_u64);
    for region in merged {
        let (top, left) = region.start;
        let Some(text) = cells.get(&top).and_then(|row| row.get(&left)).cloned() else {
            continue;
        };
        let covered = left.max(columns.start)..region.end.1.saturating_add(1).min(columns.end);
        if covered.is_empty() {
            continue;
        }
        let mut rows_below = Vec::new();
        for (row, row_cells) in cells.range_mut(top..=region.end.0.max(top)) {
            if *row > header {
                rows_below.push(*row);
            }
            for column in covered.clone() {
                filled += 1;
                row_cells.insert(column, text.clone());
            }
            if filled > CELLS {
                return Err(Cause::TooLarge);
            }
        }
        if rows_below.len() > 1 {
            over_rows.number += 1;
            for row in rows_below {
                let stretches = over_rows.covered.entry(row).or_default();
                stretches.push((covered.start, covered.end.saturating_sub(1)));
            }
        }
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
