//! Sets the row of column names and the paper size of sheets.

/// The row of column names, from 0. Above it are a title and a legend.
pub(super) const HEADER: u32 = 2;

/// The code of the paper size US Letter, which most of America uses.
pub(super) const PAPER: u8 = 1;
