//! Keeps changes of the true table that agree with the files: one change can settle many records.

use std::collections::BTreeMap;

use crate::equations::Id;
use crate::program::Limit;

/// How many changes of one cell are kept.
const KEPT_PER_CELL: usize = 48;

/// The difference between the true table and another one, sorted by cell.
type Change = Vec<(Id, i64)>;

/// Changes of the true table, each of which alone leads to a table that agrees with everything.
#[derive(Default)]
pub(super) struct KnownChanges {
    changes: Vec<Change>,
    changes_of_cells: BTreeMap<Id, Vec<usize>>,
}

impl KnownChanges {
    /// Keeps a change, if few are known for one of its cells.
    pub(super) fn add(&mut self, change: Change) {
        let mut is_kept = false;
        for (id, _) in &change {
            let known = self.changes_of_cells.entry(*id).or_default();
            if known.len() < KEPT_PER_CELL {
                known.push(self.changes.len());
                is_kept = true;
            }
        }
        if is_kept {
            self.changes.push(change);
        }
    }

    /// Returns whether a known table still contains a person, and a cell in it keeps one of the
    /// limits.
    pub(super) fn has(&self, truth: &[i64], person: &[i64], id: Id, limits: &[Limit]) -> bool {
        let fits = |change: &Change| {
            let by = change_of_cell(change, id);
            limits.iter().any(|limit| limit.is_kept_by(truth[id] + by))
                && contains_person(change, truth, person)
        };
        let known = self.changes_of_cells.get(&id);
        known.is_some_and(|known| known.iter().any(|at| fits(&self.changes[*at])))
    }
}

fn change_of_cell(change: &Change, id: Id) -> i64 {
    change
        .binary_search_by_key(&id, |(other, _)| *other)
        .map_or(0, |at| change[at].1)
}

/// Returns whether no changed count is smaller than what the person adds to it.
fn contains_person(change: &Change, truth: &[i64], person: &[i64]) -> bool {
    change
        .iter()
        .all(|(id, by)| *by > 0 || truth[*id] + by >= person[*id])
}
