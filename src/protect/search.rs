//! Alternatives: the cheapest move that brings a number where it must be able to be.
//!
//! Changing a number that is hidden already costs next to nothing, changing a published one costs more the larger it is.
//! Whatever the cheapest alternative changes is hidden (complementary suppression). First a number's own tables are
//! tried alone, with all that other tables show as well held still, so that a move within them is one in all tables
//! together; where they hold no alternative, the tables that stood in the way as well, and then all tables
//! ([`crate::anywhere`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::moves::Move;
use crate::problem::{Problem, Variable};
use crate::solve::{Column, Row, cheapest};

/// How many times as much a number costs in which categories are rolled up.
const ROLLED_UP: f64 = 2.0;

/// Which numbers an alternative may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Those that nobody knows.
    Open,
    /// Those that may be hidden as well.
    Hideable,
}

/// Where an alternative is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The tables in which what is published may be hidden.
    own: Vec<usize>,
    /// Those whose hidden numbers may change.
    tables: BTreeSet<usize>,
}

impl Scope {
    /// The tables that show a number, and in them what no other table shows.
    pub(crate) fn of(problem: &Problem, variable: Variable) -> Self {
        let own = own_tables(problem, variable);
        Scope {
            tables: own.iter().copied().collect(),
            own,
        }
    }

    /// All tables.
    pub(crate) fn everywhere(problem: &Problem) -> Self {
        Scope {
            own: (0..problem.tables).collect(),
            tables: (0..problem.tables).collect(),
        }
    }

    /// With the tables of all hidden numbers that stand in the way. `None`: no such number stands in the way.
    pub(crate) fn wider(self, problem: &Problem, variable: Variable) -> Option<Self> {
        let mut tables = self.tables.clone();
        tables.extend(self.in_the_way(problem, variable));
        (tables.len() > self.tables.len()).then_some(Scope { tables, ..self })
    }

    /// The tables that show an open number beside those which may move.
    fn in_the_way(&self, problem: &Problem, variable: Variable) -> BTreeSet<usize> {
        let (_, rows) = part(problem, variable, |other| {
            self.lets(problem, other, Over::Open)
        });
        let held = rows
            .iter()
            .flat_map(|row| &problem.equations[*row])
            .map(|(held, _)| &problem.numbers[*held]);
        held.filter(|number| number.is_open())
            .flat_map(|number| number.tables.iter().copied())
            .collect()
    }

    fn lets(&self, problem: &Problem, other: Variable, over: Over) -> bool {
        let number = &problem.numbers[other];
        let hideable =
            over == Over::Hideable && number.tables.iter().all(|table| self.own.contains(table));
        let moves = !number.known && (hideable || number.is_open());
        moves
            && number
                .tables
                .iter()
                .all(|table| self.tables.contains(table))
    }
}

/// The search for alternatives, with what each number costs.
pub(crate) struct Search {
    /// A little more or less for each number, as the secret key decides.
    prices: Vec<f64>,
}

impl Search {
    /// A search in which every number has a price of its own, near to 1.
    pub(crate) fn new(prices: Vec<f64>) -> Self {
        Search { prices }
    }

    /// The cheapest move that changes a number by so much.
    pub(crate) fn alternative(
        &self,
        problem: &Problem,
        (variable, by): (Variable, i64),
        over: Over,
        scope: &Scope,
    ) -> Option<Move> {
        let may_move = |other: Variable| scope.lets(problem, other, over);
        let (columns, rows) = part(problem, variable, may_move);
        let (columns, rows) = peeled(columns, rows, problem, variable)?;
        let places: BTreeMap<Variable, usize> = columns
            .iter()
            .enumerate()
            .map(|(at, held)| (*held, at))
            .collect();
        let row = |at: &usize| {
            let mut row = Row {
                terms: vec![],
                sum: 0,
            };
            for (held, coefficient) in &problem.equations[*at] {
                if *held == variable {
                    row.sum = -coefficient * by;
                } else if let Some(place) = places.get(held) {
                    row.terms
                        .extend([(2 * place, *coefficient), (2 * place + 1, -coefficient)]);
                }
            }
            row
        };
        let rows: Vec<Row> = rows.iter().map(row).collect();
        let column = |held: &Variable| {
            let cost = self.cost(problem, *held);
            [
                Column { cost, most: None },
                Column {
                    cost,
                    most: Some(problem.numbers[*held].count),
                },
            ]
        };
        let found = cheapest(&columns.iter().flat_map(column).collect::<Vec<_>>(), &rows)?;
        let changes = columns
            .iter()
            .zip(found.chunks(2))
            .map(|(held, by)| (*held, by[0] - by[1]));
        Move::verified(problem, changes.chain([(variable, by)]).collect())
    }

    /// A part of a move that changes a number by so much: no other number changes more than in all of it, nor in the
    /// other direction.
    pub(crate) fn part_of(
        &self,
        problem: &Problem,
        (variable, by): (Variable, i64),
        whole: &Move,
    ) -> Option<Move> {
        let others: Vec<(Variable, i64)> = whole
            .changes()
            .iter()
            .copied()
            .filter(|(at, _)| *at != variable)
            .collect();
        let equations = whole
            .changes()
            .iter()
            .flat_map(|(at, _)| problem.places[*at].iter().map(|(row, _)| *row));
        let row = |at: usize| {
            let coefficient = |of: Variable| {
                let equation = &problem.equations[at];
                equation
                    .binary_search_by_key(&of, |(held, _)| *held)
                    .map_or(0, |place| equation[place].1)
            };
            let terms = others.iter().enumerate();
            let terms =
                terms.map(|(place, (held, change))| (place, coefficient(*held) * change.signum()));
            Row {
                terms: terms.filter(|(_, by)| *by != 0).collect(),
                sum: -coefficient(variable) * by,
            }
        };
        let rows: Vec<Row> = equations
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .map(row)
            .collect();
        let column = |(held, change): &(Variable, i64)| Column {
            cost: self.prices[*held],
            most: Some(change.abs()),
        };
        let found = cheapest(&others.iter().map(column).collect::<Vec<_>>(), &rows)?;
        let changes = others
            .iter()
            .zip(found)
            .map(|((held, change), taken)| (*held, change.signum() * taken));
        Move::verified(problem, changes.chain([(variable, by)]).collect())
    }

    /// A published number costs as much as its size, and something for being one more, several times that if categories
    /// are rolled up in it: minors rather than children and adolescents. A hidden one costs next to nothing, a number that
    /// no table shows even less.
    pub(crate) fn cost(&self, problem: &Problem, variable: Variable) -> f64 {
        let number = &problem.numbers[variable];
        let size = u8::try_from(number.count.clamp(0, 200)).map_or(0.0, f64::from);
        let cost = match (number.shown, number.is_open()) {
            (_, false) if number.rolled_up => ROLLED_UP * (1.0 + 0.02 * size),
            (_, false) => 1.0 + 0.02 * size,
            (true, true) => 0.001,
            (false, true) => 0.0005,
        };
        cost * self.prices[variable]
    }
}

/// Whether the sums around a number in its own tables are a network: each number in at most two of them, and all of them
/// turned so that it goes into one and out of the other. Then a number that can be a and b can be all that is between.
pub(crate) fn is_network(problem: &Problem, variable: Variable) -> bool {
    let tables = own_tables(problem, variable);
    let may_move = |other: Variable| {
        let number = &problem.numbers[other];
        !number.known && number.tables.iter().all(|table| tables.contains(table))
    };
    let (columns, rows) = part(problem, variable, may_move);
    let mut turned: BTreeMap<usize, (usize, i64)> =
        rows.iter().map(|row| (*row, (*row, 1))).collect();
    columns
        .iter()
        .chain([&variable])
        .all(|column| match problem.places[*column].as_slice() {
            [(_, one)] => one.abs() == 1,
            [(here, one), (there, other)] => {
                let ((root, turn), (end, back)) = (root(&turned, *here), root(&turned, *there));
                if root != end {
                    turned.insert(root, (end, -turn * back * one * other));
                }
                one.abs() == 1 && other.abs() == 1 && (root != end || turn * one == -back * other)
            }
            _ => false,
        })
}

/// The equation that stands for all that are tied to one, and whether this one is turned against it.
fn root(turned: &BTreeMap<usize, (usize, i64)>, equation: usize) -> (usize, i64) {
    let (mut at, mut turn) = (equation, 1);
    while let Some((next, by)) = turned.get(&at).filter(|(next, _)| *next != at) {
        (at, turn) = (*next, turn * by);
    }
    (at, turn)
}

/// The tables that show a number, or else those that show what stands beside it.
pub(crate) fn own_tables(problem: &Problem, variable: Variable) -> Vec<usize> {
    let own = &problem.numbers[variable].tables;
    if !own.is_empty() {
        return own.clone();
    }
    let mut tables: Vec<usize> = problem
        .beside(variable)
        .flat_map(|other| problem.numbers[other].tables.iter().copied())
        .collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

/// The numbers that can be drawn into a move of this one, and the equations that hold them.
fn part(
    problem: &Problem,
    variable: Variable,
    may_move: impl Fn(Variable) -> bool,
) -> (Vec<Variable>, Vec<usize>) {
    let mut seen = vec![false; problem.numbers.len()];
    let mut written = vec![false; problem.equations.len()];
    seen[variable] = true;
    let (mut columns, mut rows) = (vec![], vec![]);
    let mut queue = vec![variable];
    while let Some(at) = queue.pop() {
        for (equation, _) in &problem.places[at] {
            if std::mem::replace(&mut written[*equation], true) {
                continue;
            }
            rows.push(*equation);
            for (other, _) in &problem.equations[*equation] {
                if !std::mem::replace(&mut seen[*other], true) && may_move(*other) {
                    columns.push(*other);
                    queue.push(*other);
                }
            }
        }
    }
    columns.sort_unstable();
    rows.sort_unstable();
    (columns, rows)
}

/// Without the numbers that one equation alone holds still, again and again; `None` where that holds the number itself.
fn peeled(
    columns: Vec<Variable>,
    rows: Vec<usize>,
    problem: &Problem,
    variable: Variable,
) -> Option<(Vec<Variable>, Vec<usize>)> {
    let mut moves = vec![false; problem.numbers.len()];
    columns.iter().for_each(|column| moves[*column] = true);
    let mut queue: Vec<usize> = rows.clone();
    while let Some(row) = queue.pop() {
        let equation = &problem.equations[row];
        let mut open = equation.iter().filter(|(held, _)| moves[*held]);
        let first = open.next().map(|(held, _)| *held);
        let lone = open.next().is_none();
        let holds_it = equation
            .binary_search_by_key(&variable, |(held, _)| *held)
            .is_ok();
        match first {
            None if holds_it => return None,
            Some(held) if lone && !holds_it => {
                moves[held] = false;
                queue.extend(problem.places[held].iter().map(|(other, _)| *other));
            }
            _ => {}
        }
    }
    let rows = rows
        .into_iter()
        .filter(|row| problem.equations[*row].iter().any(|(held, _)| moves[*held]))
        .collect();
    Some((
        columns
            .into_iter()
            .filter(|column| moves[*column])
            .collect(),
        rows,
    ))
}
