//! Compares two releases cell by cell, as anybody can who keeps both.

use std::collections::BTreeMap;

use cube::{Address, Cell, Measure, Release, Table, Text};

use crate::report::years::list_years;

/// The changes since another release.
#[derive(Clone, Debug)]
pub struct Changes<'a> {
    /// The name of the other release.
    pub since: &'a str,
    /// Tables that only this release has.
    pub added: Vec<&'a Text>,
    /// Tables that only the other release has.
    pub removed: Vec<&'a Text>,
    /// Tables of both in which something changed.
    pub tables: Vec<TableChange<'a>>,
    /// The totals of years that changed.
    pub years: Vec<YearChange<'a>>,
}

/// The changes in one table. Each cell counts at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableChange<'a> {
    /// The label of the table.
    pub label: &'a Text,
    /// Cells published before and now, with another number.
    pub changed: u64,
    /// Cells that were hidden and are published.
    pub shown: u64,
    /// Cells that were published and are hidden.
    pub hidden: u64,
    /// Cells of categories or years that the other release does not have.
    pub new: u64,
    /// Cells of categories or years that only the other release has.
    pub gone: u64,
}

/// The number of one measure in one year, before and now; `None` where the release does not have that year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearChange<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// The label of the year.
    pub year: &'a Text,
    /// The cell in the other release.
    pub before: Option<Cell>,
    /// The cell in this release.
    pub now: Option<Cell>,
}

impl<'a> Changes<'a> {
    /// Compares two releases.
    pub fn between(before: &'a Release, now: &'a Release) -> Self {
        let only = |here: &'a Release, there: &Release| -> Vec<&'a Text> {
            let tables = here
                .tables
                .values()
                .filter(|table| !there.tables.contains_key(&table.id));
            tables.map(|table| &table.label).collect()
        };
        let both = now
            .tables
            .values()
            .filter_map(|table| Some((before.tables.get(&table.id)?, table)));
        Changes {
            since: &before.catalog.release,
            added: only(now, before),
            removed: only(before, now),
            tables: both
                .map(|(old, new)| TableChange::between(old, new))
                .filter(TableChange::is_any)
                .collect(),
            years: now
                .catalog
                .measures
                .iter()
                .flat_map(|measure| compare_years(before, now, measure))
                .collect(),
        }
    }

    /// Whether no table changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.tables.is_empty()
    }
}

impl<'a> TableChange<'a> {
    fn between(before: &Table, now: &'a Table) -> Self {
        let mut change = TableChange {
            label: &now.label,
            changed: 0,
            shown: 0,
            hidden: 0,
            new: 0,
            gone: 0,
        };
        let mut old: BTreeMap<Address, Cell> = before.addressed().collect();
        for (address, cell) in now.addressed() {
            match (old.remove(&address), cell) {
                (None, _) => change.new += 1,
                (Some(Cell::Published(before)), Cell::Published(now)) => {
                    change.changed += u64::from(before != now)
                }
                (Some(Cell::Hidden), Cell::Published(_)) => change.shown += 1,
                (Some(Cell::Published(_)), Cell::Hidden) => change.hidden += 1,
                (Some(Cell::Hidden), Cell::Hidden) => {}
            }
        }
        change.gone = old.len() as u64;
        change
    }

    fn is_any(&self) -> bool {
        self.changed + self.shown + self.hidden + self.new + self.gone > 0
    }
}

/// Lists the years whose total changed.
fn compare_years<'a>(
    before: &Release,
    now: &'a Release,
    measure: &'a Measure,
) -> Vec<YearChange<'a>> {
    let time = &now.catalog.time;
    let cell = |release: &Release, year: &str| {
        let tables = || {
            release
                .tables
                .values()
                .filter(|table| table.measure == measure.id)
        };
        tables()
            .find(|table| table.dimensions().len() == 1 && table.dimension(time).is_some())?
            .cell([(time.as_str(), year)])
    };
    let change = |year: &'a cube::Category| YearChange {
        measure,
        year: &year.label,
        before: cell(before, &year.code),
        now: cell(now, &year.code),
    };
    list_years(&now.catalog)
        .into_iter()
        .map(change)
        .filter(|change| change.before != change.now)
        .collect()
}
