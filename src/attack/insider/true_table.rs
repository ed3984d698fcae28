//! Holds the true table with what the files prove, and says which counts are secret.

use std::collections::BTreeSet;

use crate::bounds::Bounds;
use crate::equations::{Cell, Equation, Id, System};

/// The true table, and what the files prove about it.
pub(super) struct TrueTable {
    pub(super) system: System,
    pub(super) bounds: Bounds,
    /// The bounds whatever is published.
    pub(super) structure: Bounds,
    /// The count of every cell.
    pub(super) counts: Vec<i64>,
}

impl TrueTable {
    /// Returns whether the files show these counts, and all equations hold.
    pub(super) fn agrees_with_files(&self) -> bool {
        let cells = self.system.cells.iter().zip(&self.counts);
        let equations = &self.system.equations[..self.system.independent];
        self.bounds.contradictions.is_empty()
            && self.bounds.unsettled.is_none()
            && cells.into_iter().all(|(cell, count)| shows(cell, *count))
            && equations.iter().all(|equation| self.fulfils(equation))
    }

    fn fulfils(&self, equation: &Equation) -> bool {
        let mut sum = 0;
        for (id, coefficient) in equation {
            sum += i128::from(self.counts[*id]) * i128::from(*coefficient);
        }
        sum == 0
    }

    /// Returns the threshold of a judged group: no file shows it, and somebody can be in it.
    pub(super) fn threshold(&self, id: Id) -> Option<i64> {
        let cell = &self.system.cells[id];
        if cell.published().is_some() || !self.structure.is_open(id) {
            return None;
        }
        i64::try_from(cell.threshold?).ok()
    }

    /// Returns whether the number of others in a group must not be known: for all that the files
    /// prove, it may be small.
    pub(super) fn is_secret(&self, id: Id) -> bool {
        self.threshold(id)
            .is_some_and(|threshold| self.bounds.intervals[id].low < i128::from(threshold))
    }

    /// Counts the secrets that the files alone disclose to everybody.
    pub(super) fn count_disclosed_secrets(&self) -> usize {
        let ids = 0..self.counts.len();
        ids.filter(|id| !self.bounds.is_open(*id) && self.is_secret(*id))
            .count()
    }

    /// Counts the published counts that equal the threshold.
    pub(super) fn count_at_threshold(&self) -> usize {
        let at_threshold = |cell: &&Cell| cell.is_judged() && cell.published() == cell.threshold;
        self.system.cells.iter().filter(at_threshold).count()
    }

    /// Returns whether a person knows about some row that it holds others, all in one category
    /// although they could be in several. `exact`: the open cells whose number of others the person
    /// knows.
    pub(super) fn has_homogeneous_row(&self, person: &[i64], exact: &BTreeSet<Id>) -> bool {
        let mut rows = self.system.rows.keys();
        rows.any(|(whole, parts)| self.is_homogeneous(*whole, parts, person, exact))
    }

    fn is_homogeneous(
        &self,
        whole: Id,
        parts: &[Id],
        person: &[i64],
        exact: &BTreeSet<Id>,
    ) -> bool {
        let is_known = |id: Id| !self.bounds.is_open(id) || exact.contains(&id);
        let cells = &self.system.cells;
        if !is_known(whole) || !self.holds_others(whole, person) || !cells[whole].is_judged() {
            return false;
        }
        let may_hold_others = |id: &&Id| !is_known(**id) || self.holds_others(**id, person);
        let is_possible = |id: &&Id| cells[**id].is_judged() && self.structure.is_open(**id);
        parts.iter().filter(may_hold_others).count() == 1
            && parts.iter().filter(is_possible).count() > 1
    }

    /// Returns whether a cell holds others than the person. In a published one nobody is alone.
    fn holds_others(&self, id: Id, person: &[i64]) -> bool {
        let own = if self.bounds.is_open(id) {
            person[id]
        } else {
            0
        };
        self.counts[id] > own
    }
}

/// Returns whether all tables that show a cell show this count.
fn shows(cell: &Cell, count: i64) -> bool {
    let is_same = |shown: u64| i64::try_from(shown).is_ok_and(|shown| shown == count);
    count >= 0
        && cell
            .shown
            .iter()
            .all(|(_, shown)| shown.is_none_or(is_same))
}
