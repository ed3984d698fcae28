//! Finds tables near to a known one, one after another, from one solved program to which inequalities are added.

use microlp::{ComparisonOp, Error, SolveOutcome};

use super::goal::{Answer, Domain, Goal};
use super::model::Program;
use super::nearest::{Difference, problem_of_changes};

/// A known table, and the solver's state at it.
#[derive(Clone)]
pub(crate) struct Home {
    table: Vec<i64>,
    /// `None` after the solver stopped.
    outcome: Option<SolveOutcome>,
    differences: Vec<Difference>,
    /// How many columns of the program were added, each with an equation, that the solver knows.
    added: usize,
}

impl Home {
    /// `None`: the table is out of bounds, or the solver stopped.
    pub(crate) fn new(program: &Program, table: &[i64]) -> Option<Self> {
        if !program.agrees(table) {
            return None;
        }
        let (problem, differences) = problem_of_changes(program, table, &program.low, Domain::Real);
        Some(Home {
            table: table.to_vec(),
            outcome: Some(problem.solve().ok()?),
            differences,
            added: 0,
        })
    }

    /// Adds the equations that the program has gained, each of a new column that is not negative.
    /// `None`: the solver stopped.
    pub(crate) fn extend(&mut self, program: &Program) -> Option<()> {
        let first = self.differences.len() + self.added;
        let rows = &program.rows[program.rows.len() - (program.cells.len() - first)..];
        for row in rows {
            let SolveOutcome::Solution(solution) = self.outcome.take()? else {
                return None;
            };
            let (mut terms, mut sum) = (Vec::new(), -row.sum);
            for (column, coefficient) in &row.terms {
                if let Some((more, less)) = self.differences.get(*column) {
                    terms.push((*more, f64::from(*coefficient)));
                    terms.push((*less, -f64::from(*coefficient)));
                    sum += self.table[*column] * i64::from(*coefficient);
                }
            }
            let outcome = solution.add_constraint(terms, ComparisonOp::Ge, -sum as f64);
            self.outcome = Some(outcome.ok()?);
            self.added += 1;
        }
        Some(())
    }

    /// Finds the nearest table in which a cell meets a goal.
    pub(crate) fn find(&self, program: &Program, column: usize, goal: Goal) -> Answer {
        let Some(SolveOutcome::Solution(solution)) = self.outcome.clone() else {
            return Answer::Unknown;
        };
        let Some((more, less)) = self.differences.get(column) else {
            return Answer::Unknown;
        };
        let change = goal.value() - self.table[column];
        let op = match goal {
            Goal::Is(_) if change < 0 => ComparisonOp::Le,
            _ => ComparisonOp::Ge,
        };
        let terms = [(*more, 1.0), (*less, -1.0)];
        let solution = match solution.add_constraint(terms, op, change as f64) {
            Ok(SolveOutcome::Solution(solution)) => solution,
            Err(Error::Infeasible) => return Answer::Infeasible,
            _ => return Answer::Unknown,
        };
        let mut table = Vec::new();
        for ((more, less), count) in self.differences.iter().zip(&self.table) {
            let change = solution.var_value(*more) - solution.var_value(*less);
            table.push(count + change.round() as i64);
        }
        program.extend_table(&mut table, self.differences.len());
        if program.agrees(&table) && goal.is_met_by(table[column]) {
            Answer::Table(table)
        } else {
            Answer::NotWhole
        }
    }
}
