//! Finds an alternative table in which one number has a given value, and hides every cell that it changes.
//!
//! The search widens step by step: a part of a known move, the number's own tables, those whose hidden cells block a move, all tables, and
//! at last whole tables hidden.

use crate::alternatives::moves::Move;
use crate::alternatives::scope::{MayChange, Scope};
use crate::problem::number::Variable;
use crate::suppress::suppression::Suppression;

/// How many moves that go further than needed are searched for a part.
const PARTS: usize = 3;

/// How often the scope is widened before all tables are searched. A small program is quicker; but the cheapest cells to
/// hide in a few tables need not be the cheapest in all.
fn widenings(may_change: MayChange) -> usize {
    match may_change {
        MayChange::Unpublished => 2,
        MayChange::Suppressible => 1,
    }
}

impl Suppression {
    /// Finds an alternative in which a number has this value; returns whether there is one.
    pub(super) fn find(&mut self, variable: Variable, value: i64, may_change: MayChange) -> bool {
        if self.find_part(variable, value) {
            return true;
        }
        let own = Scope::from_number(&self.problem, variable);
        if self.find_within(variable, value, may_change, &own) {
            return true;
        }
        let mut wider = own.widen(&self.problem, variable);
        for _ in 0..widenings(may_change) {
            let Some(scope) = wider else { break };
            if self.find_within(variable, value, may_change, &scope) {
                return true;
            }
            wider = scope.widen(&self.problem, variable);
        }
        // If no hidden cell blocks a move, searching more tables helps only where more may be hidden.
        let may_help = wider.is_some() || may_change == MayChange::Suppressible;
        may_help && self.find_in_all_tables(variable, value, may_change)
    }

    /// The same within a number's own tables, without hiding more.
    pub(super) fn find_in_own_tables(&mut self, variable: Variable, value: i64) -> bool {
        if self.find_part(variable, value) {
            return true;
        }
        let scope = Scope::from_number(&self.problem, variable);
        self.find_within(variable, value, MayChange::Unpublished, &scope)
    }

    /// Finds an alternative as a part of a known move that goes further.
    fn find_part(&mut self, variable: Variable, value: i64) -> bool {
        let change = self.change_to(variable, value);
        let part = self
            .pool
            .moves_beyond(variable, change.1)
            .take(PARTS)
            .find_map(|whole| self.search.find_part(&self.problem, change, whole));
        let is_found = part.is_some();
        if let Some(part) = part {
            self.pool.add(&self.problem, part);
        }
        is_found
    }

    fn find_within(
        &mut self,
        variable: Variable,
        value: i64,
        may_change: MayChange,
        scope: &Scope,
    ) -> bool {
        let change = self.change_to(variable, value);
        let (search, problem) = (&self.search, &self.problem);
        let found = search.find_cheapest(problem, change, may_change, scope);
        self.accept(found)
    }

    fn find_in_all_tables(
        &mut self,
        variable: Variable,
        value: i64,
        may_change: MayChange,
    ) -> bool {
        let change = self.change_to(variable, value);
        let (search, problem) = (&self.search, &self.problem);
        let programs = &mut self.joint_programs;
        let found = programs.find_cheapest(problem, search, change, may_change);
        self.accept(found)
    }

    /// The change that brings a number to a value.
    fn change_to(&self, variable: Variable, value: i64) -> (Variable, i64) {
        (variable, value - self.problem.numbers[variable].count)
    }

    /// Hides what a move changes, and keeps the move.
    fn accept(&mut self, found: Option<Move>) -> bool {
        let Some(found) = found else { return false };
        for (changed, _) in found.changes() {
            self.hide(*changed);
        }
        self.pool.add(&self.problem, found);
        true
    }

    /// Hides a number's neighbours, and then its tables, until it can have this value; returns whether it can.
    pub(super) fn withhold(&mut self, variable: Variable, value: i64) -> bool {
        let neighbours: Vec<Variable> = self.problem.neighbours(variable).collect();
        for neighbour in neighbours {
            self.hide(neighbour);
        }
        if self.find(variable, value, MayChange::Unpublished) {
            return true;
        }
        let withheld = self.problem.numbers[variable].tables.clone();
        for other in 0..self.problem.numbers.len() {
            let mut tables = self.problem.numbers[other].tables.iter();
            if tables.any(|table| withheld.contains(table)) {
                self.hide(other);
            }
        }
        self.withheld.extend(withheld);
        self.find(variable, value, MayChange::Unpublished)
    }
}
