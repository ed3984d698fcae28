//! Limits the size of workbooks.

/// The largest number of cells in a workbook; more than fit into one sheet of an XLS workbook.
pub(super) const CELLS: u64 = 20_000_000;
/// The largest number of rows in a sheet of any format.
pub(super) const ROWS: u32 = 1 << 20;
/// The largest number of columns in a sheet of any format.
pub(super) const COLUMNS: u32 = 1 << 14;
