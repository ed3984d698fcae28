//! Writes the pages that the public reads about quality, method and the use of the site, and the parts that they are made
//! of.
//!
//! They are made from releases alone. This crate must not know records or exact counts, so its pages say nothing that
//! readers of the release cannot find out themselves.

pub mod data;
pub mod document;
pub mod help;
pub mod log;
pub mod method;
pub mod parts;
pub mod report;
pub mod site;
