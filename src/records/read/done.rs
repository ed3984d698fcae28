//! Adds up what became of rows, by source where it matters.

use std::collections::BTreeMap;

use crate::{
    clean::{Took, suggestion::Collected},
    place::Place,
    read::{
        problem::Problem,
        tally::{Reason, Tally},
    },
};

/// How many problems are kept; all of them are counted.
const KEPT: usize = 1000;

/// What became of rows, by source where it matters.
#[derive(Default)]
pub(super) struct Done<'a> {
    pub tallies: Vec<Tally>,
    pub rules: Vec<BTreeMap<Took<'a>, u64>>,
    pub set_aside: BTreeMap<Reason, Vec<Place>>,
    pub near: Collected,
    pub problems: Vec<(Place, Problem)>,
    /// How many problems there were that are no longer kept.
    pub more: u64,
    /// In how many applications two sources, the more trusted first, know different answers in a dimension or measure.
    pub conflicts: BTreeMap<(&'a str, usize, usize), u64>,
}

impl Done<'_> {
    pub(super) fn problem(&mut self, place: Place, problem: Problem) {
        self.problems.push((place, problem));
        if self.problems.len() >= 2 * KEPT {
            self.keep_first();
        }
    }

    /// Sorts the problems and keeps the first ones.
    pub(super) fn keep_first(&mut self) {
        self.problems.sort_by_key(|(place, _)| *place);
        let kept = self.problems.len().min(KEPT);
        self.more += self.problems.drain(kept..).map(|_| 1).sum::<u64>();
    }
}

impl<'a> Done<'a> {
    pub(super) fn absorb(&mut self, other: Done<'a>) {
        self.tallies
            .iter_mut()
            .zip(&other.tallies)
            .for_each(|(tally, other)| tally.add(other));
        for (rules, other) in self.rules.iter_mut().zip(other.rules) {
            other
                .into_iter()
                .for_each(|(rule, rows)| *rules.entry(rule).or_default() += rows);
        }
        other
            .set_aside
            .into_iter()
            .for_each(|(reason, rows)| self.set_aside.entry(reason).or_default().extend(rows));
        self.near.absorb(other.near);
        self.problems.extend(other.problems);
        self.more += other.more;
        other
            .conflicts
            .into_iter()
            .for_each(|(fields, times)| *self.conflicts.entry(fields).or_default() += times);
    }

    pub(super) fn count(&mut self, source: usize, rules: &[Took<'a>]) {
        let tally = &mut self.tallies[source];
        *if rules.is_empty() {
            &mut tally.counted
        } else {
            &mut tally.corrected
        } += 1;
        self.took(source, rules);
    }

    pub(super) fn linked(&mut self, source: usize, rules: &[Took<'a>]) {
        self.tallies[source].linked += 1;
        self.took(source, rules);
    }

    fn took(&mut self, source: usize, rules: &[Took<'a>]) {
        for rule in rules {
            *self.rules[source].entry(*rule).or_default() += 1;
        }
    }

    pub(super) fn set_aside(&mut self, source: usize, reason: Reason, place: Place) {
        *self.tallies[source]
            .set_aside
            .entry(reason.clone())
            .or_default() += 1;
        self.set_aside.entry(reason).or_default().push(place);
    }
}
