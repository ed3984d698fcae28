//! Finds tables near to a known one, one after another, from one solved program to which inequalities are added.

use microlp::{ComparisonOp, Error, Solution, SolveOutcome};

use super::goal::{Answer, Domain, Goal};
use super::model::{Program, Row};
use super::nearest::{Difference, change_by, problem_of_changes};

/// A known table, and the solver's state at it.
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
        for row in self.new_rows(program) {
            let SolveOutcome::Solution(solution) = self.outcome.take()? else {
                return None;
            };
            self.outcome = Some(self.add_row(solution, row).ok()?);
            self.added += 1;
        }
        Some(())
    }

    /// The equations that the solver does not know.
    fn new_rows<'a>(&self, program: &'a Program) -> &'a [Row] {
        let known = self.differences.len() + self.added;
        let new = program.cells.len() - known;
        &program.rows[program.rows.len() - new..]
    }

    /// Adds an equation of a new column that is not negative.
    fn add_row(&self, solution: Solution, row: &Row) -> Result<SolveOutcome, Error> {
        let (mut terms, mut sum) = (Vec::new(), -row.sum);
        for (column, coefficient) in &row.terms {
            if let Some((more, less)) = self.differences.get(*column) {
                terms.push((*more, f64::from(*coefficient)));
                terms.push((*less, -f64::from(*coefficient)));
                sum += self.table[*column] * i64::from(*coefficient);
            }
        }
        solution.add_constraint(terms, ComparisonOp::Ge, -sum as f64)
    }

    /// By how much the new column of an equation is negative.
    fn violation(&self, solution: &Solution, row: &Row) -> f64 {
        let mut sum = -row.sum as f64;
        for (column, coefficient) in &row.terms {
            if let Some(difference) = self.differences.get(*column) {
                let count = self.table[*column] as f64 + change_of(solution, *difference);
                sum += count * f64::from(*coefficient);
            }
        }
        -sum
    }

    /// Finds the nearest table in which a cell meets a goal. A search for the same goal goes on from where it was begun.
    pub(crate) fn find(
        &self,
        program: &Program,
        column: usize,
        goal: Goal,
        begun: &mut Option<Begun>,
    ) -> Answer {
        let Some(difference) = self.differences.get(column) else {
            return Answer::Unknown;
        };
        let search = match begun.take() {
            Some(begun) => begun,
            None => {
                let Some(SolveOutcome::Solution(solution)) = self.outcome.clone() else {
                    return Answer::Unknown;
                };
                let change = goal.value() - self.table[column];
                match to_solution(change_by(solution, *difference, change)) {
                    Ok(solution) => Begun {
                        solution,
                        added: vec![],
                    },
                    Err(answer) => return answer,
                }
            }
        };
        let search = match self.satisfy(program, search) {
            Ok(search) => search,
            Err(answer) => return answer,
        };
        let mut table = Vec::new();
        for (difference, count) in self.differences.iter().zip(&self.table) {
            let change = change_of(&search.solution, *difference);
            table.push(count + change.round() as i64);
        }
        *begun = Some(search);
        program.extend_table(&mut table, self.differences.len());
        if program.agrees(&table) && goal.is_met_by(table[column]) {
            Answer::Table(table)
        } else {
            Answer::NotWhole
        }
    }

    /// Adds the new equation that a solution violates most, until it violates none. Most are never violated, and each costs
    /// time.
    fn satisfy(&self, program: &Program, mut search: Begun) -> Result<Begun, Answer> {
        let rows = self.new_rows(program);
        search.added.resize(rows.len(), false);
        loop {
            let mut worst: Option<(f64, usize)> = None;
            for (at, row) in rows.iter().enumerate() {
                let violation = self.violation(&search.solution, row);
                let is_worse = worst.is_none_or(|(most, _)| violation > most);
                if !search.added[at] && violation > TOLERANCE && is_worse {
                    worst = Some((violation, at));
                }
            }
            let Some((_, at)) = worst else {
                return Ok(search);
            };
            search.added[at] = true;
            search.solution = to_solution(self.add_row(search.solution, &rows[at]))?;
        }
    }
}

/// A search for a goal.
pub(crate) struct Begun {
    solution: Solution,
    /// Which of the equations that the home does not know were added.
    added: Vec<bool>,
}

/// By how much the new column of an equation may be negative.
const TOLERANCE: f64 = 1e-6;

fn change_of(solution: &Solution, (more, less): Difference) -> f64 {
    solution.var_value(more) - solution.var_value(less)
}

fn to_solution(outcome: Result<SolveOutcome, Error>) -> Result<Solution, Answer> {
    match outcome {
        Ok(SolveOutcome::Solution(solution)) => Ok(solution),
        Err(Error::Infeasible) => Err(Answer::Infeasible),
        _ => Err(Answer::Unknown),
    }
}
