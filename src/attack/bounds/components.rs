//! The parts into which the open cells fall: no equation ties cells of two parts, so each is settled alone.

use std::collections::BTreeMap;

use crate::bounds::Bounds;
use crate::equations::{Id, System};

/// The names of the equations with open cells, those with common ones together.
pub(crate) fn parts(system: &System, bounds: &Bounds) -> Vec<Vec<usize>> {
    let mut roots: Vec<Id> = (0..system.cells.len()).collect();
    let open = |name: usize| {
        system.equations[name]
            .iter()
            .map(|(id, _)| *id)
            .filter(|id| bounds.is_open(*id))
    };
    let usable = || (0..system.independent).filter(|name| !bounds.contradictions.contains(name));
    for name in usable() {
        let Some(first) = open(name).next() else {
            continue;
        };
        for id in open(name) {
            let (a, b) = (root(&mut roots, first), root(&mut roots, id));
            roots[a.max(b)] = a.min(b);
        }
    }
    let mut parts: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for name in usable() {
        let Some(first) = open(name).next() else {
            continue;
        };
        parts.entry(root(&mut roots, first)).or_default().push(name);
    }
    parts.into_values().collect()
}

fn root(roots: &mut [Id], mut id: Id) -> Id {
    while roots[id] != id {
        roots[id] = roots[roots[id]];
        id = roots[id];
    }
    id
}
