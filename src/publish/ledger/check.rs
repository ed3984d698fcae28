//! Compares a ledger with itself, and the counts of a release with the release before.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Release, Table, TableEntry};

use crate::ledger::{
    counting::{Counting, years_of},
    error::LedgerError,
    index::{Index, describe, split_time},
    model::{CodeList, CountTable, Ledger, Span, Year},
};

impl Ledger {
    /// Checks that every total of every table is the sum of its parts, and that no part of several answers is larger than
    /// its whole.
    pub fn check_additive(&self) -> Result<(), LedgerError> {
        for table in &self.tables {
            for span in &table.spans {
                check_span(table, span)?;
            }
        }
        Ok(())
    }
}

fn check_span(table: &CountTable, span: &Span) -> Result<(), LedgerError> {
    let mut step = table.size();
    for list in &table.dimensions {
        let width = list.width();
        step /= width;
        for (cell, count) in span.counts.iter().enumerate() {
            let position = cell / step % width;
            let start = cell - position * step;
            let children = list.children(position);
            let mut parts = children
                .iter()
                .map(|child| span.counts[start + child * step]);
            let holds = match (children.is_empty(), list.multi) {
                (true, _) => true,
                (false, true) => parts.all(|part| part <= *count),
                (false, false) => parts.try_fold(0_u64, u64::checked_add) == Some(*count),
            };
            if !holds {
                return Err(LedgerError::NotAdditive {
                    place: describe(&table_address(table, cell), span.first, span.last),
                });
            }
        }
    }
    Ok(())
}

/// The address of a cell, without time.
fn table_address(table: &CountTable, mut cell: usize) -> Address {
    let mut pins = BTreeMap::new();
    for list in table.dimensions.iter().rev() {
        let position = cell % list.width();
        if let Some(code) = position.checked_sub(1).and_then(|at| list.codes.get(at)) {
            pins.insert(list.id.clone(), code.code.clone());
        }
        cell /= list.width();
    }
    Address {
        measure: table.measure.clone(),
        pins,
    }
}

/// Finds the first address of an earlier release whose published count differs from the true one. `count` gives the true
/// count at an address without time and a code of time; `None` where it need not be the same.
fn find_difference(
    earlier: &Release,
    count: &dyn Fn(&Address, &str) -> Option<u64>,
) -> Option<Address> {
    let cells = earlier.tables.values().flat_map(Table::addressed);
    for (address, cell) in cells {
        let Some(published) = cell.published() else {
            continue;
        };
        let (without_time, code) = split_time(&address, &earlier.catalog.time);
        if count(&without_time, code).is_some_and(|count| count != published) {
            return Some(address);
        }
    }
    None
}

/// Compares a ledger with the last public release, in the years that did not change since.
pub(super) fn compare_with_release(ledger: &Ledger, last: &Release) -> Result<(), LedgerError> {
    let catalog = &last.catalog;
    let position = |name: &String| ledger.releases.iter().position(|known| known == name);
    let made = position(&catalog.release);
    let is_older = |year: &&Year| made.is_none_or(|made| position(&year.release) <= Some(made));
    let unchanged = ledger.years.iter().filter(|(_, year)| is_older(year));
    let unchanged = unchanged.filter(|(_, year)| year.closed);
    let years: BTreeSet<u16> = unchanged.map(|(year, _)| *year).collect();
    let has_same_codes = |list: &CodeList| {
        let dimension = catalog.dimension(&list.id);
        dimension.is_some_and(|dimension| {
            *list == CodeList::from_dimension(dimension)
                || *list == CodeList::from_dimension(&dimension.roll_up())
        })
    };
    let mut comparable = ledger.clone();
    comparable
        .tables
        .retain(|table| table.dimensions.iter().all(has_same_codes));
    let index = Index::new(&comparable, catalog, &years)?;
    let count = |address: &Address, code: &str| {
        let of_code = years_of(catalog, code);
        let is_closed = of_code
            .iter()
            .all(|year| catalog.is_closed(&year.to_string()));
        let (first, last) = (of_code.first()?, of_code.last()?);
        index.count(address, *first, *last).filter(|_| is_closed)
    };
    match find_difference(last, &count) {
        None => Ok(()),
        Some(address) => Err(LedgerError::OtherNumbers {
            release: catalog.release.clone(),
            address: address.to_string(),
        }),
    }
}

/// Compares what a first ledger begins with and the last public release.
pub(super) fn check_begun(counting: &Counting<'_>, last: &Release) -> Result<(), LedgerError> {
    let is_same_table = |entry: &TableEntry| {
        let dimensions = counting.catalog.dimensions_of(entry);
        let published = last.catalog.dimensions_of(entry);
        dimensions.iter().zip(&published).all(|(one, other)| {
            one.id == counting.catalog.time
                || CodeList::from_dimension(one) == CodeList::from_dimension(other)
        })
    };
    let mut comparable = last.clone();
    comparable.tables.retain(|id, _| {
        let mut entries = counting.catalog.tables.iter();
        entries.any(|entry| entry.id == *id && is_same_table(entry))
    });
    let is_kept = |year: &u16| {
        let year = year.to_string();
        last.catalog.is_closed(&year) && !counting.catalog.revised.contains(&year)
    };
    let is_published = |years: &[u16]| years.iter().all(|year| counting.years.contains(year));
    let count = |address: &Address, code: &str| {
        let years = years_of(&last.catalog, code);
        let is_kept =
            years.iter().all(is_kept) && is_published(&years) && last.catalog.is_settled(address);
        is_kept.then(|| counting.count(address, &years).number)
    };
    match find_difference(&comparable, &count) {
        None => Ok(()),
        Some(address) => Err(LedgerError::Missing {
            release: last.catalog.release.clone(),
            address: address.to_string(),
        }),
    }
}
