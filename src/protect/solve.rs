//! Cheapest tables of whole numbers, by linear programming.
//!
//! What the solver says is rounded and checked in whole numbers before it counts. That there is no table is the
//! solver's word alone: nothing is ever published because of it.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

/// A number that is sought: it costs so much a person, is at least zero and at most `most`.
pub(crate) struct Column {
    pub(crate) cost: f64,
    pub(crate) most: Option<i64>,
}

/// Columns with coefficients that add up to `sum`.
pub(crate) struct Row {
    pub(crate) terms: Vec<(usize, i64)>,
    pub(crate) sum: i64,
}

/// How many branches a search over whole numbers may take where rounding alone does not help.
const BRANCHES: u64 = 200;

/// A cheapest whole number for each column, so that every row holds. `None` where there is none, or none is found.
pub(crate) fn cheapest(columns: &[Column], rows: &[Row]) -> Option<Vec<i64>> {
    let real = attempt(columns, rows, |problem, column| {
        let most = column.most.map_or(f64::INFINITY, float);
        problem.add_var(column.cost, (0.0, most))
    })?;
    if holds(columns, rows, &real) {
        return Some(real);
    }
    let whole = attempt(columns, rows, |problem, column| {
        let most = column
            .most
            .and_then(|most| i32::try_from(most).ok())
            .unwrap_or(i32::MAX);
        problem.add_integer_var(column.cost, (0, most))
    })?;
    holds(columns, rows, &whole).then_some(whole)
}

fn attempt(
    columns: &[Column],
    rows: &[Row],
    mut column: impl FnMut(&mut Problem, &Column) -> Variable,
) -> Option<Vec<i64>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<Variable> = columns
        .iter()
        .map(|held| column(&mut problem, held))
        .collect();
    for row in rows {
        let terms: Vec<(Variable, f64)> = row
            .terms
            .iter()
            .map(|(at, by)| (variables[*at], float(*by)))
            .collect();
        problem.add_constraint(terms, ComparisonOp::Eq, float(row.sum));
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    variables
        .iter()
        .map(|variable| whole(solution.var_value(*variable)))
        .collect()
}

fn holds(columns: &[Column], rows: &[Row], values: &[i64]) -> bool {
    let sum = |row: &Row| {
        row.terms
            .iter()
            .map(|(at, by)| by * values[*at])
            .sum::<i64>()
    };
    let fits = |(column, value): (&Column, &i64)| {
        *value >= 0 && column.most.is_none_or(|most| *value <= most)
    };
    columns.iter().zip(values).all(fits) && rows.iter().all(|row| sum(row) == row.sum)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of persons are far below 2^53, and results are checked"
)]
pub(crate) fn float(number: i64) -> f64 {
    number as f64
}

/// The nearest whole number, where there is one that such floats tell apart.
#[expect(clippy::cast_possible_truncation, reason = "it is bounded just before")]
pub(crate) fn whole(value: f64) -> Option<i64> {
    (value.abs() < 1e15).then(|| value.round() as i64)
}
