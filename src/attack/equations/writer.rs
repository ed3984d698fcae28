//! Numbers the cells and collects the equations between them.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Release};

use super::aliases::Aliases;
use super::combinations;
use super::corrections::{Corrections, ReleaseIndex};
use super::id::Id;
use super::system::{Cell, Equation, System};
use super::triple::Triple;
use super::years::{YearSets, YearsId};
use crate::report::Group;

/// Which releases share a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// All releases that count the same years share the cell, once these are settled.
    Years(YearsId),
    /// What is not settled has another count in each release.
    Release(ReleaseIndex),
}

/// The cell of a group, whatever the releases call it.
pub(super) type Key = (Scope, Group);

/// The release whose catalog describes a group.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) at: ReleaseIndex,
    /// The years that count the group, whatever time its address pins.
    pub(super) years: Option<YearsId>,
}

impl From<ReleaseIndex> for Place {
    fn from(at: ReleaseIndex) -> Self {
        Place { at, years: None }
    }
}

/// The cells and equations so far, and how to find a cell by its group.
pub(super) struct Writer<'a> {
    pub(super) releases: &'a [&'a Release],
    pub(super) years: YearSets,
    pub(super) tables: Vec<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) rows: BTreeMap<(Id, Vec<Id>), BTreeSet<usize>>,
    pub(super) latent: BTreeSet<Id>,
    pub(super) triples: Vec<Triple>,
    aliases: Aliases,
    /// Whether anybody can be in a combination of related categories.
    possible: BTreeMap<BTreeMap<String, String>, bool>,
    pub(super) ids: BTreeMap<Key, Id>,
    equations: BTreeSet<Equation>,
    /// Equations that follow linearly from the others, but carry bounds further.
    following: BTreeSet<Equation>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(releases: &'a [&'a Release]) -> Self {
        let aliases = Aliases::from_releases(releases);
        let corrections = Corrections::from_releases(releases, |address| {
            canonical_address(&aliases, releases, address)
        });
        Writer {
            releases,
            years: YearSets::new(releases, corrections),
            tables: vec![],
            cells: vec![],
            rows: BTreeMap::new(),
            latent: BTreeSet::new(),
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
            differences: self.list_differences(),
            unrelated: vec![],
            latent: self.latent,
            current: self.tables.len() - last.map_or(0, |release| release.tables.len()),
            tables: self.tables,
            cells: self.cells,
            rows: self.rows,
            triples: self.triples,
            cuts: vec![],
            marked: BTreeMap::new(),
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
    pub(super) fn find(&self, place: impl Into<Place>, group: &Group) -> Option<Id> {
        self.ids.get(&self.key(place.into(), group)).copied()
    }

    /// Finds or adds the cell of a group in a release.
    pub(super) fn cell(&mut self, place: impl Into<Place>, group: &Group) -> Id {
        let place = place.into();
        let threshold = Some(self.releases[place.at].catalog.threshold);
        let next = self.cells.len();
        let id = *self.ids.entry(self.key(place, group)).or_insert(next);
        if id == next {
            self.cells.push(Cell {
                group: group.clone(),
                shown: vec![],
                threshold,
            });
            if self.is_always_empty(place, group) {
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

    fn key(&self, place: Place, group: &Group) -> Key {
        let catalog = &self.releases[place.at].catalog;
        let mut address = self.canonical(group);
        let years = place.years.or_else(|| self.settled_years(place.at, group));
        let scope = match years {
            Some(years) => {
                address.pins.remove(&catalog.time);
                Scope::Years(years)
            }
            None => Scope::Release(place.at),
        };
        let key = Group {
            address,
            change: None,
            ..group.clone()
        };
        (scope, key)
    }

    /// Returns the years that count a group in a release. `None`: it has no years, or its counts
    /// still change.
    fn settled_years(&self, at: ReleaseIndex, group: &Group) -> Option<YearsId> {
        let Group { address, whole, .. } = group;
        let catalog = &self.releases[at].catalog;
        let code = catalog.time_code(address);
        let years = self
            .years
            .years_of_code(at, &address.measure, whole.as_deref(), code);
        years.filter(|_| catalog.is_settled(address))
    }

    /// Returns the one address that stands for all names of a group. The options that its persons
    /// lack are not rewritten.
    fn canonical(&self, group: &Group) -> Address {
        let mut address = group.address.clone();
        let mut lacking = Vec::new();
        for dimension in &group.without {
            lacking.extend(address.pins.remove_entry(dimension));
        }
        let mut canonical = canonical_address(&self.aliases, self.releases, address);
        let is_pinned = |(dimension, _): &(String, _)| canonical.pins.contains_key(dimension);
        if lacking.iter().any(is_pinned) {
            return group.address.clone();
        }
        canonical.pins.extend(lacking);
        canonical
    }

    /// Returns whether nobody can be in a group, whatever the counts are.
    fn is_always_empty(&mut self, place: Place, group: &Group) -> bool {
        let catalog = &self.releases[place.at].catalog;
        let mut address = group.address.clone();
        address
            .pins
            .retain(|dimension, _| !group.without.contains(dimension));
        let is_pending = match place.years {
            // Several releases count only what is settled in both.
            Some(_) => pins_pending(catalog, &address),
            None => catalog.is_pending_when_settled(&address),
        };
        if is_pending {
            return true;
        }
        let releases = self.releases;
        let catalogs = || releases.iter().map(|release| &release.catalog);
        let related: BTreeSet<&str> = catalogs()
            .flat_map(combinations::related_dimensions)
            .collect();
        address
            .pins
            .retain(|dimension, _| related.contains(dimension.as_str()));
        if address.pins.len() < 2 {
            return false;
        }
        let is_possible = self
            .possible
            .entry(address.pins.clone())
            .or_insert_with(|| {
                !catalogs().any(|catalog| combinations::is_impossible(catalog, &address))
            });
        !*is_possible
    }
}

/// Returns whether an address pins an outcome that nobody of settled years has.
fn pins_pending(catalog: &Catalog, address: &Address) -> bool {
    address.pins.iter().any(|(id, code)| {
        let settled = catalog
            .dimension(id)
            .and_then(|known| known.settled.as_ref());
        settled.is_some_and(|settled| settled.pending.contains(code))
    })
}

/// Returns the one address that stands for all names of the same persons, by all catalogs.
fn canonical_address(aliases: &Aliases, releases: &[&Release], mut address: Address) -> Address {
    for release in releases {
        address = aliases.canonical(&release.catalog, address);
    }
    address
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
