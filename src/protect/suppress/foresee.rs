//! Guesses which programs will be needed next, for other cores to solve meanwhile.

use std::sync::Arc;

use crate::alternatives::scope::{MayChange, Scope};
use crate::alternatives::search::MoveProgram;
use crate::problem::number::Variable;
use crate::suppress::suppression::Suppression;
use crate::suppress::turns::Hope;

/// How many programs wait for other cores at most.
const WAITING: usize = 2;
/// How many programs are foreseen at once, with those that run and those that were solved and not needed yet.
const HOPES: usize = 6;

impl Suppression {
    /// Lets other cores solve what the numbers whose turns come next will probably need.
    pub(super) fn foresee(&mut self) {
        let wanted = self.ahead.count_wanted(WAITING);
        if wanted == 0 {
            return;
        }
        for hope in std::mem::take(&mut self.turns.hopes) {
            if hope.turn < self.turns.taken {
                continue;
            }
            if self.ahead.lacks_solution(&hope.program) {
                let wider = hope.scope.widen(&self.problem, hope.variable);
                self.hope(hope.turn, hope.variable, hope.value, wider);
            } else {
                self.turns.hopes.push(hope);
            }
        }
        while self.turns.hopes.len() < HOPES
            && self.ahead.count_wanted(WAITING) > 0
            && let Some(variable) = self.turns.numbers.get(self.turns.foreseen).copied()
        {
            let turn = self.turns.foreseen;
            self.turns.foreseen += 1;
            for value in self.expect_values(variable) {
                let own = Scope::from_number(&self.problem, variable);
                self.hope(turn, variable, value, Some(own));
            }
        }
    }

    /// Lets another core search within a scope, or in the next wider one if nothing can move in it.
    fn hope(&mut self, turn: usize, variable: Variable, value: i64, mut next: Option<Scope>) {
        let change = (variable, value - self.problem.numbers[variable].count);
        while let Some(scope) = next {
            let (search, problem) = (&self.search, &self.problem);
            match search.set_up(problem, change, MayChange::Unpublished, &scope) {
                None => next = scope.widen(&self.problem, variable),
                Some(MoveProgram { program, .. }) => {
                    self.ahead.foresee(Arc::clone(&program));
                    let hope = Hope {
                        turn,
                        variable,
                        value,
                        scope,
                        program,
                    };
                    self.turns.hopes.push(hope);
                    return;
                }
            }
        }
    }

    /// Begins again to foresee, because a cell was hidden.
    pub(super) fn foresee_anew(&mut self) {
        self.ahead.forget();
        self.turns.foreseen = self.turns.taken;
        self.turns.hopes.clear();
    }

    /// The values for which a number will probably need alternatives, in order.
    fn expect_values(&self, variable: Variable) -> Vec<i64> {
        let threshold = self.problem.threshold;
        let number = &self.problem.numbers[variable];
        if !number.is_promised() {
            return vec![];
        }
        let mut values = Vec::new();
        if number.count >= threshold {
            if self.is_known_large(variable) || self.lower_bounds[variable] >= threshold {
                return vec![];
            }
            if !self.has_small_witness(variable) {
                values.extend([0, threshold - 1]);
            }
        }
        // Where the values between two are possible, the ends are enough.
        let has_ends = self.is_crossed[variable] || self.is_in_network[variable];
        let between = if has_ends { 1..1 } else { 1..threshold };
        for value in [0, threshold].into_iter().chain(between) {
            if !values.contains(&value) && self.lacks_witness(variable, value) {
                values.push(value);
            }
        }
        values
    }
}
