//! Counts by the ledger where it has a year, and else by the records.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Dimension, Table, TableEntry, Text};
use records::tabulate::{Counts, YearlyCounts};

use crate::ledger::index::{Index, split_time};

/// Counts by the ledger where it has a year, and else by the records.
pub(super) struct Counting<'a> {
    pub(super) catalog: &'a Catalog,
    /// The published years.
    pub(super) years: Vec<u16>,
    pub(super) index: Index,
    /// The years whose counts the ledger gives.
    pub(super) frozen: BTreeSet<u16>,
    pub(super) yearly: YearlyCounts,
}

/// A count, and whether the records had to give it for a year that the ledger keeps otherwise.
#[derive(Clone, Copy, Default)]
pub(super) struct Counted {
    pub(super) number: u64,
    pub(super) is_new: bool,
}

impl Counting<'_> {
    /// The count of an address without time in some years, in order.
    pub(super) fn count(&self, address: &Address, years: &[u16]) -> Counted {
        let mut counted = Counted::default();
        let mut rest = years;
        while let Some((first, others)) = rest.split_first() {
            let frozen = self.longest_frozen(address, rest);
            if let Some((number, used)) = frozen {
                counted.number += number;
                rest = &rest[used..];
                continue;
            }
            counted.number += self.yearly.get(address, *first);
            counted.is_new |= self.frozen.contains(first);
            rest = others;
        }
        counted
    }

    /// The count of the most of these years, from the first one on, that the ledger has, and how many years these are.
    fn longest_frozen(&self, address: &Address, years: &[u16]) -> Option<(u64, usize)> {
        let first = *years.first()?;
        let is_next = |(offset, year): (usize, &u16)| {
            self.frozen.contains(year) && usize::from(*year - first) == offset
        };
        let run = (0..years.len())
            .take_while(|offset| is_next((*offset, &years[*offset])))
            .count();
        (1..=run).rev().find_map(|used| {
            let count = self.index.count(address, first, years[used - 1])?;
            Some((count, used))
        })
    }

    /// Whether no more records of a year are expected, now or by the ledger.
    pub(super) fn is_closed(&self, year: u16) -> bool {
        self.catalog.is_closed(&year.to_string())
    }

    /// The count at every published address, also where nobody is: the records may have somebody there by now.
    pub(super) fn published_counts(&self) -> Counts {
        let tables = self.catalog.tables.iter();
        let cells = tables.flat_map(|entry| {
            let table = self.tabulate(entry, &mut |_| {});
            let cells: Vec<(Address, Cell)> = table.addressed().collect();
            cells
        });
        let counts = cells.map(|(address, cell)| (address, cell.published().unwrap_or_default()));
        counts.collect()
    }

    /// The true table of an entry. Calls `new` with the code of time of each final count that the ledger lacks.
    fn tabulate(&self, entry: &TableEntry, new: &mut dyn FnMut(&str)) -> Table {
        let dimensions = self.catalog.dimensions_of(entry);
        let mut years: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        Table::from_fn(
            &entry.id,
            Text::default(),
            &entry.measure,
            dimensions,
            |address| {
                let (without_time, code) = split_time(address, &self.catalog.time);
                let years = years
                    .entry(code.to_owned())
                    .or_insert_with(|| years_of(self.catalog, code));
                let counted = self.count(&without_time, years);
                if counted.is_new && self.catalog.is_settled(address) {
                    new(code);
                }
                Cell::Published(counted.number)
            },
        )
    }

    /// The codes of time at which a table has counts that the ledger lacks and that do not add up.
    pub(super) fn times_that_do_not_add_up(&self, entry: &TableEntry) -> BTreeSet<String> {
        let mut new = BTreeSet::new();
        let table = self.tabulate(entry, &mut |code| {
            new.insert(code.to_owned());
        });
        if new.is_empty() {
            return new;
        }
        let cells: BTreeMap<Address, u64> = table
            .addressed()
            .map(|(address, cell)| (address, cell.published().unwrap_or_default()))
            .collect();
        let mut broken = BTreeSet::new();
        for (address, count) in &cells {
            let code = self.catalog.time_code(address);
            let adds_up = |dimension: &Dimension| adds_up(&cells, address, *count, dimension);
            let is_time = |dimension: &&Dimension| dimension.id == self.catalog.time;
            if self.catalog.is_settled(address)
                && !table
                    .dimensions()
                    .iter()
                    .filter(|dimension| new.contains(code) || is_time(dimension))
                    .all(adds_up)
            {
                broken.insert(code.to_owned());
            }
        }
        broken
    }
}

/// Whether a count is the sum of the counts directly below it along a dimension, or not below any of several answers.
fn adds_up(
    cells: &BTreeMap<Address, u64>,
    address: &Address,
    count: u64,
    dimension: &Dimension,
) -> bool {
    let code = address
        .pins
        .get(&dimension.id)
        .map_or(cube::TOTAL, String::as_str);
    let part = |category: &cube::Category| {
        let mut part = address.clone();
        part.pins
            .insert(dimension.id.clone(), category.code.clone());
        cells.get(&part).copied().unwrap_or_default()
    };
    let parts: Vec<u64> = dimension.children(code).map(part).collect();
    if dimension.multi_response {
        return parts.iter().all(|part| *part <= count);
    }
    parts.is_empty() || parts.iter().sum::<u64>() == count
}

/// The years of a code of time, in order.
pub(super) fn years_of(catalog: &Catalog, code: &str) -> Vec<u16> {
    let time = catalog.dimension(&catalog.time);
    let leaves = time.into_iter().flat_map(|time| time.leaves_in(code));
    let years = leaves.filter_map(|leaf| {
        let (first, last) = leaf
            .code
            .split_once('-')
            .unwrap_or((&leaf.code, &leaf.code));
        Some(first.parse::<u16>().ok()?..=last.parse::<u16>().ok()?)
    });
    years.flatten().collect()
}
