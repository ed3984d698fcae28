//! Records which counts whole tables have shown each cell to have.

use std::collections::BTreeSet;

use super::goal::{Goal, WeightedGoals};
use super::model::Program;
use super::random::Random;

/// The counts that verified tables have shown for each column.
pub(crate) struct Witnesses {
    shown: Vec<BTreeSet<i64>>,
    random: Random,
}

impl Witnesses {
    pub(crate) fn new(columns: usize) -> Self {
        Witnesses {
            shown: vec![BTreeSet::new(); columns],
            random: Random::default(),
        }
    }

    /// Records a verified table.
    pub(crate) fn add(&mut self, table: &[i64]) {
        for (shown, count) in self.shown.iter_mut().zip(table) {
            shown.insert(*count);
        }
    }

    /// Adds the columns that a verified table has gained.
    pub(crate) fn extend(&mut self, table: &[i64]) {
        for count in &table[self.shown.len()..] {
            self.shown.push(BTreeSet::from([*count]));
        }
    }

    /// Forgets the columns from `first` on.
    pub(crate) fn truncate(&mut self, first: usize) {
        self.shown.truncate(first);
    }

    /// Records a verified table that differs from a recorded one in these columns only.
    pub(crate) fn add_changed(&mut self, table: &[i64], changed: &[usize]) {
        for column in changed {
            self.shown[*column].insert(table[*column]);
        }
    }

    /// Records a verified table, and counts the goals that it meets.
    pub(crate) fn add_toward(&mut self, table: &[i64], goals: &WeightedGoals) -> usize {
        self.add(table);
        let is_met = |(goal, count): &(&Option<(Goal, f64)>, &i64)| {
            goal.is_some_and(|(goal, _)| goal.is_met_by(**count))
        };
        goals.iter().zip(table).filter(is_met).count()
    }

    /// Returns whether some table meets a goal.
    pub(crate) fn meet(&self, column: usize, goal: Goal) -> bool {
        let shown = &self.shown[column];
        match goal {
            Goal::Is(value) => shown.contains(&value),
            Goal::Reaches(least) => shown.last().is_some_and(|largest| *largest >= least),
        }
    }

    /// Lists the goals that no table meets yet, of those that protect a cell: every count below the
    /// threshold, and some count that reaches it.
    pub(crate) fn open_goals(&self, program: &Program, column: usize, threshold: i64) -> Vec<Goal> {
        let (low, high) = (
            program.low[column],
            program.high[column].unwrap_or(i64::MAX),
        );
        if low >= threshold {
            return vec![];
        }
        let below = (low..=high.min(threshold - 1)).map(Goal::Is);
        let goals = below.chain((high >= threshold).then_some(Goal::Reaches(threshold)));
        goals.filter(|goal| !self.meet(column, *goal)).collect()
    }

    /// Chooses for every judged cell one open goal and a weight, pseudo-randomly. `None`: no goal
    /// is open.
    pub(crate) fn choose_goals(
        &mut self,
        program: &Program,
        judged: &[(usize, i64)],
    ) -> Option<WeightedGoals> {
        let mut goals = vec![None; program.cells.len()];
        for (column, threshold) in judged {
            let open = self.open_goals(program, *column, *threshold);
            if !open.is_empty() {
                let chosen = open[self.random.next_index(open.len())];
                let weight = 1.0 + self.random.next() as f64 / f64::from(1 << 30);
                goals[*column] = Some((chosen, weight));
            }
        }
        goals.iter().any(Option::is_some).then_some(goals)
    }
}
