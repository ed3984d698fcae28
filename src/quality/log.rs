//! Tells what changed from release to release: as a page in each language, as data, and as a feed.
//!
//! It is made from published releases alone. It must not know records, nor why a number changed beyond what the codebook says.

mod compare;
mod data;
mod feed;
mod files;
mod model;
mod page;
mod words;

#[cfg(test)]
mod tests;

pub use compare::{Changes, compare};
pub use files::{render, write};
pub use model::{Entry, Log};
pub use words::summarize;
