//! The quality of what is published, told from what is published: coverage, hidden cells, what is not known, what
//! changed.
//!
//! Its only input are releases, so whatever it says anybody can find out. It must not know records or exact counts.

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
pub use page::html;
pub use quality::{Coverage, Extent, Quality, Share, Unknown};
pub use write::{write, write_to_site};
