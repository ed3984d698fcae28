//! Iterates over the rows of a sheet, without empty rows.

use std::collections::{BTreeMap, btree_map::IntoIter};

use calamine::Dimensions;

use crate::read::{
    row::{Broken, Row, Rows, ShownLines},
    workbook::{
        cells::Cells,
        limits::ROWS,
        merged::{MergedOverRows, Stretches},
        view::SheetView,
    },
};

/// Iterates over the rows of a sheet, without empty rows.
pub(in crate::read) struct SheetRows {
    rows: IntoIter<u32, BTreeMap<u32, String>>,
    /// The columns that are not empty.
    columns: std::ops::Range<u32>,
    /// By row, the first and last column of cells whose formula has no stored result.
    uncomputed: Stretches,
    /// By row, the first and last column of cells that are merged with those of other rows.
    spread: Stretches,
    shown: ShownLines,
    pub facts: SheetFacts,
}

/// What a sheet has below the column names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct SheetFacts {
    /// Rows that are not empty.
    pub rows: u64,
    /// Rows that are not empty and hidden.
    pub hidden_rows: u64,
    /// Merged cells that reach over several rows.
    pub merged_over_rows: u64,
}

impl SheetRows {
    /// Prepares the rows. `header` is the row with the column names.
    pub(super) fn new(
        mut cells: Cells,
        columns: std::ops::Range<u32>,
        header: u32,
        view: &SheetView,
        merged: MergedOverRows,
    ) -> Self {
        let uncomputed = add_uncomputed(&mut cells, &view.uncomputed, &columns);
        let is_hidden = |row: u32| {
            let hidden = view.hidden_rows.partition_point(|(_, last)| *last < row);
            view.hidden_rows
                .get(hidden)
                .is_some_and(|(first, _)| *first <= row)
        };
        let mut facts = SheetFacts {
            merged_over_rows: merged.number,
            ..SheetFacts::default()
        };
        for row in cells.range(header.saturating_add(1)..).map(|(row, _)| *row) {
            facts.rows += 1;
            facts.hidden_rows += u64::from(is_hidden(row));
        }
        let line = |row: u32| u64::from(row) + 1;
        let hidden = view.hidden_rows.iter();
        let columns_before = columns.start;
        SheetRows {
            rows: cells.into_iter(),
            columns,
            uncomputed,
            spread: merged.covered,
            shown: ShownLines {
                is_first_hidden: false,
                hidden: hidden
                    .map(|(first, last)| (line(*first), line(*last)))
                    .collect(),
                hidden_columns: view
                    .hidden_columns
                    .iter()
                    .map(|(first, last)| (to_usize(*first), to_usize(*last)))
                    .collect(),
                columns_before: to_usize(columns_before),
            },
            facts,
        }
    }

    /// Adds the positions of fields in the stretches of a row.
    fn list_positions(&self, stretches: &Stretches, row: u32, positions: &mut Vec<usize>) {
        for (first, last) in stretches.get(&row).into_iter().flatten() {
            let end = last.saturating_add(1).min(self.columns.end);
            for column in (*first).max(self.columns.start)..end {
                positions.push(to_usize(column - self.columns.start));
            }
        }
    }

    /// Whether there are more rows.
    pub(in crate::read) fn has_more(&self) -> bool {
        self.rows.len() > 0
    }
}

/// Lists the cells without a stored result by rows, and adds the rows that have no other cell: they are not empty.
fn add_uncomputed(
    cells: &mut Cells,
    uncomputed: &[Dimensions],
    columns: &std::ops::Range<u32>,
) -> Stretches {
    let mut by_row = Stretches::new();
    for region in uncomputed {
        let (first, last) = (region.start.1, region.end.1);
        if last < columns.start || first >= columns.end {
            continue;
        }
        for row in region.start.0..=region.end.0.min(ROWS) {
            by_row.entry(row).or_default().push((first, last));
            cells.entry(row).or_default();
        }
    }
    by_row
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Rows for SheetRows {
    fn shown_lines(&self) -> ShownLines {
        self.shown.clone()
    }

    fn next(&mut self, row: &mut Row) -> Option<Result<(), Broken>> {
        loop {
            let (at, cells) = self.rows.next()?;
            row.line = u64::from(at) + 1;
            let text = |column| cells.get(&column).map(String::as_str).unwrap_or_default();
            row.fill(self.columns.clone().map(text));
            self.list_positions(&self.uncomputed, at, &mut row.uncomputed);
            self.list_positions(&self.spread, at, &mut row.spread);
            if !row.is_blank() {
                return Some(Ok(()));
            }
        }
    }
}
