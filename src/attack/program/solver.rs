//! Solves programs with microlp: any table, the nearest to goals, or one that meets a goal.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable,
};

use super::goal::{Answer, Domain, Goal, WeightedGoals};
use super::model::Program;

/// How many branches the search for a whole table may examine before it stops.
const BRANCHES: u64 = 500;

/// How far a table near to many goals may be from the nearest one, relative to its distance.
pub(super) const GAP: f64 = 0.3;

/// How far the solver's sums may be from whole ones.
const ROUNDING: f64 = 1e-6;

/// A column as `base + more − less`, so that its distance from a goal is linear.
struct Split {
    base: i64,
    more: Variable,
    less: Option<Variable>,
}

/// A table, and the solver's state in which it was found, from which others are found faster.
pub(crate) struct Start {
    outcome: SolveOutcome,
    variables: Vec<Variable>,
}

impl Start {
    /// Verifies the table.
    pub(crate) fn table(&self, program: &Program) -> Answer {
        program.read_outcome(Ok(self.outcome.clone()), &self.variables)
    }
}

impl Program {
    /// Finds any table.
    pub(crate) fn solve(&self) -> Result<Start, Answer> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::new();
        for (low, high) in self.low.iter().zip(&self.high) {
            variables.push(add_variable(&mut problem, Domain::Real, 0.0, *low, *high));
        }
        self.add_rows(&mut problem, &variables);
        match problem.solve() {
            Ok(outcome @ SolveOutcome::Solution(_)) => Ok(Start { outcome, variables }),
            Err(Error::Infeasible) => Err(Answer::Infeasible),
            _ => Err(Answer::Unknown),
        }
    }

    /// Finds the table nearest to weighted goals.
    pub(crate) fn solve_toward(&self, goals: &WeightedGoals, domain: Domain) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut splits = Vec::new();
        for (column, goal) in goals.iter().enumerate() {
            splits.push(self.split_column(&mut problem, domain, column, *goal));
        }
        for row in &self.rows {
            let (mut terms, mut sum) = (Vec::new(), row.sum);
            for (column, coefficient) in &row.terms {
                let Split { base, more, less } = splits[*column];
                sum -= i64::from(*coefficient) * base;
                terms.push((more, f64::from(*coefficient)));
                terms.extend(less.map(|less| (less, -f64::from(*coefficient))));
            }
            problem.add_constraint(terms, ComparisonOp::Eq, sum as f64);
        }
        match problem.solve_with(limited(GAP)) {
            Ok(SolveOutcome::Solution(solution)) => self.verify(|column| {
                let Split { base, more, less } = splits[column];
                let less = less.map_or(0.0, |less| solution.var_value(less));
                base as f64 + solution.var_value(more) - less
            }),
            Err(Error::Infeasible) => Answer::Infeasible,
            _ => Answer::Unknown,
        }
    }

    /// Adds the variables of a column: what it exceeds its goal by, and what it falls short of it
    /// by.
    fn split_column(
        &self,
        problem: &mut Problem,
        domain: Domain,
        column: usize,
        goal: Option<(Goal, f64)>,
    ) -> Split {
        let (low, high) = (self.low[column], self.high[column]);
        let Some((goal, weight)) = goal else {
            return Split {
                base: 0,
                more: add_variable(problem, domain, 0.0, low, high),
                less: None,
            };
        };
        let weight_above = match goal {
            Goal::Is(_) => weight,
            Goal::Reaches(_) => 0.0,
        };
        let base = goal.value();
        let most_above = high.map(|high| high - base);
        let more = add_variable(problem, domain, weight_above, 0, most_above);
        let less = (base > low).then(|| add_variable(problem, domain, weight, 0, Some(base - low)));
        Split { base, more, less }
    }

    /// Finds a table in which one cell meets a goal, starting from another table.
    pub(crate) fn solve_from(&self, start: &Start, column: usize, goal: Goal) -> Answer {
        let SolveOutcome::Solution(solution) = start.outcome.clone() else {
            return Answer::Unknown;
        };
        let variable = start.variables[column];
        let outcome = match goal {
            Goal::Is(value) => solution.fix_var(variable, value as f64),
            Goal::Reaches(value) => {
                solution.add_constraint([(variable, 1.0)], ComparisonOp::Ge, value as f64)
            }
        };
        self.read_outcome(outcome, &start.variables)
    }

    /// Finds a whole table in which a sum of columns has a value, starting from another table.
    pub(crate) fn solve_sum(&self, start: &Start, columns: &[(usize, i32)], sum: i64) -> Answer {
        let SolveOutcome::Solution(solution) = start.outcome.clone() else {
            return Answer::Unknown;
        };
        let terms = |variables: &[Variable]| -> Vec<(Variable, f64)> {
            let term = |(column, sign): &(usize, i32)| (variables[*column], f64::from(*sign));
            columns.iter().map(term).collect()
        };
        let row = terms(&start.variables);
        let outcome = solution.add_constraint(row, ComparisonOp::Eq, sum as f64);
        match self.read_outcome(outcome, &start.variables) {
            Answer::NotWhole | Answer::Unknown => {}
            settled => return settled,
        }
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::new();
        for (low, high) in self.low.iter().zip(&self.high) {
            variables.push(add_variable(
                &mut problem,
                Domain::Integer,
                0.0,
                *low,
                *high,
            ));
        }
        self.add_rows(&mut problem, &variables);
        problem.add_constraint(terms(&variables), ComparisonOp::Eq, sum as f64);
        self.read_outcome(problem.solve_with(limited(0.0)), &variables)
    }

    /// Finds the smallest and the largest sum of columns; `None`: unbounded or not found.
    pub(crate) fn range_of_sum(&self, columns: &[(usize, i32)]) -> [Option<i64>; 2] {
        [1.0, -1.0].map(|direction| {
            let mut problem = Problem::new(OptimizationDirection::Minimize);
            let mut variables = Vec::new();
            for (column, (low, high)) in self.low.iter().zip(&self.high).enumerate() {
                let sign = columns.iter().find(|(other, _)| *other == column);
                let weight = sign.map_or(0.0, |(_, sign)| f64::from(*sign) * direction);
                variables.push(add_variable(
                    &mut problem,
                    Domain::Real,
                    weight,
                    *low,
                    *high,
                ));
            }
            self.add_rows(&mut problem, &variables);
            let Ok(SolveOutcome::Solution(solution)) = problem.solve() else {
                return None;
            };
            let least = (solution.objective() - ROUNDING).ceil();
            Some(least as i64 * direction as i64)
        })
    }

    /// Finds a whole table by branch and bound; with one cell that meets a goal, if one is given.
    pub(crate) fn solve_whole(&self, goal: Option<(usize, Goal)>) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::new();
        for column in 0..self.cells.len() {
            let (mut low, mut high) = (self.low[column], self.high[column].unwrap_or(i64::MAX));
            match goal.filter(|(with_goal, _)| *with_goal == column) {
                Some((_, Goal::Is(value))) => (low, high) = (value, value),
                Some((_, Goal::Reaches(value))) => low = low.max(value),
                None => {}
            }
            if low > high {
                return Answer::Infeasible;
            }
            let range = (to_i32(low), to_i32(high));
            variables.push(problem.add_integer_var(0.0, range));
        }
        self.add_rows(&mut problem, &variables);
        self.read_outcome(problem.solve_with(limited(0.0)), &variables)
    }

    fn add_rows(&self, problem: &mut Problem, variables: &[Variable]) {
        for row in &self.rows {
            let terms: Vec<_> = row
                .terms
                .iter()
                .map(|(column, coefficient)| (variables[*column], f64::from(*coefficient)))
                .collect();
            problem.add_constraint(terms, ComparisonOp::Eq, row.sum as f64);
        }
    }

    fn read_outcome(&self, outcome: Result<SolveOutcome, Error>, variables: &[Variable]) -> Answer {
        match outcome {
            Ok(SolveOutcome::Solution(solution)) => {
                self.verify(|column| solution.var_value(variables[column]))
            }
            Err(Error::Infeasible) => Answer::Infeasible,
            _ => Answer::Unknown,
        }
    }
}

/// Adds a variable with a weight in the objective, between two counts; `None`: unbounded.
pub(super) fn add_variable(
    problem: &mut Problem,
    domain: Domain,
    weight: f64,
    low: i64,
    high: Option<i64>,
) -> Variable {
    match domain {
        Domain::Real => {
            let high = high.map_or(f64::INFINITY, |high| high as f64);
            problem.add_var(weight, (low as f64, high))
        }
        Domain::Integer => {
            problem.add_integer_var(weight, (to_i32(low), high.map_or(i32::MAX, to_i32)))
        }
    }
}

/// Stops the solver in time, and as soon as it is so near to the best solution.
pub(super) fn limited(gap: f64) -> SolveOptions {
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    options.mip_gap = gap;
    options
}

fn to_i32(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
