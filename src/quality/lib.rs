//! Writes the pages that the public reads about quality and method, and the parts that such pages are made of.
//!
//! They are made of releases alone: this crate must not know records or exact counts, so whatever its pages say anybody
//! can find out.

pub mod document;
pub mod method;
pub mod parts;
pub mod report;
pub mod site;
