//! What the equations determine together, also where no single one does.
//!
//! Gauss–Jordan elimination in exact integers, for each connected part of the open cells. A cell is determined by the
//! equations if and only if its row ends with no other open cell in it. Cells whose value is known stay in the rows as
//! columns, so that such a row is the proof: it says which known counts make the value.

use std::collections::{BTreeMap, BTreeSet};

use crate::bounds::Bounds;
use crate::system::{Equation, Id, System};

/// The equations with one open cell, or with none, that follow from all together. `None`: the numbers became too
/// large to be exact.
pub(crate) fn determined(system: &System, bounds: &Bounds) -> Option<Vec<Equation>> {
    let mut found = Vec::new();
    for part in parts(system, bounds) {
        found.extend(reduce(part, bounds)?);
    }
    Some(found)
}

/// The equations with open cells, those with common ones together. An equation alone determines nothing that its
/// bounds do not.
fn parts(system: &System, bounds: &Bounds) -> Vec<Vec<Equation>> {
    let mut roots: Vec<Id> = (0..system.cells.len()).collect();
    let open = |equation: &Equation| equation.iter().map(|(id, _)| *id).find(|id| bounds.is_open(*id));
    let equations = || {
        let usable = system.equations[..system.independent].iter().enumerate();
        usable.filter(|(name, _)| !bounds.contradictions.contains(name)).map(|(_, equation)| equation)
    };
    for equation in equations() {
        let Some(first) = open(equation) else { continue };
        for (id, _) in equation.iter().filter(|(id, _)| bounds.is_open(*id)) {
            let (a, b) = (root(&mut roots, first), root(&mut roots, *id));
            roots[a.max(b)] = a.min(b);
        }
    }
    let mut parts: BTreeMap<Id, Vec<Equation>> = BTreeMap::new();
    for equation in equations() {
        let Some(first) = open(equation) else { continue };
        parts.entry(root(&mut roots, first)).or_default().push(equation.clone());
    }
    parts.into_values().filter(|part| part.len() > 1).collect()
}

fn root(roots: &mut [Id], mut id: Id) -> Id {
    while roots[id] != id {
        roots[id] = roots[roots[id]];
        id = roots[id];
    }
    id
}

/// Rows under elimination.
struct Rows<'a> {
    rows: Vec<Equation>,
    /// The rows in which an open cell occurs.
    columns: BTreeMap<Id, BTreeSet<usize>>,
    bounds: &'a Bounds,
}

fn reduce(rows: Vec<Equation>, bounds: &Bounds) -> Option<Vec<Equation>> {
    let mut state = Rows { columns: BTreeMap::new(), bounds, rows };
    let mut waiting = BTreeSet::new();
    for name in 0..state.rows.len() {
        state.index(name);
        waiting.insert((state.open(name).count(), name));
    }
    // The shortest row first, and in it the cell with the fewest other rows: little is filled in.
    while let Some((_, name)) = waiting.pop_first() {
        let Some(pivot) = state.open(name).min_by_key(|id| state.columns.get(id).map_or(0, BTreeSet::len)) else {
            continue;
        };
        let others: Vec<usize> = state.columns.get(&pivot).into_iter().flatten().copied().collect();
        for other in others.into_iter().filter(|other| *other != name) {
            let waits = waiting.remove(&(state.open(other).count(), other));
            state.eliminate(pivot, name, other)?;
            if waits {
                waiting.insert((state.open(other).count(), other));
            }
        }
    }
    let single = |name: &usize| state.open(*name).nth(1).is_none() && !state.rows[*name].is_empty();
    Some((0..state.rows.len()).filter(single).map(|name| state.rows[name].clone()).collect())
}

impl Rows<'_> {
    fn open(&self, name: usize) -> impl Iterator<Item = Id> + '_ {
        self.rows[name].iter().map(|(id, _)| *id).filter(|id| self.bounds.is_open(*id))
    }

    fn index(&mut self, name: usize) {
        let open: Vec<Id> = self.open(name).collect();
        open.into_iter().for_each(|id| _ = self.columns.entry(id).or_default().insert(name));
    }

    /// Takes as much of the row `by` from the row `name` as removes the pivot from it.
    fn eliminate(&mut self, pivot: Id, by: usize, name: usize) -> Option<()> {
        let new = without(pivot, &self.rows[name], &self.rows[by])?;
        let old: Vec<Id> = self.open(name).collect();
        for id in old {
            if let Some(rows) = self.columns.get_mut(&id) {
                rows.remove(&name);
            }
        }
        self.rows[name] = new;
        self.index(name);
        Some(())
    }
}

/// A combination of two rows in which the pivot does not occur, in lowest terms. `None` if it overflows.
fn without(pivot: Id, row: &Equation, by: &Equation) -> Option<Equation> {
    let coefficient =
        |row: &Equation| row.iter().find(|(id, _)| *id == pivot).map_or(0, |(_, coefficient)| *coefficient);
    let (a, b) = (coefficient(by), coefficient(row));
    let mut sum: BTreeMap<Id, i32> = BTreeMap::new();
    for (id, coefficient) in row {
        sum.insert(*id, coefficient.checked_mul(a)?);
    }
    for (id, coefficient) in by {
        let term = coefficient.checked_mul(b)?;
        let entry = sum.entry(*id).or_default();
        *entry = entry.checked_sub(term)?;
    }
    sum.retain(|_, coefficient| *coefficient != 0);
    let divisor = sum.values().fold(0, |divisor, coefficient| gcd(divisor, coefficient.unsigned_abs()));
    let divisor = i32::try_from(divisor.max(1)).ok()?;
    Some(sum.into_iter().map(|(id, coefficient)| (id, coefficient / divisor)).collect())
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
