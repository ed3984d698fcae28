//! An outsider who tries one table of whole numbers after another, independently of the code under test: it writes the
//! sums down in its own way and uses bounds and trial alone, no solver.

mod lattice;
mod parts;
mod releases;
mod search;
mod sums;
mod triples;

pub use search::Outsider;
