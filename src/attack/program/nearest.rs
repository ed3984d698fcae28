//! Whole tables as near as may be to one that is known, and the pieces in which they differ from it.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOutcome, Variable};

use super::model::{Answer, GAP, Program, limited, whole};
use crate::equations::Id;

/// What one cell is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// This value or more.
    AtLeast(i64),
    /// This value or less.
    AtMost(i64),
}

impl Wanted {
    pub(crate) fn is_met_by(self, value: i64) -> bool {
        match self {
            Wanted::AtLeast(least) => value >= least,
            Wanted::AtMost(most) => value <= most,
        }
    }
}

/// A known table, from which others are looked for in which no cell is below what it is to be at least.
pub(crate) struct Near<'a> {
    program: &'a Program,
    table: &'a [i64],
    least: &'a [i64],
    outcome: SolveOutcome,
    /// By how much each cell is more, and by how much it is less.
    parts: Vec<(Variable, Variable)>,
}

impl<'a> Near<'a> {
    /// `None`: the known table itself is below what is asked, or the solver gave up.
    pub(crate) fn new(program: &'a Program, table: &'a [i64], least: &'a [i64]) -> Option<Self> {
        if program
            .changes(table, least)
            .any(|(more, less)| less < 0 || more.is_some_and(|more| more < 0))
        {
            return None;
        }
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let changes = program.changes(table, least);
        let mut add = |most: Option<i64>| {
            problem.add_var(1.0, (0.0, most.map_or(f64::INFINITY, |most| most as f64)))
        };
        let parts: Vec<_> = changes
            .map(|(more, less)| (add(more), add(Some(less))))
            .collect();
        program.add_changes(&mut problem, &parts);
        let outcome = problem.solve().ok()?;
        Some(Near {
            program,
            table,
            least,
            outcome,
            parts,
        })
    }

    /// The nearest table in which a cell is as wanted.
    pub(crate) fn find(&self, place: usize, wanted: Wanted) -> Answer {
        let SolveOutcome::Solution(solution) = self.outcome.clone() else {
            return Answer::Unknown;
        };
        let (terms, op, by) = self.wanted(place, wanted);
        match self.answer(solution.add_constraint(terms, op, by), &self.parts) {
            Answer::Broken | Answer::Unknown => self.search(place, wanted),
            settled => settled,
        }
    }

    /// A table of whole numbers, by branch and bound.
    fn search(&self, place: usize, wanted: Wanted) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let changes = self.program.changes(self.table, self.least);
        let mut add =
            |most: Option<i64>| problem.add_integer_var(1.0, (0, most.map_or(i32::MAX, whole)));
        let parts: Vec<_> = changes
            .map(|(more, less)| (add(more), add(Some(less))))
            .collect();
        self.program.add_changes(&mut problem, &parts);
        let (terms, op, by) = self.wanted(place, wanted);
        problem.add_constraint(terms, op, by);
        self.answer(problem.solve_with(limited(GAP)), &parts)
    }

    fn wanted(&self, place: usize, wanted: Wanted) -> ([(Variable, f64); 2], ComparisonOp, f64) {
        let (more, less) = self.parts[place];
        let (op, value) = match wanted {
            Wanted::AtLeast(least) => (ComparisonOp::Ge, least),
            Wanted::AtMost(most) => (ComparisonOp::Le, most),
        };
        (
            [(more, 1.0), (less, -1.0)],
            op,
            (value - self.table[place]) as f64,
        )
    }

    fn answer(
        &self,
        outcome: Result<SolveOutcome, Error>,
        parts: &[(Variable, Variable)],
    ) -> Answer {
        let solution = match outcome {
            Ok(SolveOutcome::Solution(solution)) => solution,
            Err(Error::Infeasible) => return Answer::None,
            _ => return Answer::Unknown,
        };
        let value = |place: usize| {
            let (more, less) = parts[place];
            self.table[place] as f64 + solution.var_value(more) - solution.var_value(less)
        };
        match self.program.table(value) {
            Answer::Table(table)
                if table
                    .iter()
                    .zip(self.least)
                    .any(|(value, least)| value < least) =>
            {
                Answer::Broken
            }
            answer => answer,
        }
    }
}

impl Program {
    /// By how much each cell of a table can be more, and by how much less.
    fn changes(&self, table: &[i64], least: &[i64]) -> impl Iterator<Item = (Option<i64>, i64)> {
        let cells = table.iter().zip(least).zip(&self.high);
        cells.map(|((value, least), high)| (high.map(|high| high - value), value - least))
    }

    /// What changes adds up to nothing in every equation.
    fn add_changes(&self, problem: &mut Problem, parts: &[(Variable, Variable)]) {
        for row in &self.rows {
            let terms = row.terms.iter().flat_map(|(place, coefficient)| {
                let (more, less) = parts[*place];
                [
                    (more, f64::from(*coefficient)),
                    (less, -f64::from(*coefficient)),
                ]
            });
            problem.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
        }
    }

    /// The pieces in which two tables differ, each by cell: no equation has cells of two of them, so each alone leads
    /// from the one table to another that agrees with everything.
    pub(crate) fn pieces(&self, from: &[i64], to: &[i64]) -> Vec<Vec<(Id, i64)>> {
        let mut uses = vec![Vec::new(); self.cells.len()];
        for row in &self.rows {
            row.terms
                .iter()
                .for_each(|(place, _)| uses[*place].push(row));
        }
        let mut is_left: Vec<bool> = from.iter().zip(to).map(|(from, to)| from != to).collect();
        let mut pieces = Vec::new();
        for first in 0..from.len() {
            if !std::mem::take(&mut is_left[first]) {
                continue;
            }
            let (mut piece, mut waiting) = (vec![], vec![first]);
            while let Some(place) = waiting.pop() {
                piece.push((self.cells[place], to[place] - from[place]));
                for (next, _) in uses[place].iter().flat_map(|row| &row.terms) {
                    if std::mem::take(&mut is_left[*next]) {
                        waiting.push(*next);
                    }
                }
            }
            piece.sort_unstable();
            pieces.push(piece);
        }
        pieces
    }
}
