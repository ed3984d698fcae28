//! What the equations determine together, also where no single one does.
//!
//! Gauss–Jordan elimination in exact integers, for each connected part of the open cells. A cell is determined by the
//! equations if and only if its row ends with no other open cell in it. Cells whose value is known stay in the rows as
//! columns, so that such a row is the proof: it says which known counts make the value.

use std::collections::{BTreeMap, BTreeSet};

use crate::bounds::Bounds;
use crate::bounds::components::parts;
use crate::equations::{Equation, Id, System, gcd};

/// What follows from the equations of all parts.
#[derive(Default)]
pub(crate) struct Eliminated {
    /// The equations with one open cell, or with none, that follow from all together.
    pub(crate) determined: Vec<Equation>,
    /// The names of equations that say nothing of open cells that the others do not say.
    pub(crate) redundant: BTreeSet<usize>,
}

/// Eliminates in every part. An equation alone determines nothing that its bounds do not. `None`: the numbers became
/// too large to be exact.
pub(crate) fn eliminate(system: &System, bounds: &Bounds) -> Option<Eliminated> {
    let mut eliminated = Eliminated::default();
    for part in parts(system, bounds)
        .into_iter()
        .filter(|part| part.len() > 1)
    {
        let rows: Vec<Equation> = part
            .iter()
            .map(|name| system.equations[*name].clone())
            .collect();
        let rows = reduce(rows, &|id| bounds.is_open(id))?.rows;
        let open = |row: &Equation| row.iter().filter(|(id, _)| bounds.is_open(*id)).count();
        let empty = rows.iter().zip(&part).filter(|(row, _)| open(row) == 0);
        eliminated.redundant.extend(empty.map(|(_, name)| *name));
        eliminated.determined.extend(
            rows.into_iter()
                .filter(|row| open(row) < 2 && !row.is_empty()),
        );
    }
    Some(eliminated)
}

/// The rows solved for one cell each, which occurs in no other, as far as they say anything. `None`: the numbers became
/// too large.
pub(crate) fn solve(rows: Vec<Equation>) -> Option<Vec<(Id, Equation)>> {
    let Rows { rows, pivots, .. } = reduce(rows, &|_| true)?;
    Some(
        pivots
            .into_iter()
            .zip(rows)
            .filter_map(|(pivot, row)| Some((pivot?, row)))
            .collect(),
    )
}

/// Rows under elimination.
struct Rows<'a> {
    rows: Vec<Equation>,
    /// The cell for which each row was solved.
    pivots: Vec<Option<Id>>,
    /// The rows in which an open cell occurs.
    columns: BTreeMap<Id, BTreeSet<usize>>,
    is_open: &'a dyn Fn(Id) -> bool,
}

/// The rows in reduced form, each in its place.
fn reduce(rows: Vec<Equation>, is_open: &dyn Fn(Id) -> bool) -> Option<Rows<'_>> {
    let mut state = Rows {
        pivots: vec![None; rows.len()],
        columns: BTreeMap::new(),
        is_open,
        rows,
    };
    let mut waiting = BTreeSet::new();
    for name in 0..state.rows.len() {
        state.index(name);
        waiting.insert((state.open(name).count(), name));
    }
    // The shortest row first, and in it the cell with the fewest other rows: little is filled in.
    while let Some((_, name)) = waiting.pop_first() {
        let Some(pivot) = state
            .open(name)
            .min_by_key(|id| state.columns.get(id).map_or(0, BTreeSet::len))
        else {
            continue;
        };
        state.pivots[name] = Some(pivot);
        let others: Vec<usize> = state
            .columns
            .get(&pivot)
            .into_iter()
            .flatten()
            .copied()
            .collect();
        for other in others.into_iter().filter(|other| *other != name) {
            let waits = waiting.remove(&(state.open(other).count(), other));
            state.eliminate(pivot, name, other)?;
            if waits {
                waiting.insert((state.open(other).count(), other));
            }
        }
    }
    Some(state)
}

impl Rows<'_> {
    fn open(&self, name: usize) -> impl Iterator<Item = Id> + '_ {
        self.rows[name]
            .iter()
            .map(|(id, _)| *id)
            .filter(|id| (self.is_open)(*id))
    }

    fn index(&mut self, name: usize) {
        let open: Vec<Id> = self.open(name).collect();
        open.into_iter()
            .for_each(|id| _ = self.columns.entry(id).or_default().insert(name));
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
    let coefficient = |row: &Equation| {
        row.iter()
            .find(|(id, _)| *id == pivot)
            .map_or(0, |(_, coefficient)| *coefficient)
    };
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
    let divisor = sum.values().fold(0, |divisor, coefficient| {
        gcd(divisor, coefficient.unsigned_abs().into())
    });
    let divisor = i32::try_from(divisor.max(1)).ok()?;
    Some(
        sum.into_iter()
            .map(|(id, coefficient)| (id, coefficient / divisor))
            .collect(),
    )
}
