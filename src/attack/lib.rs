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
mod joint;
mod judgement;
mod part;
mod possible;
mod program;
mod proof;
mod report;
mod sameness;
mod system;
mod witness;

pub use report::{Change, Finding, Group, Kind, Report, TableTally, Tally};

use std::collections::BTreeSet;

use bounds::Bounds;
use joint::Joint;
use system::System;

/// How far the outsider goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Effort {
    /// What single equations say, and what follows linearly from all. It takes little time and misses what only several
    /// inequalities together say: nothing may be concluded from its finding nothing.
    Bounds,
    /// Everything that the published numbers say together.
    #[default]
    Joint,
}

/// What an outsider can prove who has these releases and nothing else.
pub fn attack(releases: &[&cube::Release]) -> Report {
    attack_with(releases, Effort::Joint)
}

/// What an outsider can prove who goes so far and no further.
pub fn attack_with(releases: &[&cube::Release], effort: Effort) -> Report {
    let mut system = System::of(releases);
    let mut structure = Bounds::of_counts(&system);
    structure.propagate(&system);
    let mut bounds = Bounds::of_published(&system);
    let redundant = derive(&mut system, &mut bounds, effort);
    let is_open = bounds.contradictions.is_empty() && bounds.unsettled.is_none();
    let joint = match effort {
        Effort::Joint if is_open => joint::settle(&mut system, &mut bounds, &structure, &redundant),
        _ => Joint::default(),
    };
    judgement::judge(&system, &bounds, &structure, &joint)
}

/// Bounds and elimination in turn, until nothing changes; gives the equations that say nothing beyond the others.
fn derive(system: &mut System, bounds: &mut Bounds, effort: Effort) -> BTreeSet<usize> {
    loop {
        bounds.propagate(system);
        let exact = bounds.exact();
        let redundant = match (elimination::eliminate(system, bounds), effort) {
            (Some(eliminated), _) => {
                system.equations.extend(eliminated.determined);
                eliminated.redundant
            }
            (None, Effort::Bounds) => {
                bounds.unsettled = bounds.unsettled.or(Some(0));
                return BTreeSet::new();
            }
            // What elimination would say, linear programs say as well.
            (None, Effort::Joint) => return BTreeSet::new(),
        };
        bounds.propagate(system);
        if bounds.exact() == exact {
            return redundant;
        }
    }
}
