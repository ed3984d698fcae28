//! Represents a move: by how much numbers change from the true tables to alternative ones with the same sums.
//!
//! The word is that of algebraic statistics: a move of a Markov basis (Diaconis and Sturmfels, Annals of Statistics
//! 26(1), 1998). Moves are the proof of what protection promises, and are verified in whole numbers.

use crate::problem::number::Variable;
use crate::problem::system::{Equation, Problem};

/// By how much each number changes, sorted, none by zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    changes: Vec<(Variable, i64)>,
    /// The greatest common divisor of the changes: a move can be taken in so many equal steps, each a move itself.
    pub(super) steps: i64,
}

impl Move {
    /// The move of these changes, tabulated again; `None` unless every sum still holds, no number falls below zero and
    /// no known number changes. No floating point is involved.
    pub(crate) fn verify(problem: &Problem, mut changes: Vec<(Variable, i64)>) -> Option<Self> {
        changes.retain(|(_, by)| *by != 0);
        changes.sort_unstable();
        let mut steps = 0;
        for (_, by) in &changes {
            steps = greatest_common_divisor(steps, by.abs());
        }
        let candidate = Move { changes, steps };
        candidate.is_valid(problem).then_some(candidate)
    }

    fn is_valid(&self, problem: &Problem) -> bool {
        let may_change = |(variable, by): &(Variable, i64)| {
            let number = &problem.numbers[*variable];
            let mut equations = problem.occurrences[*variable].iter();
            !number.known
                && (number.is_change || number.count + by >= 0)
                && equations.all(|(at, _)| self.keeps(&problem.equations[*at]))
        };
        !self.changes.is_empty() && self.changes.iter().all(may_change)
    }

    /// Whether the changes cancel out in an equation.
    fn keeps(&self, equation: &Equation) -> bool {
        let terms = equation
            .iter()
            .map(|(variable, coefficient)| coefficient * self.change_of(*variable));
        terms.sum::<i64>() == 0
    }

    /// How many equal steps it can be taken in.
    pub(crate) fn steps(&self) -> i64 {
        self.steps
    }

    /// The same move, which can be taken in only so many equal steps.
    pub(crate) fn with_steps(self, steps: i64) -> Self {
        Move { steps, ..self }
    }

    /// The numbers that change, with by how much.
    pub(crate) fn changes(&self) -> &[(Variable, i64)] {
        &self.changes
    }

    /// By how much a number changes.
    pub(crate) fn change_of(&self, variable: Variable) -> i64 {
        let position = self
            .changes
            .binary_search_by_key(&variable, |(changed, _)| *changed);
        position.map_or(0, |at| self.changes[at].1)
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}
