//! Tables that are known to agree with everything, kept as what they change in the true one.

use std::collections::BTreeMap;

use crate::equations::Id;
use crate::program::nearest::Wanted;

/// So many changes of one cell are kept.
const KEPT: usize = 48;

/// What differs between the true table and another one, sorted by cell.
pub(super) type Change = Vec<(Id, i64)>;

/// Changes of the true table, each of which alone leads to a table that agrees with everything.
#[derive(Default)]
pub(super) struct Pool {
    changes: Vec<Change>,
    /// The changes of each cell.
    of: BTreeMap<Id, Vec<usize>>,
}

impl Pool {
    /// Keeps a change for those of its cells of which not many are known.
    pub(super) fn add(&mut self, change: Change) {
        let mut is_kept = false;
        for (id, _) in &change {
            let known = self.of.entry(*id).or_default();
            if known.len() < KEPT {
                known.push(self.changes.len());
                is_kept = true;
            }
        }
        if is_kept {
            self.changes.push(change);
        }
    }

    /// Whether a table is known in which a cell is as wanted, and nobody of these is missing.
    pub(super) fn meets(&self, truth: &[i64], persons: &[i64], id: Id, wanted: &[Wanted]) -> bool {
        let fits = |change: &Change| {
            let by = change
                .binary_search_by_key(&id, |(other, _)| *other)
                .map_or(0, |at| change[at].1);
            wanted.iter().any(|wanted| wanted.is_met_by(truth[id] + by))
                && change
                    .iter()
                    .all(|(other, by)| *by > 0 || truth[*other] + by >= persons[*other])
        };
        self.of
            .get(&id)
            .is_some_and(|known| known.iter().any(|at| fits(&self.changes[*at])))
    }
}
