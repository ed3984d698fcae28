//! Describes how to read a table of another publisher: its columns and the meaning of their values.

use std::path::PathBuf;

use crate::foreign::mark::HiddenMark;
use crate::foreign::totals::Totals;

/// The columns of a file and the meaning of their values.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The columns of codes.
    pub dimensions: Vec<String>,
    /// The column of counts.
    pub value: String,
    /// The marks that replace a hidden count.
    pub hidden: Vec<HiddenMark>,
    /// Another column that marks hidden counts, and its mark.
    pub hidden_where: Option<(String, HiddenMark)>,
    /// The code of the total of each column.
    pub totals: Totals,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// A file of which code lies below which: columns `column`, `hierarchy`, `code`, `parent`.
    pub parents: Option<PathBuf>,
}
