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
    /// Components without any whole table that agrees with everything: their first cell, and the
    /// number of equations.
    pub(crate) contradictory: BTreeMap<Id, usize>,
    /// How many counts were shown by tables that triples may not allow, because searching for others
    /// would take too long.
    pub(crate) unconfirmed: usize,
}
