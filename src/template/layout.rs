//! Sets where the names of the columns stand, and on which paper sheets are printed.

/// The row with the names of the columns, from 0. Above it stand a title and a legend.
pub(super) const HEADER: u32 = 2;

/// US Letter, as in most of America.
pub(super) const PAPER: u8 = 1;
