//! What is in print elsewhere: known to the outsider besides the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use cube::Address;

use crate::bounds::{Bounds, Interval};
use crate::equations::{Id, System};

/// How many persons there are somewhere, by a public source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where.
    pub address: Address,
    /// At least so many.
    pub low: u64,
    /// At most so many, if it says so.
    pub high: Option<u64>,
    /// Who says so.
    pub source: String,
}

impl Display for Fact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.high {
            Some(high) if high == self.low => {
                write!(f, "{}: {high} ({})", self.address, self.source)
            }
            Some(high) => write!(
                f,
                "{}: {} to {high} ({})",
                self.address, self.low, self.source
            ),
            None => write!(
                f,
                "{}: at least {} ({})",
                self.address, self.low, self.source
            ),
        }
    }
}

/// Takes facts for granted, one after another. A cell of which a fact speaks is no secret any more. Gives those that
/// cannot be taken: facts that contradict another one of the same cell, or everything before them, and facts of no cell.
pub(crate) fn believe(
    system: &mut System,
    bounds: &mut Bounds,
    facts: &[Fact],
    ids: &[Option<Id>],
) -> Vec<String> {
    let mut refused = Vec::new();
    let told: BTreeMap<usize, Id> = ids
        .iter()
        .enumerate()
        .filter_map(|(at, id)| Some((at, (*id)?)))
        .collect();
    let of = |id: Id| {
        told.iter()
            .filter(move |(_, other)| **other == id)
            .map(|(at, _)| &facts[*at])
    };
    let disputed: BTreeSet<Id> = told
        .values()
        .copied()
        .filter(|id| {
            let highest = of(*id).filter_map(|fact| fact.high).min();
            highest.is_some_and(|highest| of(*id).any(|fact| fact.low > highest))
        })
        .collect();
    bounds.propagate(system);
    for (at, fact) in facts.iter().enumerate() {
        let Some(id) = told.get(&at).copied() else {
            refused.push(format!("{fact}: no table has this cell"));
            continue;
        };
        let mut trial = bounds.clone();
        if disputed.contains(&id) || !trial.assume(system, id, fact) {
            refused.push(format!("{fact}: it contradicts the files or another fact"));
            continue;
        }
        *bounds = trial;
        system.cells[id].threshold = None;
    }
    refused
}

impl Bounds {
    /// Narrows a cell to what a fact says; whether that can be.
    fn assume(&mut self, system: &System, id: Id, fact: &Fact) -> bool {
        let old = self.intervals[id];
        let (low, high) = (old.low.max(fact.low.into()), fact.high.map(i128::from));
        let high = old
            .high
            .map_or(high, |old| Some(high.map_or(old, |high| high.min(old))));
        if high.is_some_and(|high| high < low) {
            return false;
        }
        self.intervals[id] = Interval { low, high, ..old };
        let before = self.contradictions.len();
        self.spread(system, id);
        self.contradictions.len() == before
    }
}
