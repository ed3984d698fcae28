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
//! Earlier releases are held together with the last one if they count the same people: whoever counts in them is one of
//! the records now, in the same categories. Where a year was corrected since, nobody tells which records it was made of,
//! and the release that says so is left out and counted. Nor does anybody tell what had become of a person by an earlier
//! release: of its tables by what was settled of some years only, nothing is held together with the last one, which
//! publishes the settled years as well.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};

use cube::{Address, Dimension, Release};
use serde::Serialize;

use super::distinct::Different;
use super::membership::Persons;
use super::record_cells::Places;
use super::search::{Found, Search};
use crate::bounds::Bounds;
use crate::equations::{Cell, Equation, Id, System};
use crate::{Effort, derive};

/// What those can prove of others who know one record, in numbers of records; nothing in it says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InsiderReport {
    /// How many earlier releases were held together with the last one.
    pub earlier: usize,
    /// How many could not be, because they count other people.
    pub apart: usize,
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

impl InsiderReport {
    /// Whether it was tried and nothing was found.
    pub fn is_safe(&self) -> bool {
        self.agrees
            && self.given_away == 0
            && self.exact + self.small + self.homogeneous + self.undecided == 0
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

impl Display for InsiderReport {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let InsiderReport {
            records,
            different,
            tried,
            exact,
            small,
            homogeneous,
            undecided,
            at_threshold,
            ..
        } = self;
        writeln!(
            f,
            "{records} records, {different} different; removed one by one: {tried}"
        )?;
        if self.earlier + self.apart > 0 {
            writeln!(
                f,
                "Earlier releases: {}; left out, because they count other people: {}",
                self.earlier, self.apart
            )?;
        }
        writeln!(
            f,
            "Published numbers that equal the threshold: {at_threshold}"
        )?;
        if !self.agrees {
            return writeln!(
                f,
                "These records do not add up to the files: nothing may be concluded."
            );
        }
        if self.is_safe() {
            return writeln!(
                f,
                "No record that was removed lets anything hidden be proved of others."
            );
        }
        if self.given_away > 0 {
            writeln!(
                f,
                "Numbers that the files give away to everybody: {}",
                self.given_away
            )?;
        }
        let words = [
            (exact, "how many are in a group"),
            (
                small,
                "that some are in a group, but fewer than the threshold",
            ),
            (homogeneous, "that all of a row are in one category"),
            (undecided, "what could not be decided"),
        ];
        let mut found = words.iter().filter(|(count, _)| **count > 0);
        found.try_for_each(|(count, word)| {
            writeln!(f, "Records that let be proved of others {word}: {count}")
        })
    }
}

/// Releases, and the records that the last one was made of.
pub struct Register {
    pub(super) system: System,
    pub(super) bounds: Bounds,
    /// What holds whatever is published.
    structure: Bounds,
    places: Places,
    /// `None`: it is not clear who is in some group.
    persons: Option<Persons>,
    /// What suffices to tell in which open cells somebody is.
    open: Persons,
    /// Whether it matters that somebody counts at a place.
    matter: Vec<bool>,
    /// All records together.
    pub(super) truth: Vec<i64>,
    records: u64,
    /// How many releases were left out.
    apart: usize,
    different: Different,
    /// Room for one person: zero everywhere in between.
    room: Vec<i64>,
}

impl Register {
    /// Of no records yet. `releases`: earlier ones, the oldest first, and at last the one that the records were made of.
    /// `places`: every address at which a record may count; of a record it is told by its position. `truth`: how many
    /// records there are at an address.
    pub fn of(releases: &[&Release], places: &[Address], truth: &dyn Fn(&Address) -> u64) -> Self {
        let told: Vec<Release> = earlier(releases).map(without_unsettled).collect();
        let releases: Vec<&Release> = told.iter().chain(releases.last().copied()).collect();
        let mut held = Places::continued(&releases, places);
        let apart = releases.len().saturating_sub(1) - held.len().min(releases.len());
        held.extend(releases.last());
        let (mut system, places_of) = Places::of(&held, places);
        let mut structure = Bounds::of_counts(&system);
        structure.propagate(&system);
        let mut bounds = Bounds::of_published(&system);
        let persons = Persons::of(&system);
        derive(&mut system, &mut bounds, Effort::Joint);
        let every = Persons::of(&system);
        let is_open = (0..system.cells.len()).filter(|id| bounds.is_open(*id));
        let (open, needed) =
            every.map_or_else(Default::default, |every| every.within(&system, is_open));
        let mut counts = vec![0; system.cells.len()];
        for (at, id) in places_of.own() {
            counts[id] = i64::try_from(truth(&places[at])).unwrap_or(i64::MAX);
        }
        Register {
            matter: places_of.matter(&needed),
            room: vec![0; system.cells.len()],
            places: places_of,
            truth: counts,
            records: 0,
            different: Different::default(),
            system,
            bounds,
            structure,
            persons,
            open,
            apart,
        }
    }

    /// Keeps so many different records at most, whichever come when: those that come first by a hash.
    #[must_use]
    pub fn sampling(mut self, most: Option<usize>) -> Self {
        self.different = Different::at_most(most);
        self
    }

    /// For every place, whether it has to be told of records that they count there.
    pub fn matter(&self) -> &[bool] {
        &self.matter
    }

    /// Takes in one more record: the places at which it counts.
    pub fn add(&mut self, record: &[usize]) {
        self.records += 1;
        if record.is_empty() {
            return self.different.add(vec![]);
        }
        let (own, earlier) = self.places.cells(record);
        earlier.iter().for_each(|id| self.truth[*id] += 1);
        let told = || own.iter().chain(&earlier).copied();
        told().for_each(|id| self.room[id] = 1);
        self.open.complete(&self.system, &mut self.room);
        let all: BTreeSet<Id> = told().chain(self.open.implied()).collect();
        let is_in = |id: &&Id| self.room[**id] != 0 && self.bounds.is_open(**id);
        self.different.add(
            all.iter()
                .filter(is_in)
                .map(|id| (*id, self.room[*id]))
                .collect(),
        );
        all.into_iter().for_each(|id| self.room[id] = 0);
    }

    /// What those can prove of others who know one of these records.
    pub fn judge(mut self) -> InsiderReport {
        if let Some(persons) = &self.persons {
            persons.complete(&self.system, &mut self.truth);
        }
        let agrees = self.agrees();
        let mut report = InsiderReport {
            earlier: self.places.earlier(),
            apart: self.apart,
            records: self.records,
            different: self.different.number(),
            tried: if agrees {
                self.different.kept().count()
            } else {
                0
            },
            agrees,
            given_away: (0..self.truth.len())
                .filter(|id| !self.bounds.is_open(*id) && self.is_secret(*id))
                .count(),
            at_threshold: self
                .system
                .cells
                .iter()
                .filter(|cell| is_at_threshold(cell))
                .count(),
            ..InsiderReport::default()
        };
        let mut search = Search::of(&self);
        for (own, records) in self.different.kept().filter(|_| agrees) {
            search
                .judge(own)
                .into_iter()
                .for_each(|found| report.count(found, records));
        }
        report
    }

    /// Whether the files show just these records, and all equations hold of them.
    fn agrees(&self) -> bool {
        let shows = |(cell, truth): (&Cell, &i64)| {
            *truth >= 0
                && cell.shown.iter().all(|(_, count)| {
                    count
                        .is_none_or(|count| i64::try_from(count).is_ok_and(|count| count == *truth))
                })
        };
        let holds = |equation: &Equation| {
            let terms = equation
                .iter()
                .map(|(id, coefficient)| i128::from(self.truth[*id]) * i128::from(*coefficient));
            terms.sum::<i128>() == 0
        };
        self.persons.is_some()
            && self.places.are_known
            && self.bounds.contradictions.is_empty()
            && self.bounds.unsettled.is_none()
            && self.system.cells.iter().zip(&self.truth).all(shows)
            && self.system.equations[..self.system.independent]
                .iter()
                .all(holds)
    }

    /// The threshold of a group that is judged: no file shows it, and somebody can be in it.
    pub(super) fn threshold(&self, id: Id) -> Option<i64> {
        let cell = &self.system.cells[id];
        let is_judged =
            cell.published().is_none() && self.structure.intervals[id].value().is_none();
        i64::try_from(cell.threshold.filter(|_| is_judged)?).ok()
    }

    /// Whether it may not be known of a group how many others are in it: for all that the files say, it may be small.
    pub(super) fn is_secret(&self, id: Id) -> bool {
        self.threshold(id)
            .is_some_and(|threshold| self.bounds.intervals[id].low < i128::from(threshold))
    }

    /// Whether it is known of some row how many others there are, that there are some, and that all are in one category,
    /// although they could be in others. `exact`: the open cells of whose others it is known how many there are.
    pub(super) fn is_homogeneous(&self, person: &[i64], exact: &BTreeSet<Id>) -> bool {
        // Of what is published, nobody is alone in it.
        let holds_others = |id: Id| {
            self.truth[id]
                > if self.bounds.is_open(id) {
                    person[id]
                } else {
                    0
                }
        };
        let is_known = |id: Id| !self.bounds.is_open(id) || exact.contains(&id);
        let is_possible = |id: Id| {
            self.system.cells[id].is_judged() && self.structure.intervals[id].value().is_none()
        };
        self.system.rows.keys().any(|(whole, parts)| {
            is_known(*whole)
                && holds_others(*whole)
                && self.system.cells[*whole].is_judged()
                && parts
                    .iter()
                    .filter(|id| !is_known(**id) || holds_others(**id))
                    .count()
                    == 1
                && parts.iter().filter(|id| is_possible(**id)).count() > 1
        })
    }
}

fn earlier<'a>(releases: &'a [&Release]) -> impl Iterator<Item = &'a Release> {
    releases
        .split_last()
        .into_iter()
        .flat_map(|(_, earlier)| earlier.iter().copied())
}

/// A release without the tables of which some numbers were not settled yet.
fn without_unsettled(release: &Release) -> Release {
    let mut release = release.clone();
    let catalog = &release.catalog;
    let is_settled = |held: &Dimension| {
        catalog
            .dimension(&held.id)
            .is_none_or(|held| held.settled.is_none())
    };
    release
        .tables
        .retain(|_, table| table.dimensions().iter().all(is_settled));
    release
}

fn is_at_threshold(cell: &Cell) -> bool {
    cell.threshold.is_some() && cell.published() == cell.threshold
}
