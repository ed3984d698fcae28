//! Holds one connected component, and the tables that were found for it.

use std::collections::BTreeSet;

use super::start;
use crate::bounds::Bounds;
use crate::equations::{Id, System};
use crate::latent::{Care, Crossings, Cut, Rejected};
use crate::program::{Answer, Begun, Domain, Goal, Home, LocalSearch, Program, Start, Witnesses};
use crate::progress::ProgressReporter;

/// How many sweeps may gain little before cells are treated one by one.
const POOR_SWEEPS: usize = 3;

/// A search gains little if it meets less than one goal in so many.
const LITTLE: usize = 10;

/// How many moves may lead to one goal, while there are many.
const STEPS_FOR_MANY: usize = 200;

/// How many linear programs may be solved where there are triples, multiplied by the square of the
/// number of equations.
const WORK: usize = 2_000_000_000;

/// A component that is being settled.
pub(super) struct Component<'a> {
    pub(super) program: Program,
    /// The solver's state; `None` after an equation was added.
    pub(super) start: Option<Start>,
    pub(super) witnesses: Witnesses,
    pub(super) local_search: LocalSearch,
    /// The table that was found last.
    pub(super) table: Vec<i64>,
    /// What stands behind that table for every triple.
    pub(super) crossings: Crossings<'a>,
    /// Inequalities that rejected tables violate and that are not added yet.
    pub(super) cuts: BTreeSet<Cut>,
    /// Inequalities that are added until the goal is settled.
    pub(super) tried: BTreeSet<Cut>,
    /// The table from which others are searched, once cells are settled one by one.
    pub(super) home: Option<Home>,
    /// The search near to the home for the goal that is being settled.
    pub(super) begun: Option<Begun>,
    /// Whether triples were given up, because searching on would have taken too long.
    pub(super) has_given_up: bool,
    /// How many linear programs may still be solved to find tables that triples allow.
    pub(super) budget: usize,
}

impl<'a> Component<'a> {
    /// Finds a first whole table that every triple allows. Fails with the solver's answer, if there
    /// is none.
    pub(super) fn start(
        mut program: Program,
        mut crossings: Crossings<'a>,
        system: &mut System,
        bounds: &mut Bounds,
    ) -> Result<Self, Answer> {
        let (start, table) = start::find_first(&mut program, &mut crossings, system, bounds)?;
        let mut witnesses = Witnesses::new(program.cells.len());
        witnesses.add(&table);
        let size = program.size().max(1);
        Ok(Component {
            has_given_up: false,
            budget: WORK / (size * size),
            local_search: LocalSearch::from_program(&program),
            program,
            start: Some(start),
            witnesses,
            table,
            crossings,
            cuts: BTreeSet::new(),
            tried: BTreeSet::new(),
            home: None,
            begun: None,
        })
    }

    /// Returns the column of a judged cell, and its threshold.
    pub(super) fn judged_column(&self, system: &System, id: Id) -> Option<(usize, i64)> {
        let threshold = i64::try_from(system.cells[id].threshold?).ok()?;
        Some((self.program.column(id)?, threshold))
    }

    /// Counts the goals that no table meets yet.
    pub(super) fn count_open_goals(&self, judged: &[(usize, i64)]) -> usize {
        let goals = judged.iter().map(|(column, threshold)| {
            let open = self
                .witnesses
                .open_goals(&self.program, *column, *threshold);
            open.len()
        });
        goals.sum()
    }

    /// Counts the cells with goals that no table meets yet.
    pub(super) fn count_open(&self, judged: &[(usize, i64)]) -> usize {
        let is_open = |(column, threshold): &&(usize, i64)| {
            let open = self
                .witnesses
                .open_goals(&self.program, *column, *threshold);
            !open.is_empty()
        };
        judged.iter().filter(is_open).count()
    }

    /// Searches for tables that meet many open goals, as long as that succeeds: by moves from known
    /// tables, then by linear programs, with moves from the tables that they find. Triples hardly
    /// ever allow the tables of these programs, in which many counts are extreme at once.
    pub(super) fn sweep(&mut self, judged: &[(usize, i64)], progress: &mut ProgressReporter<'_>) {
        while !progress.is_stopped() && self.walk_to_open_goals(judged, progress) {}
        let mut poor_sweeps = 0;
        while self.crossings.is_empty() && poor_sweeps < POOR_SWEEPS && !progress.is_stopped() {
            let Some(goals) = self.witnesses.choose_goals(&self.program, judged) else {
                break;
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
        self.cuts.clear();
    }

    /// Walks to each open goal in turn. Returns whether many were met.
    fn walk_to_open_goals(
        &mut self,
        judged: &[(usize, i64)],
        progress: &mut ProgressReporter<'_>,
    ) -> bool {
        let (mut settled, mut tried, mut met) = (0, 0, 0);
        for (column, threshold) in judged {
            if progress.is_stopped() {
                return false;
            }
            let mut goals = self
                .witnesses
                .open_goals(&self.program, *column, *threshold);
            settled += usize::from(goals.is_empty());
            goals.sort_by_key(|goal| (goal.value() - self.table[*column]).abs());
            for goal in goals {
                if !self.witnesses.meet(*column, goal) {
                    tried += 1;
                    met += usize::from(self.walk_to(*column, goal, STEPS_FOR_MANY, Care::Hasty));
                }
            }
        }
        progress.update(settled);
        met * LITTLE > tried
    }

    /// Walks from the last table to one that meets a goal. Returns whether it was reached, and every
    /// triple allows it.
    pub(super) fn walk_to(&mut self, column: usize, goal: Goal, steps: usize, care: Care) -> bool {
        let goal = (column, goal.value());
        let mut table = self.table.clone();
        let changed = self
            .local_search
            .walk(&self.program, &mut table, goal, steps);
        let Some(changed) = changed else { return false };
        let is_accepted = self.accept(table, changed.iter().copied(), care);
        if is_accepted {
            self.witnesses.add_changed(&self.table, &changed);
        }
        is_accepted
    }

    /// Adopts a table that differs from the last one in these columns, if every triple allows it;
    /// otherwise notes which inequalities it violates.
    pub(super) fn accept(
        &mut self,
        table: Vec<i64>,
        changed: impl Iterator<Item = usize>,
        care: Care,
    ) -> bool {
        match self.crossings.accept(&self.table, &table, changed, care) {
            Ok(()) => {
                self.table = table;
                true
            }
            Err(Rejected(cuts)) => {
                self.cuts.extend(cuts);
                false
            }
        }
    }
}
