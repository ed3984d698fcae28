//! What it means that a measure is part of another.

use cube::{Address, Dimension};

use super::{At, Id, Writer};
use crate::Group;
use crate::grid::Grid;

impl Writer<'_> {
    /// Over all years, whoever is in the whole and not in the part.
    pub(super) fn rest(&mut self, at: At, part: &str, whole: &str) {
        let release = self.releases[at];
        for table in release.tables.values().filter(|table| table.measure == part && part != whole) {
            let pooled = |dimension: &&Dimension| dimension.id != release.catalog.time;
            let dimensions = table.dimensions().iter().filter(pooled).cloned().collect();
            let (mut cells, mut groups) = (Vec::new(), Vec::new());
            let addresses = table.addressed().map(|(address, _)| address);
            for address in addresses.filter(|address| !address.pins.contains_key(&release.catalog.time)) {
                let of_whole = Address { measure: whole.into(), pins: address.pins.clone() };
                let of_part = self.cell(at, &address.clone().into());
                let group = Group { whole: Some(whole.into()), ..address.into() };
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

    /// Nobody is counted in the part before they are counted in the whole: up to the end of every year, the part is no
    /// larger than the whole, whoever it is of. It is all that a table of the whole's years by the part's years says,
    /// whose cells before the diagonal are empty: such a table with given margins exists, in whole numbers, if and only
    /// if the sums are so ordered and the all-years rest is not negative.
    pub(super) fn staircase(&mut self, at: At, part: &str, whole: &str) {
        let release = self.releases[at];
        let time = &release.catalog.time;
        for table in release.tables.values().filter(|table| table.measure == part && part != whole) {
            let Some(years) = table.dimension(time) else { continue };
            let years: Vec<&str> = years.codes().skip(1).filter(|code| years.is_leaf(code)).collect();
            let addresses = table.addressed().map(|(address, _)| address);
            for address in addresses.filter(|address| !address.pins.contains_key(time)) {
                let mut waiting: Option<Id> = None;
                for year in &years {
                    let mut pins = address.pins.clone();
                    pins.insert(time.clone(), (*year).to_owned());
                    let known =
                        |measure: &str| self.known(at, &Address { measure: measure.into(), pins: pins.clone() }.into());
                    let (Some(of_part), Some(of_whole)) = (known(part), known(whole)) else { break };
                    // So many are in the whole by the end of the year, and not yet in the part.
                    let still = self.number(of_whole);
                    let before = waiting.replace(still).map(|before| (before, 1));
                    self.write([(of_whole, 1), (of_part, -1), (still, -1)].into_iter().chain(before));
                }
            }
        }
    }
}
