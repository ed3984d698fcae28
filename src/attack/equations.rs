//! Writes everything that published files say as equations between counts.
//!
//! Every file here turns one kind of public knowledge into equations: the sums within a table,
//! declared relations between categories, measures that are part of others, and releases that
//! continue earlier ones. None of them knows bounds.

mod aliases;
mod assembly;
mod combinations;
mod corrections;
mod differences;
mod frames;
mod grid;
mod id;
mod lattice;
mod parts;
mod relations;
mod system;
mod tables;
mod triple;
mod triples;
mod writer;
mod years;

pub(crate) use assembly::write_equations;
pub(crate) use id::Id;
pub(crate) use system::{Cell, Difference, Equation, System, gcd};
pub(crate) use triple::{PAIRS, Triple, index_of_pair};
