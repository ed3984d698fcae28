//! Compares a ledger with itself, and the counts of a release with the release before.

use std::collections::BTreeMap;

use cube::{Address, Release, Table};

use crate::ledger::{
    error::LedgerError,
    index::{describe, split_time},
    model::{CountTable, Ledger, Span},
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
pub(super) fn find_difference(
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
