//! Holds the joint problem: all numbers, all equations, and the index from one to the other.

use std::collections::BTreeMap;

use cube::Address;

use crate::problem::number::{Number, Variable};

/// Numbers with coefficients that add up to zero: sorted, each number once, no coefficient zero.
pub(crate) type Equation = Vec<(Variable, i64)>;

/// All numbers and all equations.
#[derive(Debug, Default)]
pub(crate) struct Problem {
    /// The smallest count that may be published.
    pub(crate) threshold: i64,
    pub(crate) numbers: Vec<Number>,
    pub(crate) equations: Vec<Equation>,
    /// The first equation about a change between releases; only such follow.
    pub(crate) first_change: usize,
    /// For each number, its equations and its coefficient there.
    pub(crate) occurrences: Vec<Vec<(usize, i64)>>,
    /// How many tables this release and earlier ones have.
    pub(crate) tables: usize,
    /// The number behind every cell of the new release.
    pub(crate) cells: BTreeMap<Address, Variable>,
}

impl Problem {
    /// Fills `occurrences`; to be called once all equations are there.
    pub(crate) fn index(&mut self) {
        self.occurrences = vec![vec![]; self.numbers.len()];
        for (at, equation) in self.equations.iter().enumerate() {
            for (variable, coefficient) in equation {
                self.occurrences[*variable].push((at, *coefficient));
            }
        }
    }

    /// The other numbers in the equations of `variable`.
    pub(crate) fn neighbours(&self, variable: Variable) -> impl Iterator<Item = Variable> {
        self.occurrences[variable]
            .iter()
            .flat_map(|(equation, _)| &self.equations[*equation])
            .map(|(other, _)| *other)
            .filter(move |other| *other != variable)
    }
}
