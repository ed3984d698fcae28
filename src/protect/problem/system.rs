//! Holds the joint problem: all numbers, all equations, and the index from one to the other.

use std::collections::{BTreeMap, BTreeSet};

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
    /// The three-way tables of persons behind tables that cross three dimensions two by two.
    pub(crate) triples: Vec<Triple>,
    /// Where each number is in triples.
    pub(crate) places: Vec<Vec<Place>>,
    /// Inequalities that follow from the triples, as far as they were needed.
    pub(crate) cuts: Vec<Cut>,
    /// For each number, the cuts with a coefficient for it.
    pub(crate) cuts_of: Vec<Vec<usize>>,
}

/// Three dimensions with the numbers of their pairs: (0, 1), (0, 2) and (1, 2). All tables are row-major.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Triple {
    /// How many classes each dimension has.
    pub(crate) sizes: [usize; 3],
    pub(crate) pairs: [Vec<Variable>; 3],
    /// One three-way table with these pairs, once it is repaired: the true one, where it was counted.
    pub(crate) counts: Vec<i64>,
    /// Where nobody can be.
    pub(crate) is_empty: Vec<bool>,
}

impl Triple {
    /// How many cells each pair has.
    pub(crate) fn sizes_of_pairs(&self) -> [usize; 3] {
        let [first, second, third] = self.sizes;
        [first * second, first * third, second * third]
    }
}

/// One combination of two dimensions of a triple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) triple: usize,
    pub(crate) pair: usize,
    pub(crate) cell: usize,
}

/// Numbers with coefficients whose changes add up to `most` at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) terms: Vec<(Variable, i64)>,
    pub(crate) most: i64,
}

impl Problem {
    /// Fills `occurrences` and `places`; to be called once all equations and triples are there.
    pub(crate) fn index(&mut self) {
        self.cuts_of = vec![vec![]; self.numbers.len()];
        self.places = vec![vec![]; self.numbers.len()];
        for (at, triple) in self.triples.iter().enumerate() {
            for (pair, numbers) in triple.pairs.iter().enumerate() {
                for (cell, number) in numbers.iter().enumerate() {
                    let (triple, number) = (at, *number);
                    self.places[number].push(Place { triple, pair, cell });
                }
            }
        }
        self.occurrences = vec![vec![]; self.numbers.len()];
        for (at, equation) in self.equations.iter().enumerate() {
            for (variable, coefficient) in equation {
                self.occurrences[*variable].push((at, *coefficient));
            }
        }
    }

    /// Adds an inequality between numbers whose true values satisfy it.
    pub(crate) fn add_cut(&mut self, cut: Cut) {
        for (variable, _) in &cut.terms {
            self.cuts_of[*variable].push(self.cuts.len());
        }
        self.cuts.push(cut);
    }

    /// The cuts with a coefficient for one of these numbers, in order.
    pub(crate) fn cuts_of_any<'a>(
        &self,
        numbers: impl IntoIterator<Item = &'a Variable>,
    ) -> BTreeSet<usize> {
        let numbers = numbers.into_iter();
        numbers
            .flat_map(|number| self.cuts_of[*number].iter().copied())
            .collect()
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
