//! Narrows bounds by triples, one part of each division at a time, before whole tables are searched.

use super::cut::{Cut, FORMS, terms_of_single_parts};
use crate::bounds::Bounds;
use crate::equations::{Id, System};
use crate::progress::ProgressReporter;

/// How often all triples are gone through.
const PASSES: usize = 4;

/// How many cuts are added before the search among whole tables is left to find the others.
const MOST_CUTS: usize = 2000;

/// Adds every inequality, of single parts, that narrows a cell to what may be a finding.
pub(crate) fn narrow_by_triples(
    system: &mut System,
    bounds: &mut Bounds,
    progress: &mut ProgressReporter<'_>,
) {
    let thresholds = system.cells.iter().filter_map(|cell| cell.threshold);
    let Some(threshold) = thresholds.max() else {
        return;
    };
    for _ in 0..PASSES {
        let mut cuts = Vec::new();
        for triple in &system.triples {
            if !triple.cells().any(|id| bounds.is_open(id)) {
                continue;
            }
            for a in 0..triple.sizes[0] {
                if progress.is_stopped() {
                    return;
                }
                for b in 0..triple.sizes[1] {
                    for c in 0..triple.sizes[2] {
                        for form in 0..FORMS {
                            let terms = terms_of_single_parts(triple, [a, b, c], form);
                            if narrows(bounds, &terms, threshold.into()) {
                                cuts.push(Cut::from_terms(terms));
                            }
                        }
                    }
                }
            }
        }
        cuts.sort();
        cuts.dedup();
        let before = system.cuts.len();
        for cut in cuts {
            // An earlier one may have said as much.
            if system.cuts.len() < MOST_CUTS && narrows(bounds, &cut.0, threshold.into()) {
                cut.apply(system, bounds);
            }
        }
        if system.cuts.len() == before || !bounds.contradictions.is_empty() {
            return;
        }
    }
}

/// Returns whether an inequality raises a lower end that is below the threshold, or lowers an upper
/// end below it.
fn narrows(bounds: &Bounds, terms: &[(Id, i32)], threshold: i128) -> bool {
    let mut most = 0;
    for (id, coefficient) in terms.iter().filter(|(_, coefficient)| *coefficient != 0) {
        let interval = &bounds.intervals[*id];
        let factor = i128::from(*coefficient);
        let end = if factor > 0 {
            interval.high
        } else {
            Some(interval.low)
        };
        // A cell of which nothing is known leaves all others as they are.
        let Some(end) = end else { return false };
        most += factor * end;
    }
    let mut used = terms.iter().filter(|(_, coefficient)| *coefficient != 0);
    used.any(|(id, coefficient)| {
        let interval = &bounds.intervals[*id];
        let Some(high) = interval.high else {
            return false;
        };
        let room = most.div_euclid(i128::from(coefficient.abs()));
        let (low, is_narrowed) = (interval.low, high - interval.low > room);
        if *coefficient > 0 {
            is_narrowed && low < threshold
        } else {
            is_narrowed && low + room < threshold
        }
    })
}
