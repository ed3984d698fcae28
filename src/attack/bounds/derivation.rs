//! Alternates propagation and elimination until neither finds anything new.

use std::collections::BTreeSet;

use super::elimination;
use super::propagation::Bounds;
use crate::effort::Effort;
use crate::equations::System;
use crate::progress::ProgressReporter;

/// Tightens the bounds, adding the equations that elimination finds. Returns the indices of
/// equations that are redundant for open cells.
pub(crate) fn derive_bounds(
    system: &mut System,
    bounds: &mut Bounds,
    effort: Effort,
    progress: &mut ProgressReporter<'_>,
) -> BTreeSet<usize> {
    loop {
        bounds.propagate(system);
        let exact = bounds.count_exact();
        let Some(eliminated) = elimination::eliminate(system, bounds, progress) else {
            // The joint search finds what elimination would have found.
            if effort == Effort::Bounds {
                bounds.unsettled = bounds.unsettled.or(Some(0));
            }
            return BTreeSet::new();
        };
        system.equations.extend(eliminated.determined);
        bounds.propagate(system);
        if bounds.count_exact() == exact {
            return eliminated.redundant;
        }
    }
}
