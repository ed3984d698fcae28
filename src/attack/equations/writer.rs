//! Numbers the cells and collects the equations between them.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Release};

use super::aliases::Aliases;
use super::combinations;
use super::corrections::{Corrections, ReleaseIndex};
use super::system::{Cell, Equation, Id, System};
use super::triple::Triple;
use crate::report::Group;

/// Which releases share a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// A single year, corrected so many times: all releases that count it so share the cell, once
    /// the year is settled.
    Year(usize),
    /// A count that pools years, or compares releases, belongs to one release.
    Release(ReleaseIndex),
}

/// The cells and equations so far, and how to find a cell by its group.
pub(super) struct Writer<'a> {
    pub(super) releases: &'a [&'a Release],
    pub(super) corrections: Corrections,
    pub(super) tables: Vec<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) rows: BTreeMap<(Id, Vec<Id>), BTreeSet<usize>>,
    pub(super) triples: Vec<Triple>,
    aliases: Aliases,
    /// Whether anybody can be in a combination of related categories.
    possible: BTreeMap<(ReleaseIndex, BTreeMap<String, String>), bool>,
    ids: BTreeMap<(Scope, Group), Id>,
    equations: BTreeSet<Equation>,
    /// Equations that follow linearly from the others, but carry bounds further.
    following: BTreeSet<Equation>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(releases: &'a [&'a Release]) -> Self {
        let aliases = Aliases::from_releases(releases);
        let corrections = Corrections::from_releases(releases, |at, address| {
            aliases.canonical(&releases[at].catalog, address)
        });
        Writer {
            releases,
            corrections,
            tables: vec![],
            cells: vec![],
            rows: BTreeMap::new(),
            triples: vec![],
            aliases,
            possible: BTreeMap::new(),
            ids: BTreeMap::new(),
            equations: BTreeSet::new(),
            following: BTreeSet::new(),
        }
    }

    /// Returns everything that was written.
    pub(super) fn finish(self) -> System {
        let last = self.releases.last();
        System {
            current: self.tables.len() - last.map_or(0, |release| release.tables.len()),
            tables: self.tables,
            cells: self.cells,
            rows: self.rows,
            triples: self.triples,
            cuts: vec![],
            independent: self.equations.len(),
            equations: self.equations.into_iter().chain(self.following).collect(),
        }
    }

    /// Adds the equation in which these terms sum to zero.
    pub(super) fn write(&mut self, terms: impl IntoIterator<Item = (Id, i32)>) {
        let equation = collect_terms(terms);
        if !equation.is_empty() {
            self.equations.insert(equation);
        }
    }

    /// Adds an equation that follows linearly from others, but carries bounds further.
    pub(super) fn write_following(&mut self, terms: impl IntoIterator<Item = (Id, i32)>) {
        let equation = collect_terms(terms);
        if !equation.is_empty() {
            self.following.insert(equation);
        }
    }

    /// Finds the cell of a group in a release. `None`: there is none yet.
    pub(super) fn find(&self, at: ReleaseIndex, group: &Group) -> Option<Id> {
        self.ids.get(&self.key(at, group)).copied()
    }

    /// Finds or adds the cell of a group in a release.
    pub(super) fn cell(&mut self, at: ReleaseIndex, group: &Group) -> Id {
        let catalog = &self.releases[at].catalog;
        let threshold = (!catalog.is_unprotected(&group.address)).then_some(catalog.threshold);
        let next = self.cells.len();
        let id = *self.ids.entry(self.key(at, group)).or_insert(next);
        if id == next {
            self.cells.push(Cell {
                group: group.clone(),
                shown: vec![],
                threshold,
            });
            if self.is_always_empty(at, group) {
                self.write([(id, 1)]);
            }
        }
        let cell = &mut self.cells[id];
        cell.threshold = cell.threshold.max(threshold);
        id
    }

    /// Adds a number that is not judged, because it counts answers and not persons. It is named
    /// like a group.
    pub(super) fn unjudged_number(&mut self, group: &Group) -> Id {
        self.cells.push(Cell {
            group: group.clone(),
            shown: vec![],
            threshold: None,
        });
        self.cells.len() - 1
    }

    /// Adds a number of persons that is not judged by itself, because it is only a part of a cell.
    pub(super) fn unjudged_part(&mut self, whole: Id) -> Id {
        let group = self.cells[whole].group.clone();
        self.unjudged_number(&group)
    }

    fn key(&self, at: ReleaseIndex, group: &Group) -> (Scope, Group) {
        let address = self.canonical(at, group);
        (
            self.scope(at, group),
            Group {
                address,
                ..group.clone()
            },
        )
    }

    fn scope(&self, at: ReleaseIndex, group: &Group) -> Scope {
        let catalog = &self.releases[at].catalog;
        let Some(year) = group.address.pins.get(&catalog.time) else {
            return Scope::Release(at);
        };
        let is_single_year = catalog
            .dimension(&catalog.time)
            .is_none_or(|time| time.is_leaf(year));
        if group.change.is_none() && is_single_year && catalog.is_settled(&group.address) {
            Scope::Year(self.corrections.version(at, &group.address.measure, year))
        } else {
            Scope::Release(at)
        }
    }

    /// Returns the one address that stands for all names of a group. The options that its persons
    /// lack are not rewritten.
    fn canonical(&self, at: ReleaseIndex, group: &Group) -> Address {
        let catalog = &self.releases[at].catalog;
        let mut address = group.address.clone();
        let mut lacking = Vec::new();
        for dimension in &group.without {
            lacking.extend(address.pins.remove_entry(dimension));
        }
        let mut canonical = self.aliases.canonical(catalog, address);
        let is_pinned = |(dimension, _): &(String, _)| canonical.pins.contains_key(dimension);
        if lacking.iter().any(is_pinned) {
            return group.address.clone();
        }
        canonical.pins.extend(lacking);
        canonical
    }

    /// Returns whether nobody can be in a group, whatever the counts are.
    fn is_always_empty(&mut self, at: ReleaseIndex, group: &Group) -> bool {
        let catalog = &self.releases[at].catalog;
        let mut address = group.address.clone();
        address
            .pins
            .retain(|dimension, _| !group.without.contains(dimension));
        if catalog.is_pending_when_settled(&address) {
            return true;
        }
        let related = combinations::related_dimensions(catalog);
        address
            .pins
            .retain(|dimension, _| related.contains(dimension.as_str()));
        if address.pins.len() < 2 {
            return false;
        }
        let is_possible = self
            .possible
            .entry((at, address.pins.clone()))
            .or_insert_with(|| !combinations::is_impossible(catalog, &address));
        !*is_possible
    }
}

/// Adds up the terms of each cell, sorts them, and makes the first coefficient positive.
fn collect_terms(terms: impl IntoIterator<Item = (Id, i32)>) -> Equation {
    let mut sum: BTreeMap<Id, i32> = BTreeMap::new();
    for (id, coefficient) in terms {
        *sum.entry(id).or_default() += coefficient;
    }
    sum.retain(|_, coefficient| *coefficient != 0);
    let sign = sum.values().next().map_or(1, |first| first.signum());
    sum.into_iter()
        .map(|(id, coefficient)| (id, sign * coefficient))
        .collect()
}
