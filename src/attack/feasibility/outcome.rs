//! Holds what the joint search found beyond the bounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::equations::Id;

/// What the joint search found beyond the bounds.
#[derive(Default)]
pub(crate) struct Feasibility {
    /// Cells with an impossible count between possible ones: the smallest such count, and the
    /// number of equations that rule it out.
    pub(crate) gaps: BTreeMap<Id, (i64, usize)>,
    /// Cells whose possible counts could not be settled.
    pub(crate) unsettled: BTreeSet<Id>,
    /// By index, the differences between releases that the files prove to be small, but not to be
    /// none.
    pub(crate) differences: BTreeMap<usize, Verdict>,
    /// Components without any whole table that agrees with everything: their first cell, and the
    /// number of equations.
    pub(crate) contradictory: BTreeMap<Id, usize>,
    /// How many counts were shown by tables that triples may not allow, because searching for others
    /// would take too long.
    pub(crate) unconfirmed: usize,
    /// How many cells were to be searched.
    pub(crate) to_try: usize,
    /// How many of them were not, because the attack was stopped.
    pub(crate) untried: usize,
}

/// What is wrong with a difference between two releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Something changed for certain, and it may be less than the threshold.
    Small {
        /// The smallest possible difference; `None` if unbounded.
        low: Option<i64>,
        /// The largest possible difference; `None` if unbounded.
        high: Option<i64>,
    },
    /// The search reached a limit.
    Unsettled,
}
