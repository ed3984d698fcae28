//! Finds counts that only several equations together determine, by Gauss–Jordan elimination.
//!
//! The equations determine a cell if and only if its row ends with no other open cell in it. Cells
//! whose count is known stay in the rows as columns, so that such a row is the proof: it says which
//! known counts add up to the count.

use std::collections::{BTreeMap, BTreeSet};

use super::components::connected_components;
use super::propagation::Bounds;
use crate::equations::{Equation, Id, System, gcd};
use crate::progress::ProgressReporter;

/// How many terms all rows of a component may have, which bounds memory: with their index, a term takes some 50 bytes.
const MOST_TERMS: usize = 30_000_000;

/// What follows linearly from the equations.
#[derive(Default)]
pub(super) struct Eliminated {
    /// Equations with at most one open cell that follow from all together.
    pub(super) determined: Vec<Equation>,
    /// The indices of equations whose statement about open cells follows from the others.
    pub(super) redundant: BTreeSet<usize>,
}

/// Eliminates within every component of several equations; a single one determines nothing beyond
/// its bounds. `None`: the coefficients overflow, the rows become too long, or the attack should stop.
pub(super) fn eliminate(
    system: &System,
    bounds: &Bounds,
    progress: &mut ProgressReporter<'_>,
) -> Option<Eliminated> {
    let mut eliminated = Eliminated::default();
    let count_open = |row: &Equation| row.iter().filter(|(id, _)| bounds.is_open(*id)).count();
    for component in connected_components(system, bounds) {
        if component.len() < 2 {
            continue;
        }
        let rows = component
            .iter()
            .map(|equation| system.equations[*equation].clone())
            .collect();
        let rows = reduce(rows, &|id| bounds.is_open(id), &mut || {
            progress.is_stopped()
        })?
        .rows;
        for (row, equation) in rows.into_iter().zip(component) {
            let open = count_open(&row);
            if open == 0 {
                eliminated.redundant.insert(equation);
            }
            if open < 2 && !row.is_empty() {
                eliminated.determined.push(row);
            }
        }
    }
    Some(eliminated)
}

/// Solves each row for one cell that occurs in no other row, and leaves out rows that follow from
/// others. `None`: the coefficients overflow.
pub(crate) fn solve(rows: Vec<Equation>) -> Option<Vec<(Id, Equation)>> {
    let Rows { rows, pivots, .. } = reduce(rows, &|_| true, &mut || false)?;
    let solved = pivots.into_iter().zip(rows);
    Some(
        solved
            .filter_map(|(pivot, row)| Some((pivot?, row)))
            .collect(),
    )
}

/// Rows under elimination.
struct Rows<'a> {
    rows: Vec<Equation>,
    /// The cell for which each row was solved.
    pivots: Vec<Option<Id>>,
    /// The rows in which each open cell occurs.
    columns: BTreeMap<Id, BTreeSet<usize>>,
    is_open: &'a dyn Fn(Id) -> bool,
    /// How many terms all rows have.
    terms: usize,
}

/// Reduces the rows, keeping their order.
fn reduce<'a>(
    rows: Vec<Equation>,
    is_open: &'a dyn Fn(Id) -> bool,
    is_stopped: &mut dyn FnMut() -> bool,
) -> Option<Rows<'a>> {
    let mut state = Rows {
        terms: rows.iter().map(Vec::len).sum(),
        pivots: vec![None; rows.len()],
        columns: BTreeMap::new(),
        is_open,
        rows,
    };
    let mut waiting = BTreeSet::new();
    for row in 0..state.rows.len() {
        state.index(row);
        waiting.insert((state.open_cells(row).count(), row));
    }
    // The shortest row first, and in it the cell with the fewest other rows: few cells are filled
    // in.
    while let Some((_, row)) = waiting.pop_first() {
        let pivot = state
            .open_cells(row)
            .min_by_key(|id| state.columns.get(id).map_or(0, BTreeSet::len));
        let Some(pivot) = pivot else { continue };
        state.pivots[row] = Some(pivot);
        let column = state.columns.get(&pivot).cloned().unwrap_or_default();
        for other in column.into_iter().filter(|other| *other != row) {
            if state.terms > MOST_TERMS || is_stopped() {
                return None;
            }
            let was_waiting = waiting.remove(&(state.open_cells(other).count(), other));
            state.eliminate(pivot, row, other)?;
            if was_waiting {
                waiting.insert((state.open_cells(other).count(), other));
            }
        }
    }
    Some(state)
}

impl Rows<'_> {
    fn open_cells(&self, row: usize) -> impl Iterator<Item = Id> + '_ {
        let ids = self.rows[row].iter().map(|(id, _)| *id);
        ids.filter(|id| (self.is_open)(*id))
    }

    /// Adds a row to the columns of its open cells.
    fn index(&mut self, row: usize) {
        let open: Vec<Id> = self.open_cells(row).collect();
        for id in open {
            self.columns.entry(id).or_default().insert(row);
        }
    }

    /// Subtracts a multiple of the row `by` from another row, so that the pivot no longer occurs in
    /// it.
    fn eliminate(&mut self, pivot: Id, by: usize, row: usize) -> Option<()> {
        let new = without_pivot(pivot, &self.rows[row], &self.rows[by])?;
        let old: Vec<Id> = self.open_cells(row).collect();
        for id in old {
            if let Some(rows) = self.columns.get_mut(&id) {
                rows.remove(&row);
            }
        }
        self.terms = self.terms + new.len() - self.rows[row].len();
        self.rows[row] = new;
        self.index(row);
        Some(())
    }
}

/// Combines two rows so that the pivot does not occur, in lowest terms. `None`: a coefficient
/// overflows.
fn without_pivot(pivot: Id, row: &Equation, by: &Equation) -> Option<Equation> {
    let (row_factor, by_factor) = (coefficient(by, pivot), coefficient(row, pivot));
    let mut sum: BTreeMap<Id, i32> = BTreeMap::new();
    for (id, coefficient) in row {
        sum.insert(*id, coefficient.checked_mul(row_factor)?);
    }
    for (id, coefficient) in by {
        let term = coefficient.checked_mul(by_factor)?;
        let entry = sum.entry(*id).or_default();
        *entry = entry.checked_sub(term)?;
    }
    sum.retain(|_, coefficient| *coefficient != 0);
    let mut divisor = 0;
    for coefficient in sum.values() {
        divisor = gcd(divisor, coefficient.unsigned_abs().into());
    }
    let divisor = i32::try_from(divisor.max(1)).ok()?;
    let terms = sum.into_iter();
    Some(
        terms
            .map(|(id, coefficient)| (id, coefficient / divisor))
            .collect(),
    )
}

/// Returns the coefficient of a cell in a row; zero if it does not occur.
fn coefficient(row: &Equation, cell: Id) -> i32 {
    row.iter()
        .find(|(id, _)| *id == cell)
        .map_or(0, |(_, coefficient)| *coefficient)
}
