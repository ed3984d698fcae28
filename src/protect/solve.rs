//! Finds cheapest solutions in whole numbers by linear programming.
//!
//! A solution is rounded and checked in whole numbers before it counts. That there is none rests on the solver alone:
//! nothing is ever published because of it.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

/// An unknown whole number between 0 and `most`, with its cost per person.
#[derive(Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) cost: f64,
    pub(crate) most: Option<i64>,
}

/// Columns with coefficients that must add up to `sum`, or to that at most.
#[derive(Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) terms: Vec<(usize, i64)>,
    pub(crate) relation: Relation,
    pub(crate) sum: i64,
}

/// How the two sides of a row compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    AtMost,
}

impl Row {
    pub(crate) fn equal(terms: Vec<(usize, i64)>, sum: i64) -> Self {
        Row {
            terms,
            relation: Relation::Equal,
            sum,
        }
    }

    pub(crate) fn at_most(terms: Vec<(usize, i64)>, sum: i64) -> Self {
        Row {
            terms,
            relation: Relation::AtMost,
            sum,
        }
    }
}

/// How many branches a search over whole numbers may take where rounding alone does not help.
const BRANCHES: u64 = 200;

/// The cheapest whole number for each column that satisfies every row; `None` if there is none or none is found.
pub(crate) fn cheapest(columns: &[Column], rows: &[Row]) -> Option<Vec<i64>> {
    let rounded = solve(columns, rows, add_real)?;
    if satisfies(columns, rows, &rounded) {
        return Some(rounded);
    }
    let whole = solve(columns, rows, add_integer)?;
    satisfies(columns, rows, &whole).then_some(whole)
}

fn add_real(problem: &mut Problem, column: &Column) -> Variable {
    let most = column.most.map_or(f64::INFINITY, to_float);
    problem.add_var(column.cost, (0.0, most))
}

fn add_integer(problem: &mut Problem, column: &Column) -> Variable {
    let most = column.most.and_then(|most| i32::try_from(most).ok());
    problem.add_integer_var(column.cost, (0, most.unwrap_or(i32::MAX)))
}

fn solve(
    columns: &[Column],
    rows: &[Row],
    add_column: fn(&mut Problem, &Column) -> Variable,
) -> Option<Vec<i64>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut variables = Vec::new();
    for column in columns {
        variables.push(add_column(&mut problem, column));
    }
    for row in rows {
        let terms: Vec<(Variable, f64)> = row
            .terms
            .iter()
            .map(|(at, by)| (variables[*at], to_float(*by)))
            .collect();
        let relation = match row.relation {
            Relation::Equal => ComparisonOp::Eq,
            Relation::AtMost => ComparisonOp::Le,
        };
        problem.add_constraint(terms, relation, to_float(row.sum));
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    variables
        .iter()
        .map(|variable| round(solution.var_value(*variable)))
        .collect()
}

fn satisfies(columns: &[Column], rows: &[Row], values: &[i64]) -> bool {
    for (column, value) in columns.iter().zip(values) {
        if *value < 0 || column.most.is_some_and(|most| *value > most) {
            return false;
        }
    }
    rows.iter().all(|row| {
        let terms = row.terms.iter().map(|(at, by)| by * values[*at]);
        let sum = terms.sum::<i64>();
        match row.relation {
            Relation::Equal => sum == row.sum,
            Relation::AtMost => sum <= row.sum,
        }
    })
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of persons are far below 2^53, and results are checked"
)]
pub(crate) fn to_float(number: i64) -> f64 {
    number as f64
}

/// The nearest whole number; `None` where floats are too coarse to tell whole numbers apart.
#[expect(clippy::cast_possible_truncation, reason = "it is bounded just before")]
pub(crate) fn round(value: f64) -> Option<i64> {
    (value.abs() < 1e15).then(|| value.round() as i64)
}
