//! Writes the finished site: every page as HTML, with all numbers and words that the browser's program would draw.
//!
//! A page is there, can be read, printed and found before any program runs. The program then draws the same view in its
//! place. This crate knows a release and how it is drawn; it must not know records.

mod assemble;
mod built;
mod document;
mod embed;
mod escape;
mod files;
mod head;
mod json_ld;
mod lost;
mod machines;
mod outlines;
#[cfg(test)]
mod pack;
mod pages;
mod paper;
mod pictures;
mod plan;
mod png;
mod render;
mod sections;
mod tables;
mod update;
mod url;
mod without_script;
mod written;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole;

pub use assemble::{Options, SiteError, assemble};
pub use built::{BuiltPage, NoPage};
pub use files::Files;
pub use update::{Place, Updated};
pub use url::{SiteUrl, SiteUrlError};
pub use written::is_written;
