//! Writes the finished site: every page as HTML, with all numbers and words that the browser's program would draw.
//!
//! A page is there, can be read, printed and found before any program runs. The program then draws the same view in its
//! place. This crate knows a release and how it is drawn; it must not know records.

mod assemble;
mod document;
mod pages;
mod render;
mod sections;

#[cfg(test)]
mod tests;

pub use assemble::{SiteError, assemble};
