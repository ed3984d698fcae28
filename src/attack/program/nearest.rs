//! Finds whole tables near to a known one, and the independent changes between two tables.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, Solution, SolveOutcome, Variable,
};

use super::goal::{Answer, Domain, Limit};
use super::model::Program;
use super::solver::{GAP, add_variable, limited};
use crate::equations::Id;

/// By how much a column is more, and by how much it is less, than in the known table.
pub(super) type Difference = (Variable, Variable);

/// A known table, from which others are searched in which no cell is below a floor.
pub(crate) struct Nearest<'a> {
    program: &'a Program,
    table: &'a [i64],
    floor: &'a [i64],
    outcome: SolveOutcome,
    differences: Vec<Difference>,
}

impl<'a> Nearest<'a> {
    /// `None`: the known table itself is out of bounds or below the floor, or the solver stopped.
    pub(crate) fn new(program: &'a Program, table: &'a [i64], floor: &'a [i64]) -> Option<Self> {
        let is_outside =
            |(more, less): (Option<i64>, i64)| less < 0 || more.is_some_and(|more| more < 0);
        if program.room_for_change(table, floor).any(is_outside) {
            return None;
        }
        let (problem, differences) = problem_of_changes(program, table, floor, Domain::Real);
        let outcome = problem.solve().ok()?;
        Some(Nearest {
            program,
            table,
            floor,
            outcome,
            differences,
        })
    }

    /// Finds the nearest table in which a cell keeps a limit: by a linear program, then by branch
    /// and bound.
    pub(crate) fn find(&self, column: usize, limit: Limit) -> Answer {
        let SolveOutcome::Solution(solution) = self.outcome.clone() else {
            return Answer::Unknown;
        };
        let (Limit::AtLeast(count) | Limit::AtMost(count)) = limit;
        let outcome = change_by(
            solution,
            self.differences[column],
            count - self.table[column],
        );
        match self.read_outcome(outcome, &self.differences) {
            Answer::NotWhole | Answer::Unknown => self.find_whole(column, limit),
            settled => settled,
        }
    }

    fn find_whole(&self, column: usize, limit: Limit) -> Answer {
        let (mut problem, differences) =
            problem_of_changes(self.program, self.table, self.floor, Domain::Integer);
        let (terms, op, change) = self.constraint(column, limit, &differences);
        problem.add_constraint(terms, op, change);
        self.read_outcome(problem.solve_with(limited(GAP)), &differences)
    }

    /// Writes a limit on a cell as a constraint on its change.
    fn constraint(
        &self,
        column: usize,
        limit: Limit,
        differences: &[Difference],
    ) -> ([(Variable, f64); 2], ComparisonOp, f64) {
        let (more, less) = differences[column];
        let (op, count) = match limit {
            Limit::AtLeast(least) => (ComparisonOp::Ge, least),
            Limit::AtMost(most) => (ComparisonOp::Le, most),
        };
        let change = (count - self.table[column]) as f64;
        ([(more, 1.0), (less, -1.0)], op, change)
    }

    fn read_outcome(
        &self,
        outcome: Result<SolveOutcome, Error>,
        differences: &[Difference],
    ) -> Answer {
        let solution = match outcome {
            Ok(SolveOutcome::Solution(solution)) => solution,
            Err(Error::Infeasible) => return Answer::Infeasible,
            _ => return Answer::Unknown,
        };
        let answer = self.program.verify(|column| {
            let (more, less) = differences[column];
            self.table[column] as f64 + solution.var_value(more) - solution.var_value(less)
        });
        match answer {
            Answer::Table(table) if self.is_below_floor(&table) => Answer::NotWhole,
            answer => answer,
        }
    }

    fn is_below_floor(&self, table: &[i64]) -> bool {
        let mut cells = table.iter().zip(self.floor);
        cells.any(|(count, floor)| count < floor)
    }
}

/// Changes a column by so much, starting from a known table that is possible: whoever can change it further can change it
/// by just so much, and does, because that is nearer. Fixing it is quicker than adding a constraint.
pub(super) fn change_by(
    solution: Solution,
    (more, less): Difference,
    change: i64,
) -> Result<SolveOutcome, Error> {
    let (moves, stays) = if change > 0 {
        (more, less)
    } else {
        (less, more)
    };
    match solution.fix_var(stays, 0.0)? {
        SolveOutcome::Solution(solution) => solution.fix_var(moves, change.abs() as f64),
        interrupted => Ok(interrupted),
    }
}

/// Minimizes the change of all cells, given that changes add up to nothing in every equation.
pub(super) fn problem_of_changes(
    program: &Program,
    table: &[i64],
    floor: &[i64],
    domain: Domain,
) -> (Problem, Vec<Difference>) {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut differences = Vec::new();
    for (most_more, most_less) in program.room_for_change(table, floor) {
        let more = add_variable(&mut problem, domain, 1.0, 0, most_more);
        let less = add_variable(&mut problem, domain, 1.0, 0, Some(most_less));
        differences.push((more, less));
    }
    for row in &program.rows {
        let mut terms = Vec::new();
        for (column, coefficient) in &row.terms {
            let (more, less) = differences[*column];
            terms.push((more, f64::from(*coefficient)));
            terms.push((less, -f64::from(*coefficient)));
        }
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
    (problem, differences)
}

impl Program {
    /// For every cell of a table, returns by how much it can be more (`None`: unbounded), and by
    /// how much less.
    fn room_for_change(
        &self,
        table: &[i64],
        floor: &[i64],
    ) -> impl Iterator<Item = (Option<i64>, i64)> {
        let cells = table.iter().zip(floor).zip(&self.high);
        cells.map(|((count, floor), high)| (high.map(|high| high - count), count - floor))
    }

    /// Splits the change from one table to another into independent changes, each by cell: no
    /// equation has cells of two of them, so each alone leads to another table that agrees with
    /// everything.
    pub(crate) fn independent_changes(&self, from: &[i64], to: &[i64]) -> Vec<Vec<(Id, i64)>> {
        let uses = self.rows_of_columns();
        let mut is_left: Vec<bool> = from.iter().zip(to).map(|(from, to)| from != to).collect();
        let mut changes = Vec::new();
        for first in 0..from.len() {
            if !std::mem::take(&mut is_left[first]) {
                continue;
            }
            let (mut change, mut waiting) = (vec![], vec![first]);
            while let Some(column) = waiting.pop() {
                change.push((self.cells[column], to[column] - from[column]));
                for row in &uses[column] {
                    for (next, _) in &self.rows[*row].terms {
                        if std::mem::take(&mut is_left[*next]) {
                            waiting.push(*next);
                        }
                    }
                }
            }
            change.sort_unstable();
            changes.push(change);
        }
        changes
    }
}
