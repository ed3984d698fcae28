//! What whole tables have shown cells to be.

use std::collections::BTreeSet;

use super::model::{Goal, Program};
use super::random::Chance;

/// The values at which each open cell of a part has been seen.
pub(crate) struct Witnesses {
    seen: Vec<BTreeSet<i64>>,
    chance: Chance,
}

/// A wish for each cell that has one, with its weight.
pub(crate) type Wishes = Vec<Option<(Goal, f64)>>;

impl Witnesses {
    pub(crate) fn new(cells: usize) -> Self {
        Witnesses {
            seen: vec![BTreeSet::new(); cells],
            chance: Chance::default(),
        }
    }

    /// Takes note of a verified table.
    pub(crate) fn add(&mut self, table: &[i64]) {
        self.seen
            .iter_mut()
            .zip(table)
            .for_each(|(seen, value)| _ = seen.insert(*value));
    }

    /// The same of a table that differs from one that was noted in these cells.
    pub(crate) fn add_changed(&mut self, table: &[i64], changed: &[usize]) {
        changed
            .iter()
            .for_each(|place| _ = self.seen[*place].insert(table[*place]));
    }

    /// The same; says how many wishes the table fulfils.
    pub(crate) fn add_toward(&mut self, table: &[i64], wishes: &Wishes) -> usize {
        self.add(table);
        wishes
            .iter()
            .zip(table)
            .filter(|(wish, value)| wish.is_some_and(|(goal, _)| goal.is_met_by(**value)))
            .count()
    }

    /// Whether some table has shown a cell as asked.
    pub(crate) fn meet(&self, place: usize, goal: Goal) -> bool {
        match goal {
            Goal::Is(value) => self.seen[place].contains(&value),
            Goal::Reaches(least) => self.seen[place]
                .last()
                .is_some_and(|largest| *largest >= least),
        }
    }

    /// The values at which a cell has not been seen, of those that it must be able to have.
    pub(crate) fn open(&self, program: &Program, place: usize, threshold: i64) -> Vec<Goal> {
        let (low, high) = (program.low[place], program.high[place].unwrap_or(i64::MAX));
        if low >= threshold {
            return vec![];
        }
        let values = (low..=high.min(threshold - 1)).map(Goal::Is);
        let goals = values.chain((high >= threshold).then_some(Goal::Reaches(threshold)));
        goals.filter(|goal| !self.meet(place, *goal)).collect()
    }

    /// For every judged cell one value, of those that it must be able to have, at which it has not been seen; which one
    /// is left to chance. `None`: all have been seen.
    pub(crate) fn wishes(&mut self, program: &Program, judged: &[(usize, i64)]) -> Option<Wishes> {
        let mut wishes = vec![None; program.cells.len()];
        for (place, threshold) in judged {
            let open = self.open(program, *place, *threshold);
            if !open.is_empty() {
                let chosen = open[self.chance.next() as usize % open.len()];
                wishes[*place] =
                    Some((chosen, 1.0 + self.chance.next() as f64 / f64::from(1 << 30)));
            }
        }
        wishes.iter().any(Option::is_some).then_some(wishes)
    }
}
