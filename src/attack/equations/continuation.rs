//! Relates a release to earlier ones: the persons that only one of them counts form a group.

use std::collections::BTreeSet;

use cube::{Address, Dimension, TOTAL, Table};

use super::corrections::{Direction, ReleaseIndex, single_years, years_within};
use super::grid::Grid;
use super::system::Id;
use super::writer::Writer;
use crate::report::{Change, Group};

/// An earlier and a later release.
#[derive(Clone, Copy)]
struct Pair {
    old: ReleaseIndex,
    new: ReleaseIndex,
}

/// How the persons at one code of time differ between two releases.
struct Difference {
    /// Years that only the later release counts.
    new_years: Vec<String>,
    /// Years of both releases that were corrected.
    corrected_years: Vec<String>,
    /// Whether persons were only added, or only removed.
    direction: Direction,
}

impl Writer<'_> {
    /// Compares a release with those before it: at each address with the latest one that is
    /// comparable there. What it implies together with earlier ones follows.
    pub(super) fn write_continuation(&mut self, new: ReleaseIndex) {
        let mut compared = BTreeSet::new();
        for old in (0..new).rev() {
            let now_compared = self.compare(Pair { old, new }, &compared);
            compared.extend(now_compared);
        }
    }

    /// Compares two releases at all addresses that are not compared yet, and returns those
    /// addresses.
    fn compare(&mut self, pair: Pair, compared: &BTreeSet<Address>) -> Vec<Address> {
        let release = self.releases[pair.new];
        let years = single_years(&release.catalog);
        let mut now_compared = Vec::new();
        for table in release.tables.values() {
            let time = table.dimension(&release.catalog.time);
            let codes = time.map_or(vec![TOTAL], |time| time.codes().collect());
            // Years come first, because pooled counts are made of them.
            let (single, pooled): (Vec<&str>, Vec<&str>) =
                codes.into_iter().partition(|code| years.contains(code));
            for code in single.into_iter().chain(pooled) {
                if let Some(difference) = self.difference(pair, &table.measure, code) {
                    let addresses = self.write_changes(pair, table, code, &difference, compared);
                    now_compared.extend(addresses);
                }
            }
        }
        now_compared
    }

    /// Returns how a measure at a code of time differs between two releases. `None`: they are not
    /// comparable there, or count a single year in the same way.
    fn difference(&self, pair: Pair, measure: &str, code: &str) -> Option<Difference> {
        let Pair { old, new } = pair;
        let before: BTreeSet<&str> = years_within(&self.releases[old].catalog, code).collect();
        let after: BTreeSet<&str> = years_within(&self.releases[new].catalog, code).collect();
        if before.is_empty() || !before.is_subset(&after) {
            return None;
        }
        let (mut corrected_years, mut directions) = (Vec::new(), Vec::new());
        for year in &before {
            let direction = self.corrections.direction_between(old, new, measure, year);
            if let Some(direction) = direction {
                corrected_years.push((*year).to_owned());
                directions.push(direction);
            }
        }
        if after.len() > before.len() {
            directions.push(Direction::Added);
        }
        let direction = Direction::combine(directions);
        let is_same_year = direction.is_none() && before.contains(code);
        if direction == Some(Direction::Mixed) || is_same_year {
            return None;
        }
        let new_years = after.difference(&before);
        Some(Difference {
            new_years: new_years.map(|year| (*year).to_owned()).collect(),
            corrected_years,
            direction: direction.unwrap_or(Direction::Added),
        })
    }

    /// Adds `later − earlier` for every cell of a table at one code of time, and returns the
    /// addresses that both releases have.
    fn write_changes(
        &mut self,
        pair: Pair,
        table: &Table,
        code: &str,
        difference: &Difference,
        compared: &BTreeSet<Address>,
    ) -> Vec<Address> {
        let release = self.releases[pair.new];
        let time = &release.catalog.time;
        let earlier = &self.releases[pair.old].catalog.release;
        let change = match difference.direction {
            Direction::Removed => Change::Gone(earlier.clone()),
            _ => Change::Since(earlier.clone()),
        };
        let (mut cells, mut groups) = (Vec::new(), Vec::new());
        let mut now_compared = Vec::new();
        for (address, _) in table.addressed() {
            if address.pins.get(time).map_or(TOTAL, String::as_str) != code {
                continue;
            }
            if compared.contains(&address) || !self.is_settled_in_both(pair, &address) {
                cells.push(None);
                groups.push(address.into());
                continue;
            }
            let plain = Group::from(address.clone());
            if self.find(pair.old, &plain).is_some() && self.find(pair.new, &plain).is_some() {
                now_compared.push(address.clone());
            }
            let group = Group {
                change: Some(change.clone()),
                ..plain
            };
            cells.push(self.write_change(pair, &group, time, difference));
            groups.push(group);
        }
        if !(difference.new_years.is_empty() && difference.corrected_years.is_empty()) {
            let others = |dimension: &&Dimension| dimension.id != *time;
            let dimensions = table.dimensions().iter().filter(others);
            let dimensions = dimensions.cloned().collect();
            self.write_grid(pair.new, &Grid { dimensions, cells }, &groups);
        }
        now_compared
    }

    /// Returns whether both releases count an address finally. Otherwise its count changes although
    /// the persons are the same.
    fn is_settled_in_both(&self, pair: Pair, address: &Address) -> bool {
        let is_settled = |at: ReleaseIndex| self.releases[at].catalog.is_settled(address);
        is_settled(pair.old) && is_settled(pair.new)
    }

    /// Adds `later − earlier` at one address, and returns the cell of the persons who were added or
    /// removed. `None`: one of the releases lacks the address, or nobody was added or removed.
    fn write_change(
        &mut self,
        pair: Pair,
        group: &Group,
        time: &str,
        difference: &Difference,
    ) -> Option<Id> {
        let plain = Group {
            change: None,
            ..group.clone()
        };
        let (before, after) = (self.find(pair.old, &plain)?, self.find(pair.new, &plain)?);
        if difference.new_years.is_empty() && difference.corrected_years.is_empty() {
            self.write([(after, 1), (before, -1)]);
            return None;
        }
        let years = self.years_of_change(pair.new, group, time, difference);
        let id = match years.as_deref() {
            Some([only]) => *only,
            _ => self.cell(pair.new, group),
        };
        let sign = if difference.direction == Direction::Removed {
            -1
        } else {
            1
        };
        self.write([(after, sign), (before, -sign), (id, -1)]);
        if let Some(years) = years.filter(|years| years.len() > 1) {
            let years = years.into_iter().map(|year| (year, -1));
            self.write(years.chain([(id, 1)]));
        }
        Some(id)
    }

    /// Finds the cells by single year that make up a change: the new years, and what changed in
    /// corrected ones. `None`: one of them does not exist, or the change is that of a single
    /// corrected year.
    fn years_of_change(
        &self,
        at: ReleaseIndex,
        group: &Group,
        time: &str,
        difference: &Difference,
    ) -> Option<Vec<Id>> {
        let code = group.address.pins.get(time);
        if code.is_some_and(|code| difference.corrected_years.contains(code)) {
            return None;
        }
        let find = |year: &String, change: Option<Change>| {
            let mut address = group.address.clone();
            address.pins.insert(time.to_owned(), year.clone());
            let in_year = Group {
                address,
                change,
                ..group.clone()
            };
            self.find(at, &in_year)
        };
        let mut years = Vec::new();
        for year in &difference.new_years {
            years.push(find(year, None)?);
        }
        for year in &difference.corrected_years {
            years.push(find(year, group.change.clone())?);
        }
        Some(years)
    }
}
