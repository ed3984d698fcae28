//! Finds the unpublished groups that a person is in, by the equations that hold for the counts.

use std::collections::BTreeSet;

use crate::equations::{Id, System};

/// The order in which counts of implied cells follow from those of the cells that tables show.
#[derive(Default)]
pub(super) struct ImpliedCells {
    /// Each implied cell, with an equation whose other cells are known before it.
    steps: Vec<(Id, usize)>,
}

impl ImpliedCells {
    /// `None`: the tables do not determine who is in some implied group.
    pub(super) fn from_system(system: &System) -> Option<Self> {
        let mut is_known: Vec<bool> = system
            .cells
            .iter()
            .map(|cell| !cell.shown.is_empty())
            .collect();
        let mut steps = Vec::new();
        loop {
            let before = steps.len();
            for (index, equation) in system.equations[..system.independent].iter().enumerate() {
                let mut unknown = equation.iter().filter(|(id, _)| !is_known[*id]);
                if let (Some((id, -1 | 1)), None) = (unknown.next(), unknown.next()) {
                    steps.push((*id, index));
                    is_known[*id] = true;
                }
            }
            if steps.len() == before {
                let is_complete = is_known.into_iter().all(|is_known| is_known);
                return is_complete.then_some(ImpliedCells { steps });
            }
        }
    }

    /// Selects the steps that some cells need. Also returns all cells that have to be known for it,
    /// including these.
    pub(super) fn select(
        &self,
        system: &System,
        cells: impl IntoIterator<Item = Id>,
    ) -> (Self, BTreeSet<Id>) {
        let mut needed: BTreeSet<Id> = cells.into_iter().collect();
        let mut steps = Vec::new();
        for (id, index) in self.steps.iter().rev() {
            let equation = &system.equations[*index];
            if needed.contains(id) && !equation.is_empty() {
                needed.extend(equation.iter().map(|(other, _)| *other));
                steps.push((*id, *index));
            }
        }
        steps.reverse();
        (ImpliedCells { steps }, needed)
    }

    /// Computes the counts of implied cells, of one person or of all, from the cells that tables
    /// show.
    pub(super) fn complete(&self, system: &System, counts: &mut [i64]) {
        for (id, index) in &self.steps {
            let (mut own, mut sum) = (1, 0);
            for (other, coefficient) in &system.equations[*index] {
                if other == id {
                    own = i64::from(*coefficient);
                } else {
                    sum += counts[*other] * i64::from(*coefficient);
                }
            }
            counts[*id] = -sum * own;
        }
    }

    /// Lists the implied cells.
    pub(super) fn ids(&self) -> impl Iterator<Item = Id> {
        self.steps.iter().map(|(id, _)| *id)
    }
}
