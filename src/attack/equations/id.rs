//! Numbers cells.

/// The index of a cell among all cells of a system.
pub(crate) type Id = usize;
