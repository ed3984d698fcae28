//! What is published, as equations between cells: nothing else is known to the outsider.

mod known;

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Dimension, Release, Table};

use crate::Group;
use crate::grid::{Answers, Grid, adds_up};
use crate::sameness::Sameness;

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
}

/// All cells and all equations.
pub(crate) struct System {
    /// The names of the tables.
    pub(crate) tables: Vec<String>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) equations: Vec<Equation>,
    /// So many of the equations say something that does not follow linearly from others.
    pub(crate) independent: usize,
}

impl System {
    /// Everything that the releases say, and what follows from the catalogs.
    pub(crate) fn of(releases: &[&Release]) -> Self {
        let mut writer = Writer {
            releases,
            sameness: Sameness::of(releases),
            ids: BTreeMap::new(),
            tables: vec![],
            cells: vec![],
            equations: BTreeSet::new(),
            following: BTreeSet::new(),
        };
        for (at, release) in releases.iter().enumerate() {
            release.tables.values().for_each(|table| writer.table(at, table));
        }
        for (at, release) in releases.iter().enumerate() {
            release.catalog.relations.part_of.iter().for_each(|(part, whole)| writer.rest(at, part, whole));
            writer.known_relations(at);
        }
        let Writer { tables, cells, equations, following, .. } = writer;
        let independent = equations.len();
        System { tables, cells, equations: equations.into_iter().chain(following).collect(), independent }
    }
}

/// A release's place among the releases.
type At = usize;

/// Numbers the cells and writes the equations down.
struct Writer<'a> {
    releases: &'a [&'a Release],
    sameness: Sameness,
    /// A cell of a single year is one and the same in every release; any other belongs to its release.
    ids: BTreeMap<(Option<At>, Group), Id>,
    tables: Vec<String>,
    cells: Vec<Cell>,
    equations: BTreeSet<Equation>,
    /// Equations that follow linearly from the others, but carry bounds further.
    following: BTreeSet<Equation>,
}

impl Writer<'_> {
    fn table(&mut self, at: At, table: &Table) {
        let release = &self.releases[at].catalog.release;
        let place = self.tables.len();
        self.tables.push(if self.releases.len() > 1 { format!("{release}/{}", table.id) } else { table.id.clone() });
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
        self.grid(at, &Grid { dimensions: table.dimensions().to_vec(), cells }, &groups);
    }

    /// Over all years, whoever is in the whole and not in the part.
    fn rest(&mut self, at: At, part: &str, whole: &str) {
        let release = self.releases[at];
        for table in release.tables.values().filter(|table| table.measure == part && part != whole) {
            let pooled = |dimension: &&Dimension| dimension.id != release.catalog.time;
            let dimensions = table.dimensions().iter().filter(pooled).cloned().collect();
            let (mut cells, mut groups) = (Vec::new(), Vec::new());
            let addresses = table.addressed().map(|(address, _)| address);
            for address in addresses.filter(|address| !address.pins.contains_key(&release.catalog.time)) {
                let of_whole = Address { measure: whole.into(), pins: address.pins.clone() };
                let of_part = self.cell(at, &address.clone().into());
                let group = Group { address, whole: Some(whole.into()), without: None };
                cells.push(self.known(at, &of_whole.into()).map(|of_whole| {
                    let rest = self.cell(at, &group);
                    self.write([(of_whole, 1), (of_part, -1), (rest, -1)]);
                    rest
                }));
                groups.push(group);
            }
            self.grid(at, &Grid { dimensions, cells }, &groups);
        }
    }

    /// All that holds between the cells of a grid.
    fn grid(&mut self, at: At, grid: &Grid, groups: &[Group]) {
        grid.lines().into_iter().for_each(|line| self.write(line));
        for place in (0..grid.dimensions.len()).filter(|place| !adds_up(&grid.dimensions[*place])) {
            self.answers(at, grid, groups, place);
        }
    }

    /// Of those who answered, each has an option or has it not, and everybody has at least one.
    fn answers(&mut self, at: At, grid: &Grid, groups: &[Group], place: usize) {
        let (options, others) = (grid.options(place), grid.dimensions_but(place));
        let mut lacking = vec![Vec::new(); options.len()];
        for answers in grid.answers(place) {
            let Some(Answers { origin, answered, with }) = answers else {
                lacking.iter_mut().for_each(|cells| cells.push(None));
                continue;
            };
            let surplus = self.surplus(&groups[origin]);
            self.write(answered.iter().chain(&with).copied().chain([(surplus, 1)]));
            for (option, cells) in lacking.iter_mut().enumerate() {
                let at_option = grid.axis(place).at(origin, options[option]);
                let without = Some(grid.dimensions[place].id.clone());
                let lacking = self.cell(at, &Group { without, ..groups[at_option].clone() });
                self.write(answered.iter().copied().chain([with[option], (lacking, -1)]));
                // Whoever lacks it has another one.
                let others = with.iter().enumerate().filter(|(other, _)| *other != option).map(|(_, with)| *with);
                self.following.insert(tidy(others.chain([(surplus, 1), (lacking, 1)])));
                cells.push(Some(lacking));
            }
        }
        let lines = lacking.into_iter().flat_map(|cells| Grid { dimensions: others.clone(), cells }.lines());
        self.following.extend(lines.map(tidy).filter(|line| !line.is_empty()));
    }

    fn write(&mut self, terms: impl IntoIterator<Item = (Id, i32)>) {
        let equation = tidy(terms);
        if !equation.is_empty() {
            self.equations.insert(equation);
        }
    }

    fn key(&self, at: At, group: &Group) -> (Option<At>, Group) {
        let catalog = &self.releases[at].catalog;
        let year = group.address.pins.get(&catalog.time);
        let single = year.is_some_and(|code| catalog.dimension(&catalog.time).is_none_or(|time| time.is_leaf(code)));
        ((!single).then_some(at), Group { address: self.canonical(group), ..group.clone() })
    }

    /// The address that stands for all names of a group. What the group lacks is no part of the rewriting.
    fn canonical(&self, group: &Group) -> Address {
        let mut held = group.address.clone();
        let lacked = group.without.as_ref().and_then(|id| held.pins.remove_entry(id));
        let mut address = self.sameness.canonical(held);
        match lacked {
            Some((id, _)) if address.pins.contains_key(&id) => group.address.clone(),
            lacked => {
                address.pins.extend(lacked);
                address
            }
        }
    }

    fn known(&self, at: At, group: &Group) -> Option<Id> {
        self.ids.get(&self.key(at, group)).copied()
    }

    fn cell(&mut self, at: At, group: &Group) -> Id {
        let catalog = &self.releases[at].catalog;
        let threshold = (!catalog.is_unprotected(&group.address)).then_some(catalog.threshold);
        let next = self.cells.len();
        let id = *self.ids.entry(self.key(at, group)).or_insert(next);
        if id == next {
            self.cells.push(Cell { group: group.clone(), shown: vec![], threshold });
        }
        let cell = &mut self.cells[id];
        cell.threshold = cell.threshold.max(threshold);
        id
    }

    /// How many more answers than persons there are: a number, but of nobody.
    fn surplus(&mut self, total: &Group) -> Id {
        self.cells.push(Cell { group: total.clone(), shown: vec![], threshold: None });
        self.cells.len() - 1
    }

    /// A number of persons that is not judged by itself: part of a cell.
    fn number(&mut self, part_of: Id) -> Id {
        let group = self.cells[part_of].group.clone();
        self.surplus(&group)
    }
}

/// Sorted, each cell once, and the first coefficient positive.
fn tidy(terms: impl IntoIterator<Item = (Id, i32)>) -> Equation {
    let mut sum: BTreeMap<Id, i32> = BTreeMap::new();
    terms.into_iter().for_each(|(id, coefficient)| *sum.entry(id).or_default() += coefficient);
    sum.retain(|_, coefficient| *coefficient != 0);
    let sign = sum.values().next().map_or(1, |first| first.signum());
    sum.into_iter().map(|(id, coefficient)| (id, sign * coefficient)).collect()
}
