//! Relates the tables of all releases: sets of years, and of categories, divide each other.
//!
//! For every set of dimensions by which tables of several releases count, there is one cell for
//! each product of sets: of those that the tables show, and of their common refinement. A set is
//! the sum of sets that divide it. Cells that no table shows are groups of persons as well: who
//! came in new years, who was moved by a border.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Category, Dimension, TOTAL, Table};

use super::corrections::ReleaseIndex;
use super::frames::{Frame, FrameSets, Shape, Times, collect_sets, list_frames};
use super::grid::{Grid, adds_up, families};
use super::id::Id;
use super::writer::{Place, Writer};
use super::years::{YearSet, YearsId};
use crate::lattice::{NamedSets, Parts, choose_partition};
use crate::report::{Change, Group};

/// A set and the sets into which it is divided, by their positions.
type Family = (usize, Vec<usize>);

/// The cells of one frame in some years.
type Slab = (YearsId, Vec<Option<Id>>);

impl Writer<'_> {
    /// Adds what the tables of several releases say together. `named`: the sets of categories.
    pub(super) fn write_lattice(&mut self, named: &BTreeMap<String, NamedSets>) {
        let releases = self.releases;
        let tables = releases.iter().flat_map(|release| release.tables.values());
        let measures: BTreeSet<&str> = tables.map(|table| table.measure.as_str()).collect();
        for measure in measures {
            let mut shapes = Vec::new();
            for (at, release) in releases.iter().enumerate() {
                let tables = release.tables.values();
                let time = release.catalog.time.as_str();
                let tables = tables.filter(|table| table.measure == measure);
                shapes.extend(tables.map(|table| shape(at, table, time)));
            }
            let frames = list_frames(&shapes);
            let mut times = Times::new(measure, releases, &mut self.years);
            let sets = collect_sets(&frames, &shapes, named, &mut times);
            for frame in &frames {
                if let Some(sets) = sets.get(frame) {
                    self.write_frame(measure, frame, sets, &shapes, named);
                }
            }
        }
    }

    /// Adds the cells of a frame and the equations between them.
    fn write_frame(
        &mut self,
        measure: &str,
        frame: &Frame<'_>,
        sets: &FrameSets<'_>,
        shapes: &[Shape<'_>],
        named: &BTreeMap<String, NamedSets>,
    ) {
        let shapes: Vec<&Shape<'_>> = shapes
            .iter()
            .filter(|shape| frame.is_within(shape))
            .collect();
        let Some(last) = shapes.last() else { return };
        let (mut dimensions, mut families) = (Vec::new(), Vec::new());
        for (id, sets) in &sets.dimensions {
            let dimension = combined_dimension(id, sets, &shapes);
            families.push(list_families(&dimension, sets, named.get(*id), &shapes));
            dimensions.push(dimension);
        }
        let mut slabs: Vec<Slab> = Vec::new();
        for years in sets.years.keys() {
            let place = Place {
                at: last.at,
                years: Some(*years),
            };
            let (time, change) = self.describe_years(measure, *years, last.at);
            let (mut groups, mut cells) = (Vec::new(), Vec::new());
            for pins in list_products(&dimensions) {
                let mut address = Address {
                    measure: measure.to_owned(),
                    pins,
                };
                let time = time.clone();
                let code = time.map(|code| (self.releases[last.at].catalog.time.clone(), code));
                address.pins.extend(code);
                let change = change.clone();
                let group = Group {
                    change,
                    ..address.into()
                };
                let next = self.cells.len();
                let id = self.cell(place, &group);
                if id == next {
                    self.latent.insert(id);
                }
                cells.push(Some(id));
                groups.push(group);
            }
            let grid = Grid {
                dimensions: dimensions.clone(),
                cells,
            };
            self.write_lines(&grid, &families);
            self.write_grid(place, &grid, &groups);
            slabs.push((*years, grid.cells));
        }
        self.write_years(measure, sets, &shapes, &slabs);
        for (index, pins) in list_products(&dimensions).into_iter().enumerate() {
            let address = Address {
                measure: measure.to_owned(),
                pins,
            };
            self.write_subtractions(&address, last.at, sets, (&slabs, index));
        }
    }

    /// Adds what is left if one count is subtracted from another one of more years, unless it is
    /// the sum of counts that tables have.
    fn write_subtractions(
        &mut self,
        address: &Address,
        last: ReleaseIndex,
        sets: &FrameSets<'_>,
        (slabs, index): (&[Slab], usize),
    ) {
        let mut shown: Vec<(YearsId, Id)> = Vec::new();
        for (years, cells) in slabs {
            let id = cells[index].filter(|id| !self.cells[*id].shown.is_empty());
            shown.extend(id.map(|id| (*years, id)));
        }
        let known: Vec<Parts> = shown
            .iter()
            .map(|(years, _)| sets.years[years].clone())
            .collect();
        for (more, (more_years, minuend)) in shown.iter().enumerate() {
            for (fewer, (fewer_years, subtrahend)) in shown.iter().enumerate() {
                let rest: Parts = &known[more] - &known[fewer];
                let is_within = known[fewer].is_subset(&known[more]) && !rest.is_empty();
                if !is_within
                    || sets.years.values().any(|years| *years == rest)
                    || choose_partition(&rest, &known).is_some()
                {
                    continue;
                }
                let fewer = &self.years.set(*fewer_years).years;
                let mut years = self.years.set(*more_years).years.clone();
                years.retain(|year| !fewer.contains(year));
                let whole = vec![];
                let years = self.years.id(YearSet { years, whole });
                let (time, change) = self.describe_years(&address.measure, years, last);
                let mut address = address.clone();
                let code = time.map(|code| (self.releases[last].catalog.time.clone(), code));
                address.pins.extend(code);
                let group = Group {
                    change,
                    ..address.into()
                };
                let place = Place {
                    at: last,
                    years: Some(years),
                };
                let id = self.cell(place, &group);
                self.write([(*minuend, 1), (*subtrahend, -1), (id, -1)]);
            }
        }
    }

    /// Adds the sums along every dimension of a grid. `families`: by dimension.
    fn write_lines(&mut self, grid: &Grid, families: &[Vec<Family>]) {
        for (dimension, families) in families.iter().enumerate() {
            let axis = grid.axis(dimension);
            for (parent, children) in families {
                for origin in grid.origins(axis) {
                    let line = grid.line(axis, origin, *parent, children);
                    self.write(line.into_iter().flatten());
                }
            }
        }
    }

    /// Adds the sums over years, at every product of categories.
    fn write_years(
        &mut self,
        measure: &str,
        sets: &FrameSets<'_>,
        shapes: &[&Shape<'_>],
        slabs: &[Slab],
    ) {
        let parts: Vec<Parts> = sets.years.values().cloned().collect();
        let position = |years: YearsId| slabs.iter().position(|(known, _)| *known == years);
        let mut lines: BTreeSet<Family> = BTreeSet::new();
        for shape in shapes {
            let find = |code: &str| {
                let years = self.years.years_of_code(shape.at, measure, None, code);
                years.and_then(position)
            };
            let Some(time) = shape.time else { continue };
            for (parent, children) in families(time) {
                let code = |at: &usize| time.codes().nth(*at).and_then(find);
                let children: Option<Vec<usize>> = children.iter().map(code).collect();
                // All years may be those of the only period.
                if let (Some(parent), Some(children)) = (code(&parent), children)
                    && !children.contains(&parent)
                {
                    lines.insert((parent, children));
                }
            }
        }
        for (at, whole) in parts.iter().enumerate() {
            if lines.iter().all(|(parent, _)| *parent != at) {
                lines.extend(choose_partition(whole, &parts).map(|chosen| (at, chosen)));
            }
        }
        for (parent, children) in lines {
            for index in 0..slabs[parent].1.len() {
                let cell = |at: usize, sign: i32| slabs[at].1[index].map(|id| (id, sign));
                let children: Vec<(Id, i32)> =
                    children.iter().filter_map(|at| cell(*at, -1)).collect();
                self.write(children.into_iter().chain(cell(parent, 1)));
            }
        }
    }

    /// Describes years that are counted together: by what one release counts and an earlier one
    /// does not, or by a code of time.
    fn describe_years(
        &self,
        measure: &str,
        years: YearsId,
        last: ReleaseIndex,
    ) -> (Option<String>, Option<Change>) {
        let set = &self.years.set(years).years;
        let pooled = |at: ReleaseIndex| self.years.years_of_code(at, measure, None, TOTAL);
        for new in (0..self.releases.len()).rev() {
            for old in (0..new).rev() {
                let (Some(before), Some(after)) = (pooled(old), pooled(new)) else {
                    continue;
                };
                let before = &self.years.set(before).years;
                let after = &self.years.set(after).years;
                let new = after.iter().filter(|year| !before.contains(year));
                if before.iter().all(|year| after.contains(year)) && new.eq(set) {
                    let earlier = self.releases[old].catalog.release.clone();
                    return (None, Some(Change::Since(earlier)));
                }
            }
        }
        if let Some(code) = self.years.code_of_years(last, measure, years) {
            return (Some(code).filter(|code| code != TOTAL), None);
        }
        let mut names: Vec<String> = Vec::new();
        for (year, version) in set {
            let has_version = |at: &ReleaseIndex| {
                self.years.has_year(*at, year)
                    && self.years.corrections.version(*at, measure, year) == *version
            };
            let first = (0..self.releases.len()).find(has_version);
            let is_current = has_version(&(self.releases.len() - 1));
            names.push(match first.filter(|_| !is_current) {
                Some(at) => format!("{year} ({})", self.releases[at].catalog.release),
                None => year.clone(),
            });
        }
        (Some(names.join("+")), None)
    }
}

fn shape<'a>(at: ReleaseIndex, table: &'a Table, time: &str) -> Shape<'a> {
    let ids = table
        .dimensions()
        .iter()
        .map(|dimension| dimension.id.as_str());
    Shape {
        at,
        table,
        dimensions: ids.filter(|id| *id != time).collect(),
        time: table.dimension(time),
    }
}

/// Makes one dimension of the sets of a dimension in all releases. Only the answers to a question
/// with several of them are related by it.
fn combined_dimension(
    id: &str,
    sets: &BTreeMap<String, Parts>,
    shapes: &[&Shape<'_>],
) -> Dimension {
    let mut known = shapes
        .iter()
        .rev()
        .filter_map(|shape| shape.table.dimension(id));
    if let Some(multiple) = known.find(|dimension| !adds_up(dimension)) {
        return multiple.clone();
    }
    let category = |name: &String| Category {
        code: name.clone(),
        apart: true,
        ..Category::default()
    };
    Dimension {
        id: id.to_owned(),
        categories: sets.keys().map(category).collect(),
        ..Dimension::default()
    }
}

/// Lists how the sets of a dimension divide each other: as in the tables, and as their parts allow.
fn list_families(
    dimension: &Dimension,
    sets: &BTreeMap<String, Parts>,
    named: Option<&NamedSets>,
    shapes: &[&Shape<'_>],
) -> Vec<Family> {
    if !adds_up(dimension) {
        return vec![];
    }
    let position = |code: &str| dimension.codes().position(|known| known == code);
    let mut lines: BTreeSet<Family> = BTreeSet::new();
    for known in shapes
        .iter()
        .filter_map(|shape| shape.table.dimension(&dimension.id))
    {
        for (parent, children) in families(known) {
            let find = |at: &usize| known.codes().nth(*at).and_then(position);
            let children: Option<Vec<usize>> = children.iter().map(find).collect();
            if let (Some(parent), Some(children)) = (find(&parent), children) {
                lines.insert((parent, children));
            }
        }
    }
    let everybody = named.map(NamedSets::everybody).unwrap_or_default();
    let parts: Vec<Parts> = std::iter::once(everybody)
        .chain(sets.values().cloned())
        .collect();
    for (at, whole) in parts.iter().enumerate() {
        if lines.iter().all(|(parent, _)| *parent != at) {
            lines.extend(choose_partition(whole, &parts).map(|chosen| (at, chosen)));
        }
    }
    lines.into_iter().collect()
}

/// Lists the pins of all products of totals and categories, in the order of a grid.
fn list_products(dimensions: &[Dimension]) -> Vec<BTreeMap<String, String>> {
    let mut products = vec![BTreeMap::new()];
    for dimension in dimensions {
        let mut longer = Vec::new();
        for pins in &products {
            for code in dimension.codes() {
                let mut pins: BTreeMap<String, String> = pins.clone();
                if code != TOTAL {
                    pins.insert(dimension.id.clone(), code.to_owned());
                }
                longer.push(pins);
            }
        }
        products = longer;
    }
    products
}
