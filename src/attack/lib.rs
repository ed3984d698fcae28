//! The outsider: what can be proved from published files alone.
//!
//! [`attack`] is given releases, each a catalog and its tables, and writes down every equation that anybody who reads
//! them can write down:
//!
//! - a total is the sum of the categories directly below it, and so is every category that contains others, in every
//!   table, for every combination of the other dimensions; all years are the sum of the years;
//! - in a multi-response dimension, whoever answered has an option or has it not, and has at least one: the persons
//!   *without* it are a group as well, which no table shows;
//! - categories that the catalog declares equal hold the same persons; a margin has one value in all tables;
//! - over all years, a measure that is part of another leaves a *rest*, a group which no table shows;
//! - single years are the same in every release; what is pooled over years belongs to its release.
//!
//! From these, with whole and non-negative counts, it proves in exact integer arithmetic
//!
//! - every bound that follows from one equation and the bounds of its other cells, repeated until nothing changes;
//! - every value that follows linearly from any number of equations together.
//!
//! Every hidden and every implied group is judged by the catalog's threshold (the highest, of several releases): its
//! interval either starts at the threshold, or holds every value below it and some value from it upwards. What is
//! published must reach the threshold. Files that contradict themselves are a finding, for nothing can be concluded
//! from them. A cell that is empty whatever the counts, because of declared equal categories, is none.
//!
//! Groups of people of whom something is not known are not judged where the catalog leaves "not stated" unprotected. They
//! are in the equations all the same: what they imply of others is judged.
//!
//! It does not try joint bounds of several inequalities (linear programming) nor a search over whole numbers; what only
//! those prove, it does not see. It does not compare what two releases pool over different years, beyond what their
//! single years say. It knows no outside facts, and not the publisher's algorithm.
//!
//! It must not know `publish` nor any record, and shares no code with the protection that it checks.

mod bounds;
mod elimination;
mod grid;
mod judgement;
mod proof;
mod report;
mod sameness;
mod system;

pub use report::{Finding, Group, Kind, Report, TableTally, Tally};

use bounds::Bounds;
use system::System;

/// What an outsider can prove who has these releases and nothing else.
pub fn attack(releases: &[&cube::Release]) -> Report {
    let mut system = System::of(releases);
    let mut structure = Bounds::of_counts(&system);
    structure.propagate(&system);
    let mut bounds = Bounds::of_published(&system);
    loop {
        bounds.propagate(&system);
        let exact = bounds.exact();
        match elimination::determined(&system, &bounds) {
            Some(found) => system.equations.extend(found),
            None => bounds.unsettled = bounds.unsettled.or(Some(0)),
        }
        bounds.propagate(&system);
        if bounds.exact() == exact {
            return judgement::judge(&system, &bounds, &structure);
        }
    }
}
