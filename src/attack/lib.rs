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
//! - the releases share one lattice (`lattice`): a code means the same persons in all of them, unless
//!   a later catalog says by `replaces` what it renames, splits or puts together; a code that is a
//!   leaf in one catalog and contains others in another means the same set; periods and all years
//!   are sets of years. For every set of dimensions by which tables of several releases count there
//!   is one cell for each product of the sets that they show and of the common refinement of these,
//!   and every set is the sum of sets that divide it. So counts of the same years and categories
//!   are one number, and what one release divides otherwise than another is subtracted;
//! - if published counts of the same years and categories differ, the years were corrected: what
//!   earlier releases count in them is another number than what later ones count. If only counts
//!   that pool years differ, any of these years may have been corrected. Nothing is assumed about
//!   what happened to counts that a release hides.
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
//! counts are is none (`findings`). Implied by several releases are the groups whose counts sums
//! and differences of cells of tables would tell, were all of them published: the persons of new
//! years, the difference between two periods. Other cells of the lattice are in the equations only.
//!
//! For every two releases and every group of years that were corrected in between, it judges the
//! net change, later less earlier: if the files prove that it is not zero, they must prove that it
//! reaches the threshold, upwards or downwards ([`Kind::Changed`]). Who was added and who removed
//! is not asked: a correction that leaves every published count as it was is no finding.
//!
//! A code that cannot be related to earlier releases is a finding with the reason
//! ([`Kind::Unrelated`]): a new one of which nobody says where its persons were counted, one that is
//! gone, categories that are split and put together at once, and of a question with several answers
//! any that is not merely renamed. From that release on its dimension is taken for another one.
//!
//! What the earlier releases prove without the last one cannot be unsaid: it is listed as known
//! ([`Report::known`]) and is no finding about the last one, unless that one repeats a small count.
//!
//! Groups by a "not stated" category are judged like all others: where they are crossed with what is
//! known, their counts are of persons.
//!
//! A mark in the place of a hidden count may tell bounds ([`Mark`]): they are used, what the mark
//! itself tells is no finding, and every count that it leaves open must be possible.
//!
//! The attack knows facts from elsewhere only if they are given as [`Fact`]. It does not replay the
//! publisher's algorithm. A residual (of a part and its whole) is related between releases only where
//! both count the same years. A correction that shows nowhere but in the sum of counts by year,
//! against a later count of their period, is reported as a contradiction.
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
mod lattice;
mod outsider;
mod program;
mod progress;
mod report;

pub use bounds::{Fact, Mark};
pub use effort::Effort;
pub use insider::{InsiderReport, Register};
pub use outsider::{
    attack, attack_watched, attack_with_effort, attack_with_facts, attack_with_marks,
    attack_with_progress,
};
pub use progress::{Progress, Unwatched, Watch};
pub use report::{Change, Finding, Group, Kind, Report, TableTally, Tally};
