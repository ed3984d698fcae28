//! Splits the equations into connected components: no equation has open cells of two of them.

use std::collections::BTreeMap;

use super::propagation::Bounds;
use crate::equations::{Id, System};

/// Lists the equations with open cells, component by component.
pub(crate) fn connected_components(system: &System, bounds: &Bounds) -> Vec<Vec<usize>> {
    let open_cells = |equation: usize| {
        let ids = system.equations[equation].iter().map(|(id, _)| *id);
        ids.filter(|id| bounds.is_open(*id))
    };
    let mut first_cells: Vec<(usize, Id)> = Vec::new();
    for equation in 0..system.independent {
        if let Some(first) = open_cells(equation).next()
            && !bounds.contradictions.contains(&equation)
        {
            first_cells.push((equation, first));
        }
    }
    let mut roots: Vec<Id> = (0..system.cells.len()).collect();
    for (equation, first) in &first_cells {
        for id in open_cells(*equation) {
            let (a, b) = (find_root(&mut roots, *first), find_root(&mut roots, id));
            roots[a.max(b)] = a.min(b);
        }
    }
    let mut components: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (equation, first) in first_cells {
        let root = find_root(&mut roots, first);
        components.entry(root).or_default().push(equation);
    }
    components.into_values().collect()
}

/// Returns the cell that stands for a component, and shortens the path to it (union-find).
fn find_root(roots: &mut [Id], mut id: Id) -> Id {
    while roots[id] != id {
        roots[id] = roots[roots[id]];
        id = roots[id];
    }
    id
}
