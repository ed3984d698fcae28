//! Reads a table of another publisher as a release, so that it can be attacked: a CSV file with one row for each cell.
//!
//! Cells that the file does not have count as hidden. What is named on the command line and is not in the file is an
//! error that lists what is there, for otherwise something else would be judged.

mod cells;
mod counts;
mod dimensions;
mod error;
mod file;
mod layout;
mod mark;
mod mark_words;
mod parents;
mod table;
#[cfg(test)]
mod tests;
mod totals;

pub use error::ForeignError;
pub use layout::Layout;
pub use mark::HiddenMark;
pub use table::{ForeignTable, read};
pub use totals::Totals;
