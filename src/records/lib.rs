//! Reads, cleans, links and counts records: files in, exact counts and an account of every row out.
//!
//! A chain of types, each consumed by the next step: [`read`] goes through files row by row; the fields of each row are
//! understood (`clean`), rows of one application are found ([`link`]), and persons are counted ([`tabulate`]).
//! Everything that leaves this crate is confidential, and it writes none of it to disk but a new secret key.
//!
//! This crate must not know what is published of it, nor how.

mod clean;
pub mod link;
mod place;
pub mod read;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
pub mod tabulate;
