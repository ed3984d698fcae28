//! Adds up how many rows were counted, corrected, linked or set aside, and the problems in them.

use std::collections::BTreeMap;

use crate::{
    clean::{AppliedRule, suggestion::NearMisses},
    read::{
        notice::Notice,
        problem::{Cause, Problem},
        tally::{Reason, Tally},
    },
    row_location::RowLocation,
};

/// The number of problems that are kept; all of them are counted.
const KEPT: usize = 1000;

/// The account of the rows that one thread has read.
#[derive(Default)]
pub(super) struct RowAccount<'a> {
    /// By source.
    pub tallies: Vec<Tally>,
    /// By source, the number of rows for each applied rule.
    pub rules: Vec<BTreeMap<AppliedRule<'a>, u64>>,
    pub set_aside: BTreeMap<Reason, Vec<RowLocation>>,
    pub near_misses: NearMisses,
    pub problems: Vec<(RowLocation, Problem)>,
    /// The number of problems that are not kept.
    pub more: u64,
    /// By dimension or measure and two sources, the more trusted first: the number of applications in which they
    /// contradict each other.
    pub conflicts: BTreeMap<(&'a str, usize, usize), u64>,
    /// By file and position, the columns without a name that hold data.
    pub unnamed: BTreeMap<(u32, usize), Unnamed>,
    /// What those who keep the records should look at, with its count.
    pub notices: BTreeMap<Notice, u64>,
}

/// A column without a name that holds data.
pub(super) struct Unnamed {
    /// The first row in which it does.
    first: RowLocation,
    /// The problem there.
    problem: Problem,
    rows: u64,
}

impl Unnamed {
    fn absorb(&mut self, other: Unnamed) {
        self.rows += other.rows;
        if other.first < self.first {
            self.first = other.first;
            self.problem = other.problem;
        }
    }

    /// Converts to a problem that says in how many rows there are data.
    fn into_problem(self) -> (RowLocation, Problem) {
        let cause = Cause::Unnamed { rows: self.rows };
        (
            self.first,
            Problem {
                cause,
                ..self.problem
            },
        )
    }
}

impl RowAccount<'_> {
    /// Counts a row that holds data in a column without a name. `problem` is the problem in this row.
    pub(super) fn count_unnamed(
        &mut self,
        position: usize,
        location: RowLocation,
        problem: impl FnOnce(Cause) -> Problem,
    ) {
        let column = (location.file, position);
        match self.unnamed.get_mut(&column) {
            Some(unnamed) if location > unnamed.first => unnamed.rows += 1,
            known => {
                let rows = 1 + known.map_or(0, |known| known.rows);
                let unnamed = Unnamed {
                    first: location,
                    problem: problem(Cause::Unnamed { rows: 0 }),
                    rows,
                };
                self.unnamed.insert(column, unnamed);
            }
        }
    }

    /// Reports the columns without a name that hold data.
    pub(super) fn report_unnamed(&mut self) {
        let unnamed = std::mem::take(&mut self.unnamed).into_values();
        self.problems.extend(unnamed.map(Unnamed::into_problem));
    }

    /// Adds to the count of a notice.
    pub(super) fn notice(&mut self, notice: Notice, count: u64) {
        if count > 0 {
            *self.notices.entry(notice).or_default() += count;
        }
    }

    pub(super) fn add_problem(&mut self, location: RowLocation, problem: Problem) {
        self.problems.push((location, problem));
        if self.problems.len() >= 2 * KEPT {
            self.keep_first_problems();
        }
    }

    /// Sorts the problems and keeps the first ones.
    pub(super) fn keep_first_problems(&mut self) {
        self.problems.sort_by_key(|(location, _)| *location);
        let kept = self.problems.len().min(KEPT);
        self.more += self.problems.drain(kept..).map(|_| 1).sum::<u64>();
    }
}

impl<'a> RowAccount<'a> {
    /// Adds the account of another thread.
    pub(super) fn absorb(&mut self, other: RowAccount<'a>) {
        for (tally, more) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.add(more);
        }
        for (rules, more) in self.rules.iter_mut().zip(other.rules) {
            for (rule, rows) in more {
                *rules.entry(rule).or_default() += rows;
            }
        }
        for (reason, rows) in other.set_aside {
            self.set_aside.entry(reason).or_default().extend(rows);
        }
        self.near_misses.absorb(other.near_misses);
        self.problems.extend(other.problems);
        self.more += other.more;
        for (column, unnamed) in other.unnamed {
            match self.unnamed.get_mut(&column) {
                None => {
                    self.unnamed.insert(column, unnamed);
                }
                Some(own) => own.absorb(unnamed),
            }
        }
        for (notice, count) in other.notices {
            self.notice(notice, count);
        }
        for (conflict, applications) in other.conflicts {
            *self.conflicts.entry(conflict).or_default() += applications;
        }
    }

    /// Counts a person: as it is if no rule was applied, else as corrected.
    pub(super) fn count_person(&mut self, source: usize, rules: &[AppliedRule<'a>]) {
        let tally = &mut self.tallies[source];
        if rules.is_empty() {
            tally.counted += 1;
        } else {
            tally.corrected += 1;
        }
        self.count_rules(source, rules);
    }

    /// Counts an event that belongs to a person.
    pub(super) fn count_event(&mut self, source: usize, rules: &[AppliedRule<'a>]) {
        self.tallies[source].linked += 1;
        self.count_rules(source, rules);
    }

    fn count_rules(&mut self, source: usize, rules: &[AppliedRule<'a>]) {
        for rule in rules {
            *self.rules[source].entry(*rule).or_default() += 1;
        }
    }

    pub(super) fn set_aside(&mut self, source: usize, reason: Reason, location: RowLocation) {
        *self.tallies[source]
            .set_aside
            .entry(reason.clone())
            .or_default() += 1;
        self.set_aside.entry(reason).or_default().push(location);
    }
}
