//! Says where a row stands: its file and its line.

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The position of its file among those that were read.
    pub file: u32,
    /// The line on which it begins, from 1.
    pub line: u64,
}
