//! Which groups one person is in, implied ones too: one person is a table as well, in which the same equations hold.

use std::collections::BTreeSet;

use crate::equations::{Id, System};

/// How to tell, of somebody whose cells are known, in which implied groups they are.
#[derive(Default)]
pub(super) struct Persons {
    /// Each implied cell with an equation whose other cells are known by then, in the order in which they become known.
    order: Vec<(Id, usize)>,
}

impl Persons {
    /// `None`: some group is implied in a way that does not say who is in it.
    pub(super) fn of(system: &System) -> Option<Self> {
        let mut is_known: Vec<bool> = system
            .cells
            .iter()
            .map(|cell| !cell.shown.is_empty())
            .collect();
        let mut order = Vec::new();
        loop {
            let before = order.len();
            for (name, equation) in system.equations[..system.independent].iter().enumerate() {
                let mut unknown = equation.iter().filter(|(id, _)| !is_known[*id]);
                if let (Some((id, -1 | 1)), None) = (unknown.next(), unknown.next()) {
                    order.push((*id, name));
                    is_known[*id] = true;
                }
            }
            if order.len() == before {
                return is_known
                    .into_iter()
                    .all(|known| known)
                    .then_some(Persons { order });
            }
        }
    }

    /// What suffices to tell who is in some of the cells; and all cells that have to be known for it, these included.
    pub(super) fn within(
        &self,
        system: &System,
        some: impl IntoIterator<Item = Id>,
    ) -> (Self, BTreeSet<Id>) {
        let mut needed: BTreeSet<Id> = some.into_iter().collect();
        let mut order: Vec<(Id, usize)> = Vec::new();
        for (id, name) in self
            .order
            .iter()
            .rev()
            .filter(|(_, name)| !system.equations[*name].is_empty())
        {
            if needed.contains(id) {
                needed.extend(system.equations[*name].iter().map(|(other, _)| *other));
                order.push((*id, *name));
            }
        }
        order.reverse();
        (Persons { order }, needed)
    }

    /// Fills in how often somebody, or everybody, is counted in implied cells, from the cells that tables show.
    pub(super) fn complete(&self, system: &System, counts: &mut [i64]) {
        for (id, name) in &self.order {
            let equation = &system.equations[*name];
            let others = equation.iter().filter(|(other, _)| other != id);
            let sum: i64 = others
                .map(|(other, coefficient)| counts[*other] * i64::from(*coefficient))
                .sum();
            let own = equation
                .iter()
                .find(|(other, _)| other == id)
                .map_or(1, |(_, coefficient)| *coefficient);
            counts[*id] = -sum * i64::from(own);
        }
    }

    /// The implied cells that are filled in.
    pub(super) fn implied(&self) -> impl Iterator<Item = Id> {
        self.order.iter().map(|(id, _)| *id)
    }
}
