//! What those can prove of others who know one record: their own.
//!
//! Whoever knows one record knows in which groups it is, and that the others in each of them are as many as there are,
//! less one. So no count can be smaller than what the record adds to it, in any table, of any group, and that is all that
//! they know besides the files. Nobody may be able to prove with it, of a group that no file shows:
//!
//! - how many *others* there are, be it none: who knows that nobody else is there knows it of everybody else;
//! - that there are others, but fewer than the threshold;
//! - that all others of a row are in one category. This follows from the first, and is counted besides.
//!
//! So little suffices, since who knows more than the files can always exclude something: that nobody is in their own
//! groups. What is published is not judged again, since everybody knows it: of five published persons, one of them knows
//! that there are four others, and a threshold means just that. How many published numbers are so small is told as a
//! fact. The same holds of a group that the files prove to reach the threshold, hidden or not: it could be published.
//! Nor is judged what is empty whatever the counts.
//!
//! It is the keeper of the register who asks, and all records are told. Together they are the true table, from which
//! the search starts: it holds every record, so for each group it suffices to find one other table that still holds the
//! record. That there is one is verified in whole numbers. That there is none, the solver is taken at its word: it finds
//! too much rather than too little. Records are kept as the groups that they are in, and only those that no file shows;
//! the report holds numbers and nothing of any record.
//!
//! It knows one release: what earlier ones say besides is not tried.

mod person;
mod pool;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use cube::{Address, Release};
use serde::Serialize;

use crate::bounds::Bounds;
use crate::system::{Cell, Equation, Id, System};
use crate::{Effort, derive};
use person::Persons;
use search::{Found, Search};

/// What those can prove of others who know one record, in numbers of records; nothing in it says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coalition {
    /// How many records there are.
    pub records: u64,
    /// How many of them differ in the groups that no file shows.
    pub different: usize,
    /// How many of these were tried, each for all that are alike.
    pub tried: usize,
    /// Whether the files are what the records add up to. If not, nothing was tried.
    pub agrees: bool,
    /// How many numbers of groups that are hidden or too small the files alone give away, to everybody.
    pub given_away: usize,
    /// How many records let the exact number of others in some group be proved.
    pub exact: u64,
    /// How many let it be proved of some group that there are others, but fewer than the threshold.
    pub small: u64,
    /// How many let it be proved of some row that all others in it are in one category.
    pub homogeneous: u64,
    /// Of how many it could not be decided what they let be proved.
    pub undecided: u64,
    /// How many published numbers equal the threshold, so that each person in them knows that fewer others are there.
    pub at_threshold: usize,
}

impl Coalition {
    /// Whether it was tried and nothing was found.
    pub fn is_safe(&self) -> bool {
        self.agrees && self.given_away == 0 && self.exact + self.small + self.homogeneous + self.undecided == 0
    }

    fn count(&mut self, found: Found, records: u64) {
        *match found {
            Found::Exact => &mut self.exact,
            Found::Small => &mut self.small,
            Found::Homogeneous => &mut self.homogeneous,
            Found::Undecided => &mut self.undecided,
        } += records;
    }
}

impl Display for Coalition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Coalition { records, different, tried, exact, small, homogeneous, undecided, at_threshold, .. } = self;
        writeln!(f, "{records} records, {different} different; removed one by one: {tried}")?;
        writeln!(f, "Published numbers that equal the threshold: {at_threshold}")?;
        if !self.agrees {
            return writeln!(f, "These records do not add up to the files: nothing may be concluded.");
        }
        if self.is_safe() {
            return writeln!(f, "No record that was removed lets anything hidden be proved of others.");
        }
        if self.given_away > 0 {
            writeln!(f, "Numbers that the files give away to everybody: {}", self.given_away)?;
        }
        let words = [
            (exact, "how many are in a group"),
            (small, "that some are in a group, but fewer than the threshold"),
            (homogeneous, "that all of a row are in one category"),
            (undecided, "what could not be decided"),
        ];
        let mut found = words.iter().filter(|(count, _)| **count > 0);
        found.try_for_each(|(count, word)| writeln!(f, "Records that let be proved of others {word}: {count}"))
    }
}

/// A release, and the records that it was made of.
pub struct Register {
    system: System,
    bounds: Bounds,
    /// What holds whatever is published.
    structure: Bounds,
    ids: BTreeMap<Address, Id>,
    /// `None`: it is not clear who is in some group.
    persons: Option<Persons>,
    /// All records together.
    truth: Vec<i64>,
    records: u64,
    /// Whether every cell of every record is one of the files.
    is_known: bool,
    /// In which open cells somebody is, and how often in each; with the number of records that are alike.
    different: BTreeMap<Vec<(Id, i64)>, u64>,
}

impl Register {
    /// Of no records yet.
    pub fn of(release: &Release) -> Self {
        let addresses: Vec<Address> =
            release.tables.values().flat_map(|table| table.addressed()).map(|(address, _)| address).collect();
        let (mut system, ids) = System::of(&[release], &addresses.iter().collect::<Vec<_>>());
        let ids = addresses.into_iter().zip(ids).filter_map(|(address, id)| Some((address, id?))).collect();
        let persons = Persons::of(&system);
        let mut structure = Bounds::of_counts(&system);
        structure.propagate(&system);
        let mut bounds = Bounds::of_published(&system);
        derive(&mut system, &mut bounds, Effort::Joint);
        let truth = vec![0; system.cells.len()];
        let different = BTreeMap::new();
        Register { system, bounds, structure, ids, persons, truth, records: 0, is_known: true, different }
    }

    /// Takes in one more record: every address at which the release counts it, totals too.
    pub fn add(&mut self, record: &[Address]) {
        let Some(persons) = &self.persons else { return };
        let ids: Vec<Id> = record.iter().filter_map(|address| self.ids.get(address).copied()).collect();
        self.is_known &= ids.len() == record.len();
        self.records += 1;
        let person = persons.person(&self.system, &ids);
        self.truth.iter_mut().zip(&person).for_each(|(sum, count)| *sum += count);
        let open = person.into_iter().enumerate().filter(|(id, count)| *count != 0 && self.bounds.is_open(*id));
        *self.different.entry(open.collect()).or_default() += 1;
    }

    /// What those can prove of others who know one of these records. `sample`: of so many different ones at most, taken
    /// evenly from all.
    pub fn judge(&self, sample: Option<usize>) -> Coalition {
        let all = self.different.len();
        let tried = if self.agrees() { sample.map_or(all, |sample| sample.min(all)) } else { 0 };
        let mut report = Coalition {
            records: self.records,
            different: all,
            tried,
            agrees: self.agrees(),
            given_away: (0..self.truth.len()).filter(|id| !self.bounds.is_open(*id) && self.is_secret(*id)).count(),
            at_threshold: self.system.cells.iter().filter(|cell| is_at_threshold(cell)).count(),
            ..Coalition::default()
        };
        let mut search = Search::of(self);
        let is_chosen = |at: usize| at * tried / all != (at + 1) * tried / all;
        for (_, (own, records)) in self.different.iter().enumerate().filter(|(at, _)| is_chosen(*at)) {
            search.judge(own).into_iter().for_each(|found| report.count(found, *records));
        }
        report
    }

    /// Whether the files show just these records, and all equations hold of them.
    fn agrees(&self) -> bool {
        let shows = |(cell, truth): (&Cell, &i64)| {
            *truth >= 0
                && cell
                    .shown
                    .iter()
                    .all(|(_, count)| count.is_none_or(|count| i64::try_from(count).is_ok_and(|count| count == *truth)))
        };
        let holds = |equation: &Equation| {
            let terms = equation.iter().map(|(id, coefficient)| i128::from(self.truth[*id]) * i128::from(*coefficient));
            terms.sum::<i128>() == 0
        };
        self.persons.is_some()
            && self.is_known
            && self.bounds.contradictions.is_empty()
            && self.bounds.unsettled.is_none()
            && self.system.cells.iter().zip(&self.truth).all(shows)
            && self.system.equations[..self.system.independent].iter().all(holds)
    }

    /// The threshold of a group that is judged: no file shows it, and somebody can be in it.
    fn threshold(&self, id: Id) -> Option<i64> {
        let cell = &self.system.cells[id];
        let is_judged = cell.published().is_none() && self.structure.intervals[id].value().is_none();
        i64::try_from(cell.threshold.filter(|_| is_judged)?).ok()
    }

    /// Whether it may not be known of a group how many others are in it: for all that the files say, it may be small.
    fn is_secret(&self, id: Id) -> bool {
        self.threshold(id).is_some_and(|threshold| self.bounds.intervals[id].low < i128::from(threshold))
    }

    /// Whether it is known of some row how many others there are, that there are some, and that all are in one category,
    /// although they could be in others. `exact`: the open cells of whose others it is known how many there are.
    fn is_homogeneous(&self, person: &[i64], exact: &BTreeSet<Id>) -> bool {
        // Of what is published, nobody is alone in it.
        let holds_others = |id: Id| self.truth[id] > if self.bounds.is_open(id) { person[id] } else { 0 };
        let is_known = |id: Id| !self.bounds.is_open(id) || exact.contains(&id);
        let is_possible = |id: Id| self.system.cells[id].is_judged() && self.structure.intervals[id].value().is_none();
        self.system.rows.keys().any(|(whole, parts)| {
            is_known(*whole)
                && holds_others(*whole)
                && self.system.cells[*whole].is_judged()
                && parts.iter().filter(|id| !is_known(**id) || holds_others(**id)).count() == 1
                && parts.iter().filter(|id| is_possible(**id)).count() > 1
        })
    }
}

fn is_at_threshold(cell: &Cell) -> bool {
    cell.threshold.is_some() && cell.published() == cell.threshold
}
