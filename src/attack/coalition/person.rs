//! Which groups one person is in, implied ones too: one person is a table as well, in which the same equations hold.

use crate::system::{Id, System};

/// How to tell, of somebody whose cells are known, in which implied groups they are.
pub(super) struct Persons {
    /// Each implied cell with an equation whose other cells are known by then, in the order in which they become known.
    order: Vec<(Id, usize)>,
}

impl Persons {
    /// `None`: some group is implied in a way that does not say who is in it.
    pub(super) fn of(system: &System) -> Option<Self> {
        let mut is_known: Vec<bool> = system.cells.iter().map(|cell| !cell.shown.is_empty()).collect();
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
                return is_known.into_iter().all(|known| known).then_some(Persons { order });
            }
        }
    }

    /// How often somebody is counted in every cell who is in these cells that tables show.
    pub(super) fn person(&self, system: &System, shown: &[Id]) -> Vec<i64> {
        let mut person = vec![0; system.cells.len()];
        shown.iter().for_each(|id| person[*id] = 1);
        for (id, name) in &self.order {
            let equation = &system.equations[*name];
            let others = equation.iter().filter(|(other, _)| other != id);
            let sum: i64 = others.map(|(other, coefficient)| person[*other] * i64::from(*coefficient)).sum();
            let own = equation.iter().find(|(other, _)| other == id).map_or(1, |(_, coefficient)| *coefficient);
            person[*id] = -sum * i64::from(own);
        }
        person
    }
}
