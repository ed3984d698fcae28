//! Reports on the quality of a release: years covered, cells hidden, answers not known, and changes since the last one.
//!
//! Its only input is releases, so it says nothing that readers of a release cannot find out. It must not know records or
//! exact counts.

mod changes;
mod method;
mod page;
mod quality;
#[cfg(test)]
mod tests;
mod words;
mod write;
mod years;

pub use changes::Changes;
pub use page::{FOLDER, is_own_file, render};
pub use quality::{CellCounts, Coverage, Quality, Share, Unknown};
pub use write::{check_site, write, write_to_site};
