//! Keeps the state of a suppression: the hidden cells, the known alternatives, and the values for which no alternative is known yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::alternatives::ahead::Ahead;
use crate::alternatives::joint_program::JointPrograms;
use crate::alternatives::network::is_network;
use crate::alternatives::pool::Pool;
use crate::alternatives::scope::own_tables;
use crate::alternatives::search::Search;
use crate::key::Draw;
use crate::problem::builder::NOBODY;
use crate::problem::number::{Number, Variable};
use crate::problem::system::Problem;
use crate::suppress::turns::Turns;

/// How many times as much series cost as crossings: they are what readers compare first. The key decides between them as
/// much as in others, or whoever replays the method with other counts would exclude more.
const SERIES: f64 = 6.0;
/// How many times as much leading series cost as other series.
const LEADING: f64 = 5.0;

/// Which numbers are to be given alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Those below the threshold.
    Small,
    /// All hidden ones that could be small: an outsider cannot tell which are.
    All,
}

/// A problem that is being protected.
pub(crate) struct Suppression {
    pub(crate) problem: Problem,
    pub(crate) pool: Pool,
    pub(super) search: Search,
    pub(super) joint_programs: JointPrograms,
    pub(crate) ahead: Ahead,
    /// The numbers that are gone through, as far as the next ones are known.
    pub(super) turns: Turns,
    /// What the secret key draws for each number.
    pub(super) draws: Vec<Draw>,
    /// Unpublished numbers that cannot be below the threshold: nothing is promised of them.
    pub(super) is_large: Vec<bool>,
    /// For each number, how often a cell had been hidden when it was last found to be large, or not. Publishing makes no
    /// number small that was large.
    pub(super) large_at: Vec<Option<usize>>,
    /// How often a cell was hidden.
    pub(super) hides: usize,
    /// Values that a number cannot have, with how often a cell had been hidden when that was found.
    pub(super) impossible: BTreeMap<(Variable, i64), usize>,
    /// Lower bounds of all numbers.
    pub(super) lower_bounds: Vec<i64>,
    /// Numbers in a network, where all values between two possible ones are possible.
    pub(super) is_in_network: Vec<bool>,
    /// Unpublished numbers that cannot have some value whatever is hidden.
    pub(crate) exposed: BTreeSet<Variable>,
    pub(super) stage: Stage,
    /// Numbers in tables, or beside tables, that are tied to others by a crossing of three.
    pub(super) is_crossed: Vec<bool>,
    /// Whether the last search that might hide more proved that there is no alternative.
    pub(super) is_impossible: bool,
    /// Values that linear programming finds possible for a number, though no alternative was found that shows them. That
    /// holds as long as nothing is published again.
    pub(crate) possible: BTreeSet<(Variable, i64)>,
    /// Tables that were hidden whole for the sake of a number in them.
    pub(crate) withheld: BTreeSet<usize>,
}

impl Suppression {
    /// `draws` gives every number what the secret key draws for it.
    pub(crate) fn new(problem: Problem, draws: Vec<Draw>) -> Self {
        let numbers = problem.numbers.len();
        let crossed = tables_of_triples(&problem);
        let is_crossed = |variable: Variable| {
            let mut own = own_tables(&problem, variable).into_iter();
            own.any(|table| crossed.contains(&table))
        };
        let is_crossed: Vec<bool> = (0..numbers).map(is_crossed).collect();
        let in_network = |variable: Variable| {
            let number = &problem.numbers[variable];
            number.protected && !is_crossed[variable] && is_network(&problem, variable)
        };
        let price = |(number, draw): (&Number, &Draw)| match (number.is_leading, number.in_series) {
            (true, _) => LEADING * SERIES * draw.price,
            (false, true) => SERIES * draw.price,
            (false, false) => draw.price,
        };
        let prices = problem.numbers.iter().zip(&draws).map(price).collect();
        Suppression {
            pool: Pool::new(problem.threshold, numbers),
            search: Search::new(prices),
            joint_programs: JointPrograms::default(),
            ahead: Ahead::default(),
            turns: Turns::default(),
            draws,
            is_large: vec![false; numbers],
            large_at: vec![None; numbers],
            hides: 0,
            impossible: BTreeMap::new(),
            lower_bounds: vec![0; numbers],
            is_in_network: (0..numbers).map(in_network).collect(),
            exposed: BTreeSet::new(),
            stage: Stage::Small,
            is_crossed,
            is_impossible: false,
            possible: BTreeSet::new(),
            withheld: BTreeSet::new(),
            problem,
        }
    }

    /// Suppresses a cell, unless everybody knows it anyway.
    pub(super) fn hide(&mut self, variable: Variable) {
        let number = &mut self.problem.numbers[variable];
        if number.in_release && !number.known && !number.hidden {
            number.hidden = true;
            self.hides += 1;
            self.foresee_anew();
        }
    }

    /// Whether a number's value still lacks an alternative that shows it.
    pub(super) fn lacks_witness(&self, variable: Variable, value: i64) -> bool {
        let number = &self.problem.numbers[variable];
        let threshold = self.problem.threshold;
        if number.is_change {
            return value == 0
                && number.count != 0
                && !self.is_large[variable]
                && !self.is_shown(variable)
                && !self.pool.has_witness(variable, 0);
        }
        let is_in_stage = self.stage == Stage::All || number.count < threshold;
        let is_true = number.count == value || (value >= threshold && number.count >= threshold);
        is_in_stage
            && number.is_promised()
            && !self.is_large[variable]
            && !is_true
            && !self.is_possible(variable, value)
            && !self.is_between_witnesses(variable, value)
    }

    /// Whether both counts that a change is between are published.
    fn is_shown(&self, change: Variable) -> bool {
        let mut sides = self.problem.neighbours(change);
        sides.all(|side| !self.problem.numbers[side].is_unpublished())
    }

    /// Whether a move shows a value, or linear programming finds it possible.
    fn is_possible(&self, variable: Variable, value: i64) -> bool {
        let value = value.min(self.problem.threshold);
        self.pool.has_witness(variable, value) || self.possible.contains(&(variable, value))
    }

    /// Whether a value is possible because a smaller and a larger one are: in whole numbers in a network, and for linear
    /// programming anywhere.
    fn is_between_witnesses(&self, variable: Variable, value: i64) -> bool {
        let threshold = self.problem.threshold;
        if !(1..threshold).contains(&value) {
            return false;
        }
        let is_end = |end: i64| {
            if self.is_crossed[variable] {
                self.is_possible(variable, end)
            } else {
                self.is_in_network[variable] && self.has_witness_in_own_tables(variable, end)
            }
        };
        let count = self.problem.numbers[variable].count;
        (self.is_crossed[variable] || self.is_in_network[variable])
            && (count < value || is_end(0))
            && (count > value || is_end(threshold))
    }

    /// Whether a move that stays within a number's own tables shows a value.
    fn has_witness_in_own_tables(&self, variable: Variable, value: i64) -> bool {
        let Some(found) = self.pool.witness(variable, value) else {
            return false;
        };
        let own = own_tables(&self.problem, variable);
        found.changes().iter().all(|(changed, _)| {
            let mut tables = self.problem.numbers[*changed].tables.iter();
            tables.all(|table| own.contains(table))
        })
    }

    /// Whether an active move shows a number below the threshold.
    pub(super) fn has_small_witness(&self, variable: Variable) -> bool {
        (0..self.problem.threshold).any(|value| self.is_possible(variable, value))
    }

    /// Whether nothing is promised of a number, because it cannot be below the threshold.
    pub(crate) fn is_exempt(&self, variable: Variable) -> bool {
        self.is_large[variable]
    }

    /// How many numbers no table gives to an outsider.
    pub(super) fn count_unpublished(&self) -> usize {
        let numbers = self.problem.numbers.iter();
        numbers.filter(|number| number.is_unpublished()).count()
    }

    /// Every number, in the order in which the key gives them their turns.
    pub(super) fn by_turn(&self) -> Vec<Variable> {
        let mut all: Vec<Variable> = (0..self.problem.numbers.len()).collect();
        all.sort_by_key(|variable| self.draws[*variable].turn);
        all
    }
}

/// The tables whose crossings are tied to others by a crossing of three.
fn tables_of_triples(problem: &Problem) -> BTreeSet<usize> {
    let mut tables = BTreeSet::new();
    let pairs = problem.triples.iter().flat_map(|triple| &triple.pairs);
    for number in pairs.flatten().filter(|number| **number != NOBODY) {
        tables.extend(&problem.numbers[*number].tables);
    }
    tables
}
