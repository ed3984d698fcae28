//! Searches for the cheapest move that brings a number to a given value.
//!
//! Changing a hidden number costs next to nothing. Changing a published one costs more the larger it is, because whatever
//! the cheapest alternative changes is hidden (complementary suppression); but the secret key decides more than size.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::alternatives::ahead::Program;
use crate::alternatives::connected::Connected;
use crate::alternatives::moves::Move;
use crate::alternatives::scope::{MayChange, Scope};
use crate::problem::number::Variable;
use crate::problem::system::{Equation, Problem};
use crate::solve::{Column, Row, cheapest};

/// How many times as much a number costs whose categories contain others.
const ROLLED_UP: f64 = 2.0;
/// What a hidden cell costs a person: a hundredth of the lowest price.
const HIDDEN: f64 = 1e-4;

/// The search for moves, with what each number costs.
pub(crate) struct Search {
    /// A price for each number, drawn from the secret key.
    prices: Vec<f64>,
}

impl Search {
    pub(crate) fn new(prices: Vec<f64>) -> Self {
        Search { prices }
    }

    /// Sets up the program for the cheapest move in `scope` that changes a number by so much; `None` if there is no move.
    pub(crate) fn set_up(
        &self,
        problem: &Problem,
        change: (Variable, i64),
        may_change: MayChange,
        scope: &Scope,
    ) -> Option<MoveProgram> {
        let allows = |other: Variable| scope.allows(problem, other, may_change);
        let connected = Connected::from_number(problem, change.0, allows);
        let Connected { columns, rows } = connected.drop_fixed(problem, change.0)?;
        // Two columns a number: how much it is more, and how much it is less.
        let mut more_and_less = Vec::with_capacity(2 * columns.len());
        for number in &columns {
            let cost = self.cost(problem, *number);
            let of_number = &problem.numbers[*number];
            let most = (!of_number.is_change).then_some(of_number.count);
            more_and_less.push(Column { cost, most: None });
            more_and_less.push(Column { cost, most });
        }
        let mut sums = Vec::new();
        for row in rows {
            let (terms, sum) = more_or_less(&problem.equations[row], &columns, change);
            sums.push(Row::equal(terms, sum));
        }
        for at in problem.cuts_of_any(columns.iter().chain([&change.0])) {
            let cut = &problem.cuts[at];
            let (terms, sum) = more_or_less(&cut.terms, &columns, change);
            sums.push(Row::at_most(terms, cut.most + sum));
        }
        Some(MoveProgram {
            change,
            numbers: columns,
            cuts: problem.cuts.len(),
            program: Arc::new(Program {
                columns: more_and_less,
                rows: sums,
            }),
        })
    }

    /// A part of a move that changes a number by so much: no other number changes further than in the whole move, nor in
    /// the other direction.
    pub(crate) fn find_part(
        &self,
        problem: &Problem,
        change: (Variable, i64),
        whole: &Move,
    ) -> Option<Move> {
        let mut others = whole.changes().to_vec();
        others.retain(|(number, _)| *number != change.0);
        let mut columns = Vec::new();
        for (number, by) in &others {
            columns.push(Column {
                cost: self.prices[*number],
                most: Some(by.abs()),
            });
        }
        let mut rows = Vec::new();
        for equation in equations_of(problem, whole) {
            let (terms, sum) = part_of_each(&problem.equations[equation], &others, change);
            rows.push(Row::equal(terms, sum));
        }
        let changed = others.iter().map(|(number, _)| number).chain([&change.0]);
        for at in problem.cuts_of_any(changed) {
            let cut = &problem.cuts[at];
            let (terms, sum) = part_of_each(&cut.terms, &others, change);
            rows.push(Row::at_most(terms, cut.most + sum));
        }
        let found = cheapest(&columns, &rows)?;
        let mut changes = vec![change];
        for ((number, by), taken) in others.iter().zip(found.values) {
            changes.push((*number, by.signum() * taken));
        }
        Move::verify(problem, changes)
    }

    /// A published number costs its price and 2 % of that a person, up to 200; twice that if categories are rolled up in it
    /// (minors rather than children and adolescents). A hidden cell costs far less than the lowest price, and an implied
    /// group half of that.
    pub(crate) fn cost(&self, problem: &Problem, variable: Variable) -> f64 {
        let number = &problem.numbers[variable];
        let size = u8::try_from(number.count.clamp(0, 200)).map_or(0.0, f64::from);
        let price = self.prices[variable] * (1.0 + 0.02 * size);
        match (number.in_release, number.is_unpublished()) {
            (_, false) if number.rolled_up => ROLLED_UP * price,
            (_, false) => price,
            (true, true) => HIDDEN,
            (false, true) => HIDDEN / 2.0,
        }
    }
}

/// The program whose solution is a move.
pub(crate) struct MoveProgram {
    change: (Variable, i64),
    numbers: Vec<Variable>,
    /// How many cuts the problem had.
    cuts: usize,
    /// Two columns a number: how much it is more, and how much it is less.
    pub(crate) program: Arc<Program>,
}

impl MoveProgram {
    /// The same program with the cuts that the problem has got since, and how many rows it had.
    pub(crate) fn add_cuts(self, problem: &Problem) -> (Self, usize) {
        let mut program = Arc::unwrap_or_clone(self.program);
        let rows = program.rows.len();
        for cut in &problem.cuts[self.cuts..] {
            let (terms, sum) = more_or_less(&cut.terms, &self.numbers, self.change);
            program.rows.push(Row::at_most(terms, cut.most + sum));
        }
        let with_cuts = MoveProgram {
            cuts: problem.cuts.len(),
            program: Arc::new(program),
            ..self
        };
        (with_cuts, rows)
    }

    /// The move that a solution stands for.
    pub(crate) fn read(&self, problem: &Problem, solution: &[i64]) -> Option<Move> {
        let mut changes = vec![self.change];
        for (number, values) in self.numbers.iter().zip(solution.chunks(2)) {
            changes.push((*number, values[0] - values[1]));
        }
        Move::verify(problem, changes)
    }
}

/// The terms of a row, and what they add up to.
type Terms = (Vec<(usize, i64)>, i64);

/// An equation over the columns "more" and "less" of each number, given by how much one number changes.
fn more_or_less(equation: &Equation, columns: &[Variable], change: (Variable, i64)) -> Terms {
    let (mut terms, mut sum) = (vec![], 0);
    for (number, coefficient) in equation {
        if *number == change.0 {
            sum = -coefficient * change.1;
        } else if let Ok(at) = columns.binary_search(number) {
            terms.extend([(2 * at, *coefficient), (2 * at + 1, -coefficient)]);
        }
    }
    (terms, sum)
}

/// An equation over how far each number follows its change in a move.
fn part_of_each(
    equation: &Equation,
    changes: &[(Variable, i64)],
    change: (Variable, i64),
) -> Terms {
    let mut terms = Vec::new();
    for (at, (number, by)) in changes.iter().enumerate() {
        let coefficient = coefficient_of(equation, *number);
        if coefficient != 0 {
            terms.push((at, coefficient * by.signum()));
        }
    }
    let sum = -coefficient_of(equation, change.0) * change.1;
    (terms, sum)
}

fn coefficient_of(equation: &Equation, variable: Variable) -> i64 {
    let position = equation.binary_search_by_key(&variable, |(number, _)| *number);
    position.map_or(0, |at| equation[at].1)
}

/// The equations of all numbers that a move changes.
fn equations_of(problem: &Problem, found: &Move) -> BTreeSet<usize> {
    let mut equations = BTreeSet::new();
    for (number, _) in found.changes() {
        equations.extend(problem.occurrences[*number].iter().map(|(at, _)| *at));
    }
    equations
}
