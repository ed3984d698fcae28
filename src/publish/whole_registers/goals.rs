//! Lists which values of hidden counts a whole register may show, and marks those that one has shown.

use cube::{Catalog, Cell, Release, Table};
use records::tabulate::AddressLookup;

use super::register::{Goal, Position, Register};

/// A value at or above the threshold, whatever it is.
const ANY: i64 = i64::MAX / 4;

/// The values that each hidden count may have: each one below the threshold, and at least the threshold.
pub(super) struct Goals {
    threshold: i64,
    /// For each hidden count, its address and whether each value was shown; the last is the threshold or more.
    hidden: Vec<(Position, Vec<bool>)>,
}

impl Goals {
    /// The hidden counts of a release, without outcomes that are not settled yet.
    pub(super) fn new(release: &Release, lookup: &AddressLookup) -> Self {
        let catalog: &Catalog = &release.catalog;
        let mut is_hidden = std::collections::BTreeSet::new();
        for (address, cell) in release.tables.values().flat_map(Table::addressed) {
            if cell == Cell::Hidden && catalog.is_settled(&address) {
                is_hidden.insert(address);
            }
        }
        let threshold = i64::try_from(catalog.threshold).unwrap_or(ANY);
        let values = usize::try_from(catalog.threshold).unwrap_or(usize::MAX) + 1;
        let mut hidden = Vec::new();
        for (at, address) in lookup.addresses().iter().enumerate() {
            if is_hidden.contains(address) {
                hidden.push((at, vec![false; values]));
            }
        }
        Goals { threshold, hidden }
    }

    /// Marks the values that a register shows.
    pub(super) fn mark(&mut self, register: &Register) {
        for (at, shown) in &mut self.hidden {
            let value = register.counts[*at].min(self.threshold);
            if let Some(shown) = usize::try_from(value).ok().and_then(|at| shown.get_mut(at)) {
                *shown = true;
            }
        }
    }

    /// How many values there are.
    pub(super) fn total(&self) -> usize {
        self.hidden.iter().map(|(_, shown)| shown.len()).sum()
    }

    /// How many of them were shown.
    pub(super) fn shown(&self) -> usize {
        let all = self.hidden.iter().flat_map(|(_, shown)| shown);
        all.filter(|shown| **shown).count()
    }

    /// The values that were not shown yet.
    pub(super) fn open(&self) -> Vec<Goal> {
        let mut goals = Vec::new();
        for (position, shown) in &self.hidden {
            for (value, _) in (0..).zip(shown).filter(|(_, shown)| !**shown) {
                let most = if value < self.threshold { value } else { ANY };
                goals.push(Goal {
                    position: *position,
                    values: (value, most),
                });
            }
        }
        goals
    }

    /// Whether a goal was reached by now.
    pub(super) fn is_shown(&self, goal: &Goal) -> bool {
        let at = self
            .hidden
            .binary_search_by_key(&goal.position, |(at, _)| *at);
        let value = usize::try_from(goal.values.0).unwrap_or(usize::MAX);
        at.is_ok_and(|at| self.hidden[at].1.get(value) == Some(&true))
    }
}
