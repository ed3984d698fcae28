//! Sets how much of a workbook is read.

/// How many cells a workbook may hold: more than fit into one sheet of an old one.
pub(super) const CELLS: u64 = 20_000_000;
/// No sheet of any format has more rows.
pub(super) const ROWS: u32 = 1 << 20;
/// No sheet of any format has more columns.
pub(super) const COLUMNS: u32 = 1 << 14;
