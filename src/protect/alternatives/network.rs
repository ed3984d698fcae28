//! Recognizes equations that form a network: there a number that can be 3 and 9 can also be every value between.

use std::collections::BTreeMap;

use crate::alternatives::connected::Connected;
use crate::alternatives::scope::own_tables;
use crate::problem::number::Variable;
use crate::problem::system::Problem;

/// Whether the equations around a number, within its own tables, are a network: each number is in at most two of them,
/// and equations can be multiplied by -1 so that it enters one and leaves the other.
pub(crate) fn is_network(problem: &Problem, variable: Variable) -> bool {
    let tables = own_tables(problem, variable);
    let may_change = |other: Variable| {
        let number = &problem.numbers[other];
        !number.known
            && !number.is_change
            && number.tables.iter().all(|table| tables.contains(table))
    };
    let connected = Connected::from_number(problem, variable, may_change);
    let mut signs = Signs::new(&connected.rows);
    let mut numbers = connected.columns.iter().chain([&variable]);
    // A change between releases limits nothing, and its equation comes after all others.
    let is_count = |(at, _): &&(usize, i64)| *at < problem.first_change;
    let occurrences = |number: &Variable| -> Vec<(usize, i64)> {
        let all = problem.occurrences[*number].iter();
        all.filter(is_count).copied().collect()
    };
    numbers.all(|number| match occurrences(number).as_slice() {
        [(_, coefficient)] => coefficient.abs() == 1,
        [one, other] => one.1.abs() == 1 && other.1.abs() == 1 && signs.join(*one, *other),
        _ => false,
    })
}

/// Equations joined into groups, each with its sign relative to the one that represents the group.
struct Signs {
    /// Each equation's next one on the way to its representative, and the relative sign.
    next: BTreeMap<usize, (usize, i64)>,
}

impl Signs {
    /// Every equation in a group of its own.
    fn new(equations: &[usize]) -> Self {
        Signs {
            next: equations.iter().map(|at| (*at, (*at, 1))).collect(),
        }
    }

    /// Joins two equations so that a number with these coefficients has opposite signs in them; `false` if they are joined
    /// already and it has not.
    fn join(&mut self, (one, by_one): (usize, i64), (other, by_other): (usize, i64)) -> bool {
        let ((root, sign), (other_root, other_sign)) = (self.root(one), self.root(other));
        if root == other_root {
            return sign * by_one == -other_sign * by_other;
        }
        let relative = -sign * other_sign * by_one * by_other;
        self.next.insert(root, (other_root, relative));
        true
    }

    /// The equation that represents the group, and the sign relative to it.
    fn root(&self, equation: usize) -> (usize, i64) {
        let (mut at, mut sign) = (equation, 1);
        while let Some((next, by)) = self.next.get(&at).filter(|(next, _)| *next != at) {
            (at, sign) = (*next, sign * by);
        }
        (at, sign)
    }
}
