//! Settles which counts one cell can have, and turns impossible ones into bounds.

use super::component::Component;
use super::outcome::Feasibility;
use super::witness::Possibility;
use crate::bounds::{Bounds, End};
use crate::equations::{Id, System};
use crate::program::{Answer, Goal};

/// How many rows around a cell are searched for a bound, before all are.
const ROWS_AROUND: [usize; 3] = [64, 256, usize::MAX];

/// How often inequalities are added, or whole tables searched, for one goal before it is given up.
const ROUNDS: usize = 60;

/// The same for the ends of a cell that is a finding in any case, because it is small for certain,
/// in a program of more equations than this.
const ROUNDS_FOR_FINDING: usize = 3;
const MANY_EQUATIONS: usize = 500;

/// How often the bounds of one cell may be tightened before it is left unsettled.
const STEPS: usize = 60;

impl Component<'_> {
    /// Settles one cell: its smallest count, then its largest one or some count that reaches the
    /// threshold, and then every count in between.
    pub(super) fn settle_cell(
        &mut self,
        system: &mut System,
        bounds: &mut Bounds,
        id: Id,
        feasibility: &mut Feasibility,
    ) {
        let Some((column, threshold)) = self.judged_column(system, id) else {
            return;
        };
        for _ in 0..STEPS {
            let (low, high) = self.interval(column);
            if low >= threshold || high == Some(low) {
                return;
            }
            let goal = match high {
                _ if !self.witnesses.meet(column, Goal::Is(low)) => Goal::Is(low),
                // A finding about a narrowed cell names its largest count.
                Some(high) if high < threshold || self.is_finding(system, column, threshold) => {
                    Goal::Is(high)
                }
                // No equation alone bounds it from above, but several may.
                None if self.is_finding(system, column, threshold) => {
                    return self.tighten(system, bounds, column, End::High);
                }
                _ => Goal::Reaches(threshold),
            };
            match self.try_goal(system, bounds, column, (goal, threshold)) {
                Possibility::Possible if goal != Goal::Is(low) => {
                    return self.settle_between(system, bounds, column, threshold, feasibility);
                }
                Possibility::Possible | Possibility::Impossible => {}
                Possibility::Unknown => break,
            }
        }
        if self.is_finding(system, column, threshold) {
            // A finding, though it may be narrower.
            return;
        }
        feasibility.unsettled.insert(id);
    }

    /// Returns whether the ends of a cell are a finding already.
    fn is_finding(&self, system: &System, column: usize, threshold: i64) -> bool {
        let (low, high) = self.interval(column);
        let ends = (low.into(), high.map(i128::from));
        system.is_narrowed(self.program.cells[column], threshold.into(), ends)
    }

    fn interval(&self, column: usize) -> (i64, Option<i64>) {
        (self.program.low[column], self.program.high[column])
    }

    /// Searches a witness for every count below the threshold, and notes the first impossible one.
    fn settle_between(
        &mut self,
        system: &mut System,
        bounds: &mut Bounds,
        column: usize,
        threshold: i64,
        feasibility: &mut Feasibility,
    ) {
        if self.is_finding(system, column, threshold) {
            return;
        }
        let (id, equations) = (self.program.cells[column], self.program.size());
        let (low, high) = self.interval(column);
        let last = high.map_or(threshold, |high| threshold.min(high + 1));
        for count in low + 1..last {
            let goal = (column, Goal::Is(count));
            match self.find_witness(system, bounds, goal, ROUNDS) {
                Possibility::Possible => {}
                Possibility::Impossible => {
                    feasibility.gaps.entry(id).or_insert((count, equations));
                    return;
                }
                Possibility::Unknown => {
                    feasibility.unsettled.insert(id);
                }
            }
        }
    }

    /// Searches a witness for a goal; if the goal is impossible, tightens the bounds to exclude it.
    fn try_goal(
        &mut self,
        system: &mut System,
        bounds: &mut Bounds,
        column: usize,
        (goal, threshold): (Goal, i64),
    ) -> Possibility {
        let (low, high) = self.interval(column);
        // A cell that is narrowed from below may prove to reach the threshold.
        let is_small = high.is_some_and(|high| high < threshold);
        let rounds = if is_small && self.program.size() > MANY_EQUATIONS {
            ROUNDS_FOR_FINDING
        } else {
            ROUNDS
        };
        let end = if goal == Goal::Is(low) {
            End::Low
        } else {
            End::High
        };
        let possibility = self.find_witness(system, bounds, (column, goal), rounds);
        if possibility != Possibility::Impossible {
            return possibility;
        }
        let before = self.interval(column);
        let is_excluded = match end {
            End::Low => before.0 > goal.value(),
            End::High => before.1.is_some_and(|high| high < goal.value()),
        };
        if is_excluded {
            // What triples demanded meanwhile excludes the count.
            return Possibility::Impossible;
        }
        self.tighten(system, bounds, column, end);
        if self.interval(column) == before {
            // No sum of equations excludes the count; that persons are whole does.
            let ends = match end {
                End::Low => [Some(goal.value() + 1), None],
                End::High => [None, Some(goal.value() - 1)],
            };
            let id = self.program.cells[column];
            bounds.apply_search(system, id, ends, self.program.size());
            if self.program.update_bounds(bounds).is_none() {
                return Possibility::Unknown;
            }
        }
        Possibility::Impossible
    }

    /// Adds the sum of equations that bounds a cell most tightly, and propagates. Near equations
    /// often suffice: they do if they move the bound to a count that some table has, whole or not.
    fn tighten(&mut self, system: &mut System, bounds: &mut Bounds, column: usize, end: End) {
        self.solve_start();
        let before = self.end_of_interval(column, end);
        for count in ROWS_AROUND {
            let rows = self.program.rows_around(column, count);
            if let Some(multiples) = self.program.dual_multiples(column, end, &rows) {
                system.add_sum(&multiples);
                bounds.propagate(system);
                // Counts that have become too large to compute with stay as they were.
                let _ = self.program.update_bounds(bounds);
            }
            let moved = self
                .end_of_interval(column, end)
                .filter(|now| Some(*now) != before);
            if rows.len() == self.program.size()
                || moved.is_some_and(|count| self.is_reached(column, count))
            {
                return;
            }
        }
    }

    fn end_of_interval(&self, column: usize, end: End) -> Option<i64> {
        match end {
            End::Low => Some(self.program.low[column]),
            End::High => self.program.high[column],
        }
    }

    /// Returns whether some table has this count in a cell, whole or not.
    fn is_reached(&self, column: usize, count: i64) -> bool {
        let Some(start) = &self.start else {
            // The largest rows are searched as well.
            return false;
        };
        let answer = self.program.solve_from(start, column, Goal::Is(count));
        !matches!(answer, Answer::Infeasible)
    }
}
