//! Splits the equations into connected components: no equation, and no triple, has open cells of two of them.

use std::collections::BTreeMap;

use super::propagation::Bounds;
use crate::equations::{Id, System, Triple};

/// A connected component: its equations with open cells, and its triples, by index.
#[derive(Default)]
pub(crate) struct ConnectedPart {
    pub(crate) equations: Vec<usize>,
    pub(crate) triples: Vec<usize>,
}

/// Lists the equations with open cells, component by component; triples connect nothing.
pub(crate) fn connected_components(system: &System, bounds: &Bounds) -> Vec<Vec<usize>> {
    let parts = connect(system, bounds, (0..system.independent).collect(), &[]);
    parts.into_iter().map(|part| part.equations).collect()
}

/// Lists the equations and triples with open cells, component by component, with what triples
/// demanded so far.
pub(crate) fn connected_parts(
    system: &System,
    bounds: &Bounds,
    triples: &[Triple],
) -> Vec<ConnectedPart> {
    let equations = (0..system.independent).chain(system.cuts.iter().copied());
    connect(system, bounds, equations.collect(), triples)
}

fn connect(
    system: &System,
    bounds: &Bounds,
    equations: Vec<usize>,
    triples: &[Triple],
) -> Vec<ConnectedPart> {
    let mut roots: Vec<Id> = (0..system.cells.len()).collect();
    let mut join = |ids: &mut dyn Iterator<Item = Id>| {
        let first = ids.next()?;
        for id in ids {
            let (a, b) = (find_root(&mut roots, first), find_root(&mut roots, id));
            roots[a.max(b)] = a.min(b);
        }
        Some(first)
    };
    let mut first_cells: Vec<(usize, Id)> = Vec::new();
    for equation in equations {
        if !bounds.contradictions.contains(&equation) {
            let ids = system.equations[equation].iter().map(|(id, _)| *id);
            let first = join(&mut ids.filter(|id| bounds.is_open(*id)));
            first_cells.extend(first.map(|first| (equation, first)));
        }
    }
    let mut first_cells_of_triples: Vec<(usize, Id)> = Vec::new();
    for (at, triple) in triples.iter().enumerate() {
        let first = join(&mut triple.cells().filter(|id| bounds.is_open(*id)));
        first_cells_of_triples.extend(first.map(|first| (at, first)));
    }
    let mut parts: BTreeMap<Id, ConnectedPart> = BTreeMap::new();
    for (equation, first) in first_cells {
        let root = find_root(&mut roots, first);
        parts.entry(root).or_default().equations.push(equation);
    }
    for (triple, first) in first_cells_of_triples {
        let root = find_root(&mut roots, first);
        parts.entry(root).or_default().triples.push(triple);
    }
    parts.into_values().collect()
}

/// Returns the cell that stands for a component, and shortens the path to it (union-find).
fn find_root(roots: &mut [Id], mut id: Id) -> Id {
    while roots[id] != id {
        roots[id] = roots[roots[id]];
        id = roots[id];
    }
    id
}
