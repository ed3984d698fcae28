//! What it means that a measure is part of another, and of whom in it.

use std::collections::BTreeSet;

use cube::{Address, Dimension, TOTAL, Table};

use super::combinations::lineage;
use super::grid::Grid;
use super::system::{At, Id, Writer};
use crate::Group;

/// Of whom in the whole everybody in the part is one: all of them, or one category.
type Among = Option<(String, String)>;

impl Writer<'_> {
    /// Writes down what a release says of a part and its whole. Whoever knows that all of the part are in a category of
    /// the whole knows the same of that category, and of those that contain it, as of the whole.
    pub(super) fn part(&mut self, at: At, part: &str, whole: &str) {
        let release = self.releases[at];
        let mut all: BTreeSet<Among> = BTreeSet::from([None]);
        for (_, pin) in release
            .catalog
            .relations
            .within
            .iter()
            .filter(|(of, _)| of == part)
        {
            let codes = lineage(&release.catalog, (&pin.dimension, &pin.code));
            all.extend(codes.map(|code| Some((pin.dimension.clone(), code.to_owned()))));
        }
        for among in all {
            let says_more = |table: &&Table| {
                among
                    .as_ref()
                    .is_none_or(|(dimension, _)| table.dimension(dimension).is_none())
            };
            let of_part = release
                .tables
                .values()
                .filter(|table| table.measure == part && part != whole);
            for table in of_part.filter(says_more) {
                self.rest(at, table, whole, &among);
                self.staircase(at, table, whole, &among);
            }
        }
    }

    /// Over all years, whoever is in the whole and not in the part.
    fn rest(&mut self, at: At, table: &Table, whole: &str, among: &Among) {
        let release = self.releases[at];
        let pooled = |dimension: &&Dimension| dimension.id != release.catalog.time;
        let dimensions = table.dimensions().iter().filter(pooled).cloned().collect();
        let (mut cells, mut groups) = (Vec::new(), Vec::new());
        let addresses = table.addressed().map(|(address, _)| address);
        for address in addresses.filter(|address| !address.pins.contains_key(&release.catalog.time))
        {
            let of_whole = in_whole(&address, whole, among);
            let of_part = self.cell(at, &address.clone().into());
            let rest = Address {
                measure: address.measure,
                pins: of_whole.pins.clone(),
            };
            let group = Group {
                whole: Some(whole.into()),
                ..rest.into()
            };
            cells.push(self.known(at, &of_whole.into()).map(|of_whole| {
                let rest = self.cell(at, &group);
                self.write([(of_whole, 1), (of_part, -1), (rest, -1)]);
                rest
            }));
            groups.push(group);
        }
        self.grid(at, &Grid { dimensions, cells }, &groups);
    }

    /// Nobody is counted in the part before they are counted in the whole: up to the end of every year, the part is no
    /// larger than the whole, whoever it is of. It is all that a table of the whole's years by the part's years says,
    /// whose cells before the diagonal are empty: such a table with given margins exists, in whole numbers, if and only
    /// if the sums are so ordered and the all-years rest is not negative.
    fn staircase(&mut self, at: At, table: &Table, whole: &str, among: &Among) {
        let release = self.releases[at];
        let time = &release.catalog.time;
        let Some(known) = table.dimension(time) else {
            return;
        };
        let years: Vec<&str> = known
            .codes()
            .skip(1)
            .filter(|code| known.is_leaf(code))
            .collect();
        let periods: Vec<&str> = known
            .children(TOTAL)
            .map(|period| period.code.as_str())
            .collect();
        let addresses = table.addressed().map(|(address, _)| address);
        for address in addresses.filter(|address| !address.pins.contains_key(time)) {
            let of_whole = in_whole(&address, whole, among);
            let told = |writer: &Self, code: &str| {
                let find = |of: &Address| {
                    let mut of = of.clone();
                    of.pins.insert(time.clone(), code.to_owned());
                    writer.known(at, &of.into())
                };
                Some((find(&address)?, find(&of_whole)?))
            };
            // The whole may be told less finely than the part.
            let by_year = years.iter().any(|year| told(self, year).is_some());
            let mut waiting: Option<Id> = None;
            for step in if by_year { &years } else { &periods } {
                let Some((of_part, of_whole)) = told(self, step) else {
                    break;
                };
                // So many are in the whole by the end of the year, and not yet in the part.
                let still = self.number(of_whole);
                let before = waiting.replace(still).map(|before| (before, 1));
                self.write(
                    [(of_whole, 1), (of_part, -1), (still, -1)]
                        .into_iter()
                        .chain(before),
                );
            }
        }
    }
}

/// The whole's address that an address of the part is compared with.
fn in_whole(of_part: &Address, whole: &str, among: &Among) -> Address {
    let pins = of_part
        .pins
        .clone()
        .into_iter()
        .chain(among.clone())
        .collect();
    Address {
        measure: whole.into(),
        pins,
    }
}
