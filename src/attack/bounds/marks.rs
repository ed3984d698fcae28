//! Applies what marks in the place of hidden counts tell: `<5` is at most 4.

use cube::Address;

use super::interval::{Interval, Reason};
use super::propagation::Bounds;
use crate::equations::{Id, System};

/// A hidden cell whose mark tells bounds, as its publisher wrote them into the table.
///
/// The cell is judged like other hidden ones, but what the mark itself tells is no finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The cell.
    pub address: Address,
    /// The smallest count that the mark allows.
    pub low: u64,
    /// The largest count that the mark allows, if it limits it.
    pub high: Option<u64>,
}

/// Narrows cells to what their marks tell. A mark that leaves no count is a contradiction.
///
/// `ids`: the cell of each mark.
pub(crate) fn apply_marks(
    system: &mut System,
    bounds: &mut Bounds,
    marks: &[Mark],
    ids: &[Option<Id>],
) {
    for (mark, id) in marks.iter().zip(ids) {
        let Some(id) = *id else { continue };
        let old = bounds.intervals[id];
        let mut new = old;
        if i128::from(mark.low) > old.low {
            (new.low, new.low_reason) = (mark.low.into(), Some(Reason::Mark));
        }
        let high = mark.high.map(i128::from);
        if high.is_some_and(|high| old.high.is_none_or(|old| high < old)) {
            (new.high, new.high_reason) = (high, Some(Reason::Mark));
        }
        if new.is_empty() {
            bounds.contradictory_marks.insert(id);
            continue;
        }
        bounds.intervals[id] = new;
        if system.cells[id].published().is_none() {
            system.marked.insert(id, ends(&new));
        }
    }
}

/// The ends of an interval that marks made.
fn ends(interval: &Interval) -> (u64, Option<u64>) {
    let count = |end: i128| u64::try_from(end).unwrap_or(u64::MAX);
    (count(interval.low), interval.high.map(count))
}
