//! The outsider: what can be proved from published files alone.
//!
//! [`attack`] is given releases, each a catalog and its tables, and writes down every equation that anybody who reads
//! them can write down:
//!
//! - a total is the sum of the categories directly below it, and so is every category that contains others, in every
//!   table, for every combination of the other dimensions; all years are the sum of the years;
//! - in a multi-response dimension, whoever answered has an option or has it not, and has at least one: the persons
//!   *without* it are a group as well, which no table shows;
//! - categories that the catalog declares equal hold the same persons; a category beside one that implies it says nothing
//!   more; a margin has one value in all tables; combinations in which nobody can be are empty;
//! - over all years, a measure that is part of another leaves a *rest*, a group which no table shows; up to the end of
//!   every year, the part is no larger than the whole; so it is among those of the whole who are in the category in which
//!   the catalog says everybody of the part is;
//! - single years are the same in every release, unless published numbers of a year differ: then it was corrected, and if
//!   all differences have one sign, those who were added, or removed, are a group. What is pooled over years belongs to
//!   its release; what a later release has more of is a group of persons of the new years.
//!
//! From these, with whole and non-negative counts, it proves, for every cell that is judged,
//!
//! - every bound that follows from one equation and the bounds of its other cells, repeated until nothing changes, and
//!   every value that follows linearly from all equations: in exact integer arithmetic;
//! - which values below the threshold, and whether some value from it upwards, are possible at all: each by a *witness*, a
//!   whole table that agrees with everything and was verified in integers. What a linear program finds impossible is
//!   turned into a sum of equations from which exact arithmetic derives the bound. Where only the search among whole
//!   tables rules something out, the solver, which computes in floating point, is taken at its word: it finds too much
//!   rather than too little. What it cannot settle is a finding, [`Kind::Unsettled`].
//!
//! Every hidden and every implied group is judged by the catalog's threshold (the highest, of several releases): it either
//! reaches the threshold for certain, or can have every value below it and some value from it upwards. What is published
//! must reach the threshold. Files that contradict themselves are a finding, for nothing can be concluded from them. A
//! cell that is empty whatever the counts is none.
//!
//! Groups of people of whom something is not known are not judged where the catalog leaves "not stated" unprotected. They
//! are in the equations all the same: what they imply of others is judged.
//!
//! It knows of the outside what it is told ([`Fact`]) and nothing else. It supposes the simplest story of a correction: one
//! in which persons were both added and removed says nothing to it. It does not replay the publisher's algorithm.
//!
//! What somebody can prove of others who knows one record, their own, is a promise apart: [`Register`] is told by the
//! keeper of the records in which groups each is, and tries one after another.
//!
//! It must not know `records` nor what stands in a record, and shares no code with the protection that it checks. It has no threads and
//! no clock, so that it runs in a browser as well.

mod bounds;
mod equations;
mod feasibility;
mod findings;
mod insider;
mod program;
mod progress;
mod report;

pub use bounds::facts::Fact;
pub use insider::{InsiderReport, Register};
pub use progress::Progress;
pub use report::{Change, Finding, Group, Kind, Report, TableTally, Tally};

use std::collections::BTreeSet;

use bounds::Bounds;
use equations::System;
use feasibility::Joint;
use progress::Telling;

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
    attack_knowing(releases, effort, &[])
}

/// What an outsider can prove who knows besides what is in print elsewhere. A cell of which a fact speaks is no finding by
/// itself. Facts of what is pooled over years are of the last release. Those that contradict each other or the files are
/// listed in the report and not used.
pub fn attack_knowing(releases: &[&cube::Release], effort: Effort, facts: &[Fact]) -> Report {
    attack_as(releases, effort, facts, &mut |_| ())
}

/// What an outsider can prove who has these releases and nothing else, told meanwhile how far they have come.
pub fn attack_telling(releases: &[&cube::Release], tell: &mut dyn FnMut(Progress)) -> Report {
    attack_as(releases, Effort::Joint, &[], tell)
}

fn attack_as(
    releases: &[&cube::Release],
    effort: Effort,
    facts: &[Fact],
    tell: &mut dyn FnMut(Progress),
) -> Report {
    let last = releases.len().saturating_sub(1);
    let places: Vec<(usize, &cube::Address)> =
        facts.iter().map(|fact| (last, &fact.address)).collect();
    let (mut system, ids) = System::of(releases, &places);
    let mut structure = Bounds::of_counts(&system);
    structure.propagate(&system);
    let mut bounds = Bounds::of_published(&system);
    let refused = bounds::facts::believe(&mut system, &mut bounds, facts, &ids);
    let redundant = derive(&mut system, &mut bounds, effort);
    let is_open = bounds.contradictions.is_empty() && bounds.unsettled.is_none();
    let joint = match effort {
        Effort::Joint if is_open => feasibility::settle(
            &mut system,
            &mut bounds,
            &structure,
            &redundant,
            Telling::to(tell),
        ),
        _ => Joint::default(),
    };
    Report {
        refused,
        ..findings::judge(&system, &bounds, &structure, &joint)
    }
}

/// Bounds and elimination in turn, until nothing changes; gives the equations that say nothing beyond the others.
fn derive(system: &mut System, bounds: &mut Bounds, effort: Effort) -> BTreeSet<usize> {
    loop {
        bounds.propagate(system);
        let exact = bounds.exact();
        let redundant = match (bounds::elimination::eliminate(system, bounds), effort) {
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
