//! Attacks published files as an outsider would: proves what they disclose, from the files alone.
//!
//! [`attack`] takes releases, each a catalog and its tables, and writes every equation that a
//! reader can write (`equations`):
//!
//! - a total is the sum of the categories directly below it, and so is every category that contains
//!   others, in every table, for every combination of the other dimensions; all years are the sum
//!   of the years;
//! - in a multi-response dimension, everybody who answered has each option or lacks it, and has at
//!   least one: the persons *without* it are a group as well, which no table shows, and so are
//!   those with *neither* of two options of two such dimensions;
//! - categories that the catalog declares equal contain the same persons; a category beside one
//!   that implies it restricts nothing; a margin has one value in all tables; impossible
//!   combinations are empty;
//! - over all years, a measure that is part of another leaves a *residual*, a group which no table
//!   shows; up to the end of every year, the part is no larger than the whole, and those whom the
//!   whole counts by then and the part does not are a group: they *wait*. If the catalog says that
//!   everybody of the part is in one category of the whole, the same holds for that category;
//! - single years are the same in every release, unless published counts of a year differ: then it
//!   was corrected, and if all differences have one sign, the persons who were added, or removed,
//!   are a group. What pools years belongs to its release; by how much it grows from one release to
//!   the next is a group of persons of the new years.
//!
//! Behind the tables stands one table of persons. Of three divisions of the same persons (by a
//! dimension, by time, or by having an option, lacking it or not having answered) every two of
//! which are crossed in published cells, but not all three, a table by all three exists (a
//! *triple*, `latent`). A whole table counts as possible only if whole, non-negative counts of
//! every triple add up to it: each triple has a table of its own, and what four divisions or the
//! several options of one dimension demand beyond that is not used. Inequalities that triples
//! demand, as `(a, c) ≤ (a, b) + (not b, c)`, are added to the equations where tables violate them.
//!
//! From these, with whole and non-negative counts, it proves for every judged cell
//!
//! - every bound that follows from one equation and the bounds of its other cells, repeated until
//!   nothing changes, and every value that follows linearly from all equations, in exact integers
//!   (`bounds`);
//! - which values below the threshold, and whether some value from it upwards, are possible: each
//!   by a *witness*, a whole table that agrees with everything and is verified in integers
//!   (`feasibility`, `program`). If a linear program finds a value impossible, a sum of equations
//!   is found from which exact arithmetic derives the bound. If only the search among whole tables
//!   rules something out, the solver, which computes in floating point, is believed: it reports too
//!   much rather than too little. What it cannot settle is a finding, [`Kind::Unsettled`].
//!
//! Every hidden and every implied group is judged by the catalog's threshold (the highest, of
//! several releases): either it reaches the threshold for certain, or it can have every value below
//! it and some value from it upwards. Published counts must reach the threshold. Contradictory
//! files are a finding, for nothing can be concluded from them. A cell that is empty whatever the
//! counts are is none (`findings`).
//!
//! Groups by a "not stated" category are not judged where the catalog leaves it unprotected. They
//! are in the equations all the same: what they imply about others is judged.
//!
//! The attack knows facts from elsewhere only if they are given as [`Fact`]. It assumes the
//! simplest explanation of a correction: one in which persons were both added and removed proves
//! nothing. It does not replay the publisher's algorithm.
//!
//! What an insider, who knows one record (their own), can prove about others is a separate promise
//! ([`Register`]). It does not use triples.
//!
//! This crate must not know `publish` or the content of records, and shares no code with the
//! protection that it checks. It has no threads and no clock, so that it runs in a browser as well.

mod bounds;
mod effort;
mod equations;
mod feasibility;
mod findings;
mod insider;
mod latent;
mod outsider;
mod program;
mod progress;
mod report;

pub use bounds::Fact;
pub use effort::Effort;
pub use insider::{InsiderReport, Register};
pub use outsider::{attack, attack_with_effort, attack_with_facts, attack_with_progress};
pub use progress::Progress;
pub use report::{Change, Finding, Group, Kind, Report, TableTally, Tally};
