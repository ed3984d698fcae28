//! What is published, as equations between cells: nothing else is known to the outsider.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Release, Table};

use super::aliases::Sameness;
use super::combinations as possible;
use super::corrections::Versions;
use super::grid::{Answers, Grid, adds_up};
use crate::Group;

/// A cell's place in [`System::cells`].
pub(crate) type Id = usize;

/// Cells with coefficients that add up to zero, sorted by cell, no coefficient zero.
pub(crate) type Equation = Vec<(Id, i32)>;

/// One number of persons.
pub(crate) struct Cell {
    /// Its name: the first one under which it is hidden, if it has several.
    pub(crate) group: Group,
    /// The tables that show it, each with the count it publishes; `None` where it is hidden.
    pub(crate) shown: Vec<(usize, Option<u64>)>,
    /// The smallest count of it that may be published. `None`: it is no group of persons, or one that says nothing of
    /// anybody.
    pub(crate) threshold: Option<u64>,
}

impl Cell {
    /// The count that is published; the first, should the files contradict each other.
    pub(crate) fn published(&self) -> Option<u64> {
        self.shown.iter().find_map(|(_, count)| *count)
    }

    /// Whether it matters what can be proved of it.
    pub(crate) fn is_judged(&self) -> bool {
        self.threshold.is_some()
    }
}

/// All cells and all equations.
pub(crate) struct System {
    /// The names of the tables, release by release.
    pub(crate) tables: Vec<String>,
    /// The place of the last release's first table.
    pub(crate) current: usize,
    pub(crate) cells: Vec<Cell>,
    pub(crate) equations: Vec<Equation>,
    /// The rows of every table, each once: a cell and those that it consists of.
    pub(crate) rows: BTreeMap<(Id, Vec<Id>), BTreeSet<usize>>,
    /// So many of the equations say something that does not follow linearly from others.
    pub(crate) independent: usize,
}

impl System {
    /// Everything that the releases say, and what follows from the catalogs; and the cells at these addresses, each of a
    /// release by its place.
    pub(crate) fn of(
        releases: &[&Release],
        addresses: &[(usize, &Address)],
    ) -> (Self, Vec<Option<Id>>) {
        let sameness = Sameness::of(releases);
        let versions = Versions::of(releases, |at, address| {
            canonical(&sameness, releases[at], address)
        });
        let mut writer = Writer {
            releases,
            sameness,
            versions,
            possible: BTreeMap::new(),
            ids: BTreeMap::new(),
            tables: vec![],
            cells: vec![],
            rows: BTreeMap::new(),
            equations: BTreeSet::new(),
            following: BTreeSet::new(),
        };
        for (at, release) in releases.iter().enumerate() {
            release
                .tables
                .values()
                .for_each(|table| writer.table(at, table));
        }
        for (at, release) in releases.iter().enumerate() {
            for (part, whole) in &release.catalog.relations.part_of {
                writer.part(at, part, whole);
            }
            writer.known_relations(at);
            writer.succession(at);
        }
        let known = |(at, address): &(usize, &Address)| {
            (*at < releases.len()).then(|| writer.known(*at, &(*address).clone().into()))?
        };
        let ids = addresses.iter().map(known).collect();
        let Writer {
            tables,
            cells,
            rows,
            equations,
            following,
            ..
        } = writer;
        let independent = equations.len();
        let current = tables.len() - releases.last().map_or(0, |release| release.tables.len());
        (
            System {
                tables,
                current,
                cells,
                rows,
                equations: equations.into_iter().chain(following).collect(),
                independent,
            },
            ids,
        )
    }
}

impl System {
    /// Adds an equation that is a sum of others, each taken so many times; nothing if its coefficients become too large.
    pub(crate) fn add_sum(&mut self, parts: &[(usize, i32)]) {
        let mut sum: BTreeMap<Id, i64> = BTreeMap::new();
        for (name, times) in parts {
            for (id, coefficient) in &self.equations[*name] {
                *sum.entry(*id).or_default() += i64::from(*coefficient) * i64::from(*times);
            }
        }
        sum.retain(|_, coefficient| *coefficient != 0);
        let divisor = sum
            .values()
            .fold(0, |divisor, coefficient| {
                gcd(divisor, coefficient.unsigned_abs())
            })
            .max(1);
        let term = |(id, coefficient): (&Id, &i64)| {
            Some((
                *id,
                i32::try_from(coefficient / i64::try_from(divisor).ok()?).ok()?,
            ))
        };
        self.equations.extend(
            sum.iter()
                .map(term)
                .collect::<Option<Equation>>()
                .filter(|equation| !equation.is_empty()),
        );
    }
}

/// The greatest common divisor.
pub(crate) fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A release's place among the releases.
pub(super) type At = usize;

/// What a cell belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// A single year, corrected so many times: one and the same in every release, once nothing of it changes any more.
    Year(usize),
    /// What is pooled over years, or compared between releases, belongs to its release.
    Release(At),
}

/// Numbers the cells and writes the equations down.
pub(super) struct Writer<'a> {
    pub(super) releases: &'a [&'a Release],
    pub(super) sameness: Sameness,
    pub(super) versions: Versions,
    /// Whether anybody can be in a combination of categories of which relations speak.
    pub(super) possible: BTreeMap<(At, BTreeMap<String, String>), bool>,
    pub(super) ids: BTreeMap<(Scope, Group), Id>,
    pub(super) tables: Vec<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) rows: BTreeMap<(Id, Vec<Id>), BTreeSet<usize>>,
    pub(super) equations: BTreeSet<Equation>,
    /// Equations that follow linearly from the others, but carry bounds further.
    pub(super) following: BTreeSet<Equation>,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, at: At, table: &Table) {
        let release = &self.releases[at].catalog.release;
        let place = self.tables.len();
        self.tables.push(if self.releases.len() > 1 {
            format!("{release}/{}", table.id)
        } else {
            table.id.clone()
        });
        let (mut cells, mut groups) = (Vec::new(), Vec::new());
        for (address, cell) in table.addressed() {
            let group = Group::from(address);
            let id = self.cell(at, &group);
            let known = &mut self.cells[id];
            if cell == cube::Cell::Hidden && known.shown.iter().all(|(_, count)| count.is_some()) {
                known.group = group.clone();
            }
            known.shown.push((place, cell.published()));
            cells.push(Some(id));
            groups.push(group);
        }
        let grid = Grid {
            dimensions: table.dimensions().to_vec(),
            cells,
        };
        for line in grid.lines() {
            let mut ids = line.into_iter().map(|(id, _)| id);
            if let Some(whole) = ids.next() {
                self.rows
                    .entry((whole, ids.collect()))
                    .or_default()
                    .insert(place);
            }
        }
        self.grid(at, &grid, &groups);
    }

    /// All that holds between the cells of a grid.
    pub(super) fn grid(&mut self, at: At, grid: &Grid, groups: &[Group]) {
        grid.lines().into_iter().for_each(|line| self.write(line));
        for place in (0..grid.dimensions.len()).filter(|place| !adds_up(&grid.dimensions[*place])) {
            self.answers(at, grid, groups, place);
        }
    }

    /// Of those who answered, each has an option or has it not, and everybody has at least one.
    pub(super) fn answers(&mut self, at: At, grid: &Grid, groups: &[Group], place: usize) {
        let (options, others) = (grid.options(place), grid.dimensions_but(place));
        let mut lacking = vec![Vec::new(); options.len()];
        for answers in grid.answers(place) {
            let Some(Answers {
                origin,
                answered,
                with,
            }) = answers
            else {
                lacking.iter_mut().for_each(|cells| cells.push(None));
                continue;
            };
            let surplus = self.surplus(&groups[origin]);
            self.write(answered.iter().chain(&with).copied().chain([(surplus, 1)]));
            for (option, cells) in lacking.iter_mut().enumerate() {
                let at_option = grid.axis(place).at(origin, options[option]);
                let without = Some(grid.dimensions[place].id.clone());
                let lacking = self.cell(
                    at,
                    &Group {
                        without,
                        ..groups[at_option].clone()
                    },
                );
                self.write(
                    answered
                        .iter()
                        .copied()
                        .chain([with[option], (lacking, -1)]),
                );
                // Whoever lacks it has another one.
                let others = with
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != option)
                    .map(|(_, with)| *with);
                self.following
                    .insert(tidy(others.chain([(surplus, 1), (lacking, 1)])));
                cells.push(Some(lacking));
            }
        }
        let lines = lacking.into_iter().flat_map(|cells| {
            Grid {
                dimensions: others.clone(),
                cells,
            }
            .lines()
        });
        self.following
            .extend(lines.map(tidy).filter(|line| !line.is_empty()));
    }

    pub(super) fn write(&mut self, terms: impl IntoIterator<Item = (Id, i32)>) {
        let equation = tidy(terms);
        if !equation.is_empty() {
            self.equations.insert(equation);
        }
    }

    pub(super) fn key(&self, at: At, group: &Group) -> (Scope, Group) {
        let catalog = &self.releases[at].catalog;
        let year = group
            .address
            .pins
            .get(&catalog.time)
            .filter(|_| group.change.is_none());
        let single = |code: &&String| {
            catalog
                .dimension(&catalog.time)
                .is_none_or(|time| time.is_leaf(code))
        };
        let scope = match year
            .filter(single)
            .filter(|_| catalog.is_settled(&group.address))
        {
            Some(year) => Scope::Year(self.versions.version(at, &group.address.measure, year)),
            None => Scope::Release(at),
        };
        (
            scope,
            Group {
                address: self.canonical(at, group),
                ..group.clone()
            },
        )
    }

    /// The address that stands for all names of a group. What the group lacks is no part of the rewriting.
    pub(super) fn canonical(&self, at: At, group: &Group) -> Address {
        let mut held = group.address.clone();
        let lacked = group
            .without
            .as_ref()
            .and_then(|id| held.pins.remove_entry(id));
        let mut address = canonical(&self.sameness, self.releases[at], held);
        match lacked {
            Some((id, _)) if address.pins.contains_key(&id) => group.address.clone(),
            lacked => {
                address.pins.extend(lacked);
                address
            }
        }
    }

    /// Whether nobody can be in a group, whatever is published.
    pub(super) fn is_empty(&mut self, at: At, group: &Group) -> bool {
        let catalog = &self.releases[at].catalog;
        let mut address = group.address.clone();
        address
            .pins
            .retain(|id, _| group.without.as_ref() != Some(id));
        if catalog.is_pending_when_settled(&address) {
            return true;
        }
        let related = possible::related(catalog);
        let mut pins = address.pins;
        pins.retain(|id, _| related.contains(id.as_str()));
        if pins.len() < 2 {
            return false;
        }
        let address = Address {
            measure: String::new(),
            pins: pins.clone(),
        };
        !*self
            .possible
            .entry((at, pins))
            .or_insert_with(|| !possible::is_empty(catalog, &address))
    }

    pub(super) fn known(&self, at: At, group: &Group) -> Option<Id> {
        self.ids.get(&self.key(at, group)).copied()
    }

    pub(super) fn cell(&mut self, at: At, group: &Group) -> Id {
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
            if self.is_empty(at, group) {
                self.write([(id, 1)]);
            }
        }
        let cell = &mut self.cells[id];
        cell.threshold = cell.threshold.max(threshold);
        id
    }

    /// How many more answers than persons there are: a number, but of nobody.
    pub(super) fn surplus(&mut self, total: &Group) -> Id {
        self.cells.push(Cell {
            group: total.clone(),
            shown: vec![],
            threshold: None,
        });
        self.cells.len() - 1
    }

    /// A number of persons that is not judged by itself: part of a cell.
    pub(super) fn number(&mut self, part_of: Id) -> Id {
        let group = self.cells[part_of].group.clone();
        self.surplus(&group)
    }
}

/// The address that stands for all that hold the same persons.
fn canonical(sameness: &Sameness, release: &Release, address: Address) -> Address {
    possible::without_implied(&release.catalog, sameness.canonical(address))
}

/// Sorted, each cell once, and the first coefficient positive.
fn tidy(terms: impl IntoIterator<Item = (Id, i32)>) -> Equation {
    let mut sum: BTreeMap<Id, i32> = BTreeMap::new();
    terms
        .into_iter()
        .for_each(|(id, coefficient)| *sum.entry(id).or_default() += coefficient);
    sum.retain(|_, coefficient| *coefficient != 0);
    let sign = sum.values().next().map_or(1, |first| first.signum());
    sum.into_iter()
        .map(|(id, coefficient)| (id, sign * coefficient))
        .collect()
}
