//! Writes what follows if one measure is part of another, as accredited persons of applicants.

use std::collections::BTreeSet;

use cube::{Address, Dimension, TOTAL, Table};

use super::combinations::self_and_ancestors;
use super::corrections::ReleaseIndex;
use super::grid::Grid;
use super::id::Id;
use super::writer::Writer;
use crate::report::Group;

/// A category of the whole that holds everybody in the part; `None`: the whole itself.
pub(super) type Container = Option<(String, String)>;

/// A table of the part, and the cells of the whole that it is compared with.
struct Comparison<'a> {
    at: ReleaseIndex,
    table: &'a Table,
    whole: &'a str,
    container: &'a Container,
}

impl Comparison<'_> {
    /// Returns the address of the whole that contains the persons at an address of the part.
    fn address_in_whole(&self, part: &Address) -> Address {
        let mut pins = part.pins.clone();
        pins.extend(self.container.clone());
        Address {
            measure: self.whole.into(),
            pins,
        }
    }

    /// Names the persons whom the whole counts by the end of a year or period, or at all, and the
    /// part does not by then, given their addresses over all years.
    fn waiting(&self, [whole, part]: &[Address; 2], until: Option<&str>) -> Group {
        let address = Address {
            measure: part.measure.clone(),
            pins: whole.pins.clone(),
        };
        Group {
            whole: Some(whole.measure.clone()),
            until: until.map(str::to_owned),
            ..address.into()
        }
    }

    /// Lists the addresses of the table that count all years, given the dimension of time.
    fn pooled_addresses(&self, time: &str) -> Vec<Address> {
        let addresses = self.table.addressed().map(|(address, _)| address);
        addresses
            .filter(|address| !address.pins.contains_key(time))
            .collect()
    }
}

impl Writer<'_> {
    /// Adds what a release says about a part and its whole. If everybody in the part is in one
    /// category of the whole, the same holds for that category and for those that contain it.
    pub(super) fn write_part(&mut self, at: ReleaseIndex, part: &str, whole: &str) {
        let release = self.releases[at];
        if part == whole {
            return;
        }
        for container in &self.containers(at, part) {
            for table in release
                .tables
                .values()
                .filter(|table| table.measure == part)
            {
                // A table by the container's dimension would compare a category with itself.
                let is_by_container = container
                    .as_ref()
                    .is_some_and(|(dimension, _)| table.dimension(dimension).is_some());
                if !is_by_container {
                    let comparison = Comparison {
                        at,
                        table,
                        whole,
                        container,
                    };
                    self.write_residual(&comparison);
                    self.write_staircase(&comparison);
                }
            }
        }
    }

    /// Lists the categories of the whole that contain everybody in a part; `None`: the whole itself.
    pub(super) fn containers(&self, at: ReleaseIndex, part: &str) -> BTreeSet<Container> {
        let catalog = &self.releases[at].catalog;
        let mut containers: BTreeSet<Container> = BTreeSet::from([None]);
        for (measure, pin) in &catalog.relations.within {
            if measure == part {
                let codes = self_and_ancestors(catalog, (&pin.dimension, &pin.code));
                containers.extend(codes.map(|code| Some((pin.dimension.clone(), code.to_owned()))));
            }
        }
        containers
    }

    /// Adds `residual = whole − part` over all years: the persons in the whole who are not in the
    /// part.
    fn write_residual(&mut self, comparison: &Comparison<'_>) {
        let Comparison {
            at, table, whole, ..
        } = *comparison;
        let time = &self.releases[at].catalog.time;
        let (mut cells, mut groups) = (Vec::new(), Vec::new());
        for address in comparison.pooled_addresses(time) {
            let in_whole = comparison.address_in_whole(&address);
            let part = self.cell(at, &address.clone().into());
            let residual = Address {
                measure: address.measure,
                pins: in_whole.pins.clone(),
            };
            let group = Group {
                whole: Some(whole.into()),
                ..residual.into()
            };
            cells.push(self.find(at, &in_whole.into()).map(|whole| {
                let residual = self.cell(at, &group);
                self.write([(whole, 1), (part, -1), (residual, -1)]);
                residual
            }));
            groups.push(group);
        }
        let is_pooled = |dimension: &&Dimension| dimension.id != *time;
        let dimensions = table.dimensions().iter().filter(is_pooled);
        let dimensions = dimensions.cloned().collect();
        self.write_grid(at.into(), &Grid { dimensions, cells }, &groups);
    }

    /// Adds `waiting = Σ whole − Σ part` up to the end of every year: nobody is counted in the part
    /// before they are counted in the whole. Those who wait are a group: who applied by then, and
    /// was not accredited by then.
    ///
    /// These inequalities say as much as a table of the whole's years by the part's years whose
    /// cells before the diagonal are empty: such a table of whole numbers with given margins exists
    /// if and only if the sums are so ordered and the residual over all years is not negative.
    fn write_staircase(&mut self, comparison: &Comparison<'_>) {
        let Comparison { at, table, .. } = *comparison;
        let time = &self.releases[at].catalog.time;
        let Some(known) = table.dimension(time) else {
            return;
        };
        let pairs: Vec<[Address; 2]> = comparison
            .pooled_addresses(time)
            .into_iter()
            .map(|part| [comparison.address_in_whole(&part), part])
            .collect();
        let dimensions = table.dimensions().iter();
        let others: Vec<Dimension> = dimensions
            .filter(|known| known.id != *time)
            .cloned()
            .collect();
        let (years, periods) = (leaves(known), top_level(known));
        let has_years_apart = known.categories.iter().any(|year| year.apart);
        // The tables of the whole may have periods only, although those of the part have years.
        let has_years = |pair: &[Address; 2]| {
            let find = |year: &&str| self.find_both(at, pair, time, year).is_some();
            years.iter().any(find)
        };
        let by_year: Vec<bool> = pairs.iter().map(has_years).collect();
        for (steps, is_by_year) in [(&years, true), (&periods, false)] {
            let mut before: Vec<Option<Option<Id>>> = by_year
                .iter()
                .map(|by_year| (*by_year == is_by_year).then_some(None))
                .collect();
            for step in steps {
                // By the end of all years, those who wait are the residual.
                let is_last = Some(step) == steps.last() && !has_years_apart;
                let until = (!is_last).then_some(*step);
                let groups: Vec<Group> = pairs
                    .iter()
                    .map(|pair| comparison.waiting(pair, until))
                    .collect();
                for ((pair, group), before) in pairs.iter().zip(&groups).zip(&mut before) {
                    *before = before.and_then(|before| {
                        let [whole, part] = self.find_both(at, pair, time, step)?;
                        let waiting = self.cell(at, group);
                        let before = before.map(|before| (before, 1));
                        let terms = [(whole, 1), (part, -1), (waiting, -1)];
                        self.write(terms.into_iter().chain(before));
                        Some(Some(waiting))
                    });
                }
                let grid = Grid {
                    dimensions: others.clone(),
                    cells: before.iter().map(|cell| cell.flatten()).collect(),
                };
                self.write_grid(at.into(), &grid, &groups);
            }
        }
    }

    /// Finds the cells of two addresses at a code of time. `None`: one of them does not exist.
    fn find_both(
        &self,
        at: ReleaseIndex,
        addresses: &[Address; 2],
        time: &str,
        code: &str,
    ) -> Option<[Id; 2]> {
        let find = |address: &Address| {
            let mut address = address.clone();
            address.pins.insert(time.to_owned(), code.to_owned());
            self.find(at, &address.into())
        };
        Some([find(&addresses[0])?, find(&addresses[1])?])
    }
}

/// Lists the codes of single years.
fn leaves(time: &Dimension) -> Vec<&str> {
    let codes = time.codes().skip(1);
    codes.filter(|code| time.is_leaf(code)).collect()
}

/// Lists the codes directly below the total.
fn top_level(time: &Dimension) -> Vec<&str> {
    let periods = time.children(TOTAL);
    periods.map(|period| period.code.as_str()).collect()
}
