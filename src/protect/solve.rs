//! Finds cheapest solutions in whole numbers by linear programming.
//!
//! A solution is rounded and checked in whole numbers before it counts. That there is none rests on the solver alone:
//! nothing is ever published because of it.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Solution, SolveOptions, Variable};

/// An unknown whole number between 0 and `most`, with its cost per person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) cost: f64,
    pub(crate) most: Option<i64>,
}

/// Columns with coefficients that must add up to `sum`, or to that at most.
#[derive(Clone, Debug, PartialEq)]
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

/// The cheapest whole numbers for some columns and rows, from which a search with more rows goes on.
pub(crate) struct Cheapest {
    /// A number for each column.
    pub(crate) values: Vec<i64>,
    solution: Solution,
    variables: Vec<Variable>,
}

/// The cheapest whole number for each column that satisfies every row; `None` if there is none or none is found.
pub(crate) fn cheapest(columns: &[Column], rows: &[Row]) -> Option<Cheapest> {
    let (solution, variables) = solve(columns, rows, add_real)?;
    Cheapest::round(columns, rows, solution, variables)
}

impl Cheapest {
    /// The same with the rows from `first_new` on added, which were not there before.
    pub(crate) fn add_rows(
        self,
        columns: &[Column],
        rows: &[Row],
        first_new: usize,
    ) -> Option<Self> {
        let Cheapest {
            mut solution,
            variables,
            ..
        } = self;
        for row in &rows[first_new..] {
            let (relation, sum) = (relation_of(row), to_float(row.sum));
            let added = solution.add_constraint(terms_of(row, &variables), relation, sum);
            solution = added.ok()?.into_solution().ok()?;
        }
        Cheapest::round(columns, rows, solution, variables)
    }

    /// Rounds a solution; where that does not help, searches over whole numbers.
    fn round(
        columns: &[Column],
        rows: &[Row],
        solution: Solution,
        variables: Vec<Variable>,
    ) -> Option<Self> {
        let mut values = read(&solution, &variables)?;
        if !satisfies(columns, rows, &values) {
            let (whole, of_whole) = solve(columns, rows, add_integer)?;
            values = read(&whole, &of_whole)?;
        }
        satisfies(columns, rows, &values).then_some(Cheapest {
            values,
            solution,
            variables,
        })
    }
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
) -> Option<(Solution, Vec<Variable>)> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut variables = Vec::new();
    for column in columns {
        variables.push(add_column(&mut problem, column));
    }
    for row in rows {
        let terms = terms_of(row, &variables);
        problem.add_constraint(terms, relation_of(row), to_float(row.sum));
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    // Presolving small programs takes longer than it saves.
    options.presolve = problem.has_integer_vars();
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    Some((solution, variables))
}

fn terms_of(row: &Row, variables: &[Variable]) -> Vec<(Variable, f64)> {
    let terms = row.terms.iter();
    terms
        .map(|(at, by)| (variables[*at], to_float(*by)))
        .collect()
}

fn relation_of(row: &Row) -> ComparisonOp {
    match row.relation {
        Relation::Equal => ComparisonOp::Eq,
        Relation::AtMost => ComparisonOp::Le,
    }
}

fn read(solution: &Solution, variables: &[Variable]) -> Option<Vec<i64>> {
    let variables = variables.iter();
    variables
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
