//! Finds witnesses in one connected component: whole tables that agree with everything.

use crate::equations::{Id, System};
use crate::program::{Answer, Domain, Goal, LocalSearch, Program, Start, Witnesses};
use crate::progress::ProgressReporter;

/// How many sweeps may gain little before cells are treated one by one.
const POOR_SWEEPS: usize = 3;

/// A search gains little if it meets less than one goal in so many.
const LITTLE: usize = 10;

/// How many moves may lead to one goal, while there are many.
const STEPS_FOR_MANY: usize = 200;

/// How many moves may lead to one goal that is treated alone.
const STEPS_FOR_ONE: usize = 1000;

/// Whether a cell can have a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Possibility {
    /// A witness shows it.
    Possible,
    Impossible,
    /// The solver stopped at a limit.
    Unknown,
}

/// A component that is being settled.
pub(super) struct Component {
    pub(super) program: Program,
    pub(super) start: Start,
    pub(super) witnesses: Witnesses,
    local_search: LocalSearch,
    /// The table that was found last.
    table: Vec<i64>,
}

impl Component {
    /// Finds a first whole table. Fails with the solver's answer, if there is none.
    pub(super) fn start(program: Program) -> Result<Self, Answer> {
        let start = program.solve()?;
        let answer = match start.table(&program) {
            Answer::Table(table) => Answer::Table(table),
            _ => program.solve_whole(None),
        };
        let table = match answer {
            Answer::Table(table) => table,
            other => return Err(other),
        };
        let mut witnesses = Witnesses::new(program.cells.len());
        witnesses.add(&table);
        Ok(Component {
            local_search: LocalSearch::from_program(&program),
            program,
            start,
            witnesses,
            table,
        })
    }

    /// Returns the column of a judged cell, and its threshold.
    pub(super) fn judged_column(&self, system: &System, id: Id) -> Option<(usize, i64)> {
        let threshold = i64::try_from(system.cells[id].threshold?).ok()?;
        Some((self.program.column(id)?, threshold))
    }

    /// Searches for tables that meet many open goals, as long as that succeeds: by moves from known
    /// tables, then by linear programs, with moves from the tables that they find.
    pub(super) fn sweep(&mut self, judged: &[(usize, i64)], progress: &mut ProgressReporter<'_>) {
        while self.walk_to_open_goals(judged, progress) {}
        let mut poor_sweeps = 0;
        while poor_sweeps < POOR_SWEEPS {
            let Some(goals) = self.witnesses.choose_goals(&self.program, judged) else {
                return;
            };
            let open = goals.iter().flatten().count();
            progress.update(judged.len().saturating_sub(open));
            let answer = match self.program.solve_toward(&goals, Domain::Real) {
                Answer::NotWhole => self.program.solve_toward(&goals, Domain::Integer),
                settled => settled,
            };
            let mut met = 0;
            if let Answer::Table(table) = answer {
                met = self.witnesses.add_toward(&table, &goals);
                self.table = table;
            }
            poor_sweeps += usize::from(met * LITTLE < open);
            if met > 0 {
                self.walk_to_open_goals(judged, progress);
            }
        }
    }

    /// Walks to each open goal in turn. Returns whether many were met.
    fn walk_to_open_goals(
        &mut self,
        judged: &[(usize, i64)],
        progress: &mut ProgressReporter<'_>,
    ) -> bool {
        let (mut settled, mut tried, mut met) = (0, 0, 0);
        for (column, threshold) in judged {
            let mut goals = self
                .witnesses
                .open_goals(&self.program, *column, *threshold);
            settled += usize::from(goals.is_empty());
            goals.sort_by_key(|goal| (goal.value() - self.table[*column]).abs());
            for goal in goals {
                if !self.witnesses.meet(*column, goal) {
                    tried += 1;
                    met += usize::from(self.walk_to(*column, goal, STEPS_FOR_MANY));
                }
            }
        }
        progress.update(settled);
        met * LITTLE > tried
    }

    /// Walks from the last table to one that meets a goal. Returns whether it was reached.
    fn walk_to(&mut self, column: usize, goal: Goal, steps: usize) -> bool {
        let goal = (column, goal.value());
        let changed = self
            .local_search
            .walk(&self.program, &mut self.table, goal, steps);
        let Some(changed) = changed else { return false };
        self.witnesses.add_changed(&self.table, &changed);
        true
    }

    /// Searches for a witness: a known one, by moves from the last table, by a linear program, then
    /// by branch and bound.
    pub(super) fn find_witness(&mut self, column: usize, goal: Goal) -> Possibility {
        if self.witnesses.meet(column, goal) || self.walk_to(column, goal, STEPS_FOR_ONE) {
            return Possibility::Possible;
        }
        let answer = match self.program.solve_from(&self.start, column, goal) {
            Answer::NotWhole | Answer::Unknown => self.program.solve_whole(Some((column, goal))),
            settled => settled,
        };
        match answer {
            Answer::Table(table) => {
                self.witnesses.add(&table);
                self.table = table;
                Possibility::Possible
            }
            Answer::Infeasible => Possibility::Impossible,
            Answer::NotWhole | Answer::Unknown => Possibility::Unknown,
        }
    }
}
