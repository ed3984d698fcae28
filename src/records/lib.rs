//! Reads, cleans, links and counts records: files in, exact counts and an account of every row out.
//!
//! Each step consumes the type that the step before it makes. [`read`] goes through files row by row; the module
//! `clean` turns the fields of each row into dates and categories; [`link`] finds the rows of one application; and
//! [`tabulate`] counts persons. Every result of this crate is confidential. The crate writes nothing to disk except a
//! new secret key.
//!
//! This crate must not know which tables are published, nor how they are protected.

mod clean;
pub mod link;
pub mod read;
mod row_location;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
pub mod tabulate;
