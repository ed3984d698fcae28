//! Decides which cells that no table has are groups to be judged: those that the cells of tables
//! would determine, were they all published.

use std::collections::BTreeSet;

use super::elimination::eliminate;
use super::interval::Interval;
use super::propagation::Bounds;
use crate::equations::{Id, System};
use crate::progress::ProgressReporter;

/// Leaves cells that only relate tables of several releases unjudged, unless sums and differences
/// of cells that tables have say what they count.
pub(crate) fn judge_determined(system: &mut System, progress: &mut ProgressReporter<'_>) {
    if system.latent.is_empty() {
        return;
    }
    let mut bounds = Bounds::unknown(system);
    for (interval, cell) in bounds.intervals.iter_mut().zip(&system.cells) {
        if !cell.shown.is_empty() {
            *interval = Interval::from_count(0);
        }
    }
    // Where the numbers become too large, or time is over, all are judged.
    let Some(eliminated) = eliminate(system, &bounds, progress) else {
        return;
    };
    let mut determined: BTreeSet<Id> = BTreeSet::new();
    for equation in eliminated.determined.iter().chain(&system.equations) {
        let mut ids = equation.iter().map(|(id, _)| *id);
        let first = ids.find(|id| bounds.is_open(*id));
        if let (Some(id), None) = (first, ids.find(|id| bounds.is_open(*id))) {
            determined.insert(id);
        }
    }
    for id in std::mem::take(&mut system.latent) {
        if !determined.contains(&id) {
            system.cells[id].threshold = None;
        }
    }
}
