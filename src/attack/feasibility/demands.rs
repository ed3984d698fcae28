//! Adds to a component what triples demand and its tables violate.

use std::collections::BTreeSet;

use super::component::Component;
use super::start::add_cuts;
use crate::bounds::Bounds;
use crate::equations::System;
use crate::latent::Cut;

impl Component<'_> {
    /// Adds the inequalities that rejected tables violate, until the goal is settled. Returns
    /// whether there were any new ones.
    pub(super) fn try_cuts(&mut self, bounds: &Bounds) -> bool {
        let before = self.program.cells.len();
        for cut in std::mem::take(&mut self.cuts) {
            let is_new = !self.tried.contains(&cut);
            if is_new && self.program.try_inequality(bounds, cut.terms()).is_some() {
                self.tried.insert(cut);
            }
        }
        let is_any_new = self.program.cells.len() > before;
        if is_any_new {
            self.extend_search(before);
        }
        is_any_new
    }

    /// Forgets the inequalities that were added for a goal, and returns them.
    pub(super) fn forget_cuts(&mut self) -> BTreeSet<Cut> {
        let tried = std::mem::take(&mut self.tried);
        if !tried.is_empty() {
            let first = self.program.cells.len() - tried.len();
            self.program.truncate(first);
            self.local_search.truncate(first);
            self.witnesses.truncate(first);
            self.table.truncate(first);
            self.start = None;
        }
        self.begun = None;
        self.cuts.clear();
        tried
    }

    /// Adds inequalities for good, because something follows from them.
    pub(super) fn keep_cuts(
        &mut self,
        cuts: BTreeSet<Cut>,
        system: &mut System,
        bounds: &mut Bounds,
    ) {
        let before = self.program.cells.len();
        // Where counts become too large to compute with, tables are verified all the same.
        let _ = add_cuts(&mut self.program, system, bounds, cuts);
        if self.program.cells.len() > before {
            self.extend_search(before);
            let home = self.home.take();
            self.home = home.and_then(|mut home| home.extend(&self.program).map(|()| home));
        }
    }

    /// Extends tables and moves by the columns from `first` on.
    fn extend_search(&mut self, first: usize) {
        self.program.extend_table(&mut self.table, first);
        self.witnesses.extend(&self.table);
        self.local_search.extend(&self.program, first);
        self.start = None;
    }
}
