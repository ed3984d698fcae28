//! Applies facts that are in print elsewhere, besides the files.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use cube::Address;

use super::interval::Interval;
use super::propagation::Bounds;
use crate::equations::{Id, System};

/// The number of persons at an address, by a public source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The cell.
    pub address: Address,
    /// The smallest possible count.
    pub low: u64,
    /// The largest possible count, if the source limits it.
    pub high: Option<u64>,
    /// The source.
    pub source: String,
}

impl Display for Fact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Fact {
            address,
            low,
            high,
            source,
        } = self;
        match high {
            Some(high) if high == low => write!(f, "{address}: {high} ({source})"),
            Some(high) => write!(f, "{address}: {low} to {high} ({source})"),
            None => write!(f, "{address}: at least {low} ({source})"),
        }
    }
}

/// Narrows cells to what facts say, one fact after another. Such a cell is public and no longer
/// judged.
///
/// Returns the facts that cannot be used, with the reason: they name no cell, contradict another
/// fact about the same cell, or contradict everything known before them. `ids`: the cell of each
/// fact.
pub(crate) fn apply_facts(
    system: &mut System,
    bounds: &mut Bounds,
    facts: &[Fact],
    ids: &[Option<Id>],
) -> Vec<String> {
    let disputed = disputed_cells(facts, ids);
    let mut refused = Vec::new();
    bounds.propagate(system);
    for (fact, id) in facts.iter().zip(ids) {
        let Some(id) = *id else {
            refused.push(format!("{fact}: no table has this cell"));
            continue;
        };
        let mut trial = bounds.clone();
        if disputed.contains(&id) || !trial.apply_fact(system, id, fact) {
            refused.push(format!("{fact}: it contradicts the files or another fact"));
            continue;
        }
        *bounds = trial;
        system.cells[id].threshold = None;
    }
    refused
}

/// Lists the cells about which two facts contradict each other.
fn disputed_cells(facts: &[Fact], ids: &[Option<Id>]) -> BTreeSet<Id> {
    let mut disputed = BTreeSet::new();
    for (one, one_id) in facts.iter().zip(ids) {
        for (other, other_id) in facts.iter().zip(ids) {
            let is_above = other.high.is_some_and(|high| one.low > high);
            if let (Some(id), true) = (one_id, one_id == other_id && is_above) {
                disputed.insert(*id);
            }
        }
    }
    disputed
}

impl Bounds {
    /// Narrows a cell to what a fact says and propagates it. Returns whether that contradicts
    /// nothing.
    fn apply_fact(&mut self, system: &System, id: Id, fact: &Fact) -> bool {
        let old = self.intervals[id];
        let low = old.low.max(fact.low.into());
        let highs = [old.high, fact.high.map(i128::from)];
        let high = highs.into_iter().flatten().min();
        if high.is_some_and(|high| high < low) {
            return false;
        }
        self.intervals[id] = Interval { low, high, ..old };
        let before = self.contradictions.len();
        self.propagate_from(system, id);
        self.contradictions.len() == before
    }
}
