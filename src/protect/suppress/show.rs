//! Where an alternative is looked for: as a part of one that is known, in a number's own tables, in those that stand in
//! the way, in all of them, and at last by hiding whole tables.

use crate::moves::Move;
use crate::problem::Variable;
use crate::search::{Over, Scope};
use crate::suppress::Suppression;

/// In how many moves that go further than is needed a part is sought.
const PARTS: usize = 3;

/// How often the tables that stand in the way are added to a number's own before all tables are tried at once. A small
/// program is quicker; but what is cheapest to hide in few tables need not be so in all.
fn steps(over: Over) -> usize {
    match over {
        Over::Open => 2,
        Over::Hideable => 1,
    }
}

impl Suppression {
    /// Finds an alternative in which a number has this value, and hides what it changes.
    pub(super) fn show(&mut self, variable: Variable, value: i64, over: Over) -> bool {
        if self.show_on_the_way(variable, value) {
            return true;
        }
        let own = Scope::of(&self.problem, variable);
        if self.show_within(variable, value, over, &own) {
            return true;
        }
        let mut scope = own.wider(&self.problem, variable);
        for _ in 0..steps(over) {
            let Some(tried) = scope else { break };
            if self.show_within(variable, value, over, &tried) {
                return true;
            }
            scope = tried.wider(&self.problem, variable);
        }
        // Where nothing hidden stands in the way, there is nothing more that moves without being hidden.
        (scope.is_some() || over == Over::Hideable) && self.show_anywhere(variable, value, over)
    }

    /// Finds it as a part of a move that goes further.
    fn show_on_the_way(&mut self, variable: Variable, value: i64) -> bool {
        let by = value - self.problem.numbers[variable].count;
        let part = |whole| self.search.part_of(&self.problem, (variable, by), whole);
        let found = self.pool.beyond(variable, by).take(PARTS).find_map(part);
        let is_found = found.is_some();
        found
            .into_iter()
            .for_each(|found| self.pool.add(&self.problem, found));
        is_found
    }

    /// The same within a number's own tables, and hiding nothing more.
    pub(super) fn show_at_home(&mut self, variable: Variable, value: i64) -> bool {
        if self.show_on_the_way(variable, value) {
            return true;
        }
        let scope = Scope::of(&self.problem, variable);
        self.show_within(variable, value, Over::Open, &scope)
    }

    fn show_within(&mut self, variable: Variable, value: i64, over: Over, scope: &Scope) -> bool {
        let by = value - self.problem.numbers[variable].count;
        let found = self
            .search
            .alternative(&self.problem, (variable, by), over, scope);
        self.take_in(found)
    }

    fn show_anywhere(&mut self, variable: Variable, value: i64, over: Over) -> bool {
        let by = value - self.problem.numbers[variable].count;
        let found = self
            .anywhere
            .alternative(&self.problem, &self.search, (variable, by), over);
        self.take_in(found)
    }

    /// Hides what an alternative changes, if there is one.
    fn take_in(&mut self, found: Option<Move>) -> bool {
        let Some(found) = found else { return false };
        for (changed, _) in found.changes() {
            self.hide(*changed);
        }
        self.pool.add(&self.problem, found);
        true
    }

    /// Hides what stands in the same sums as a number, and then its tables, until it can have this value.
    pub(super) fn withhold(&mut self, variable: Variable, value: i64) -> bool {
        for beside in self.problem.beside(variable).collect::<Vec<_>>() {
            self.hide(beside);
        }
        if self.show(variable, value, Over::Open) {
            return true;
        }
        let tables = self.problem.numbers[variable].tables.clone();
        for other in 0..self.problem.numbers.len() {
            if self.problem.numbers[other]
                .tables
                .iter()
                .any(|table| tables.contains(table))
            {
                self.hide(other);
            }
        }
        self.withheld.extend(tables);
        self.show(variable, value, Over::Open)
    }
}
