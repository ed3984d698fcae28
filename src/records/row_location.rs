//! Defines the location of a row: its file and its line.

/// The location of a row among the files of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowLocation {
    /// The position of its file in the order of reading.
    pub file: u32,
    /// The line on which the row begins, from 1.
    pub line: u64,
}
