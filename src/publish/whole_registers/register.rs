//! Holds an invented register: its persons, its counts, and how far these are from the published ones.

use cube::{Address, Cell, Release, Table};
use records::tabulate::{AddressLookup, Record};
use std::collections::BTreeMap;

use super::exchange::{Bundle, Exchange};

/// The position of an address.
pub(super) type Position = usize;

/// A hidden count and the value that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub(super) position: Position,
    /// The smallest and the largest value that reach the goal.
    pub(super) values: (i64, i64),
}

/// An invented register.
pub(super) struct Register<'a> {
    lookup: &'a AddressLookup<'a>,
    pub(super) bundles: &'a [Bundle],
    /// The tables that an exchange of each bundle changes.
    pub(super) tables: Vec<Vec<usize>>,
    pub(super) records: Vec<Record>,
    /// The count at each address.
    pub(super) counts: Vec<i64>,
    /// What is published at each address; `None` where it is hidden or not in the release.
    published: Vec<Option<i64>>,
    /// The addresses whose count differs from the published one.
    wrong: Vec<Position>,
    /// For each address, its place in `wrong`.
    place_in_wrong: Vec<Option<usize>>,
    /// By how much the last tried exchange changes each address that it touches.
    changes: Vec<i64>,
    touched: Vec<Position>,
}

impl<'a> Register<'a> {
    /// The register of these records, compared with a release that was made from them.
    pub(super) fn new(
        lookup: &'a AddressLookup<'a>,
        bundles: &'a [Bundle],
        records: Vec<Record>,
        release: &Release,
    ) -> Self {
        let cells: BTreeMap<Address, Cell> =
            release.tables.values().flat_map(Table::addressed).collect();
        let addresses = lookup.addresses();
        let published = |address| match cells.get(address) {
            Some(Cell::Published(count)) => i64::try_from(*count).ok(),
            _ => None,
        };
        let mut counts = vec![0; addresses.len()];
        for record in &records {
            for table in 0..lookup.table_count() {
                lookup.for_each_position(table, record, |at| counts[at] += 1);
            }
        }
        let mut register = Register {
            lookup,
            bundles,
            tables: bundles
                .iter()
                .map(|bundle| tables_of(lookup, bundle))
                .collect(),
            records,
            counts,
            published: addresses.iter().map(published).collect(),
            wrong: vec![],
            place_in_wrong: vec![None; addresses.len()],
            changes: vec![0; addresses.len()],
            touched: vec![],
        };
        for at in 0..register.counts.len() {
            register.update_wrong(at);
        }
        register
    }

    /// The addresses whose count differs from the published one.
    pub(super) fn wrong(&self) -> &[Position] {
        &self.wrong
    }

    /// By how many persons a count lies above the published one.
    pub(super) fn surplus(&self, at: Position) -> i64 {
        self.published[at].map_or(0, |published| self.counts[at] - published)
    }

    /// Tries an exchange between two persons: by how much it brings the register farther from the published counts and
    /// the goal. `None` if it changes nothing. The register stays as it is.
    pub(super) fn try_exchange(
        &mut self,
        exchange: Exchange,
        persons: [usize; 2],
        goal: &Goal,
    ) -> Option<i64> {
        self.clear_changes();
        let [one, other] = self.records.get_disjoint_mut(persons).ok()?;
        let changes = &mut Changes {
            lookup: self.lookup,
            bundle: &self.bundles[exchange.bundle()],
            tables: &self.tables[exchange.bundle()],
            by_position: &mut self.changes,
            touched: &mut self.touched,
        };
        changes.note([&*one, &*other], -1);
        let is_made = exchange.apply(self.bundles, one, other);
        if is_made {
            changes.note([&*one, &*other], 1);
            exchange.undo(self.bundles, one, other);
        }
        is_made.then(|| self.cost_of_changes(goal))
    }

    /// Makes an exchange that was tried, and brings the counts up to date.
    pub(super) fn make_exchange(&mut self, exchange: Exchange, persons: [usize; 2]) {
        self.change(exchange, persons, Exchange::apply);
    }

    /// Takes back the exchange that was made last and not taken back.
    pub(super) fn undo_exchange(&mut self, exchange: Exchange, persons: [usize; 2]) {
        self.change(exchange, persons, Exchange::undo);
    }

    fn change(
        &mut self,
        exchange: Exchange,
        persons: [usize; 2],
        make: fn(Exchange, &[Bundle], &mut Record, &mut Record) -> bool,
    ) {
        self.clear_changes();
        let Ok([one, other]) = self.records.get_disjoint_mut(persons) else {
            return;
        };
        let changes = &mut Changes {
            lookup: self.lookup,
            bundle: &self.bundles[exchange.bundle()],
            tables: &self.tables[exchange.bundle()],
            by_position: &mut self.changes,
            touched: &mut self.touched,
        };
        changes.note([&*one, &*other], -1);
        make(exchange, self.bundles, one, other);
        changes.note([&*one, &*other], 1);
        for at in std::mem::take(&mut self.touched) {
            let change = std::mem::take(&mut self.changes[at]);
            if change != 0 {
                self.counts[at] += change;
                self.update_wrong(at);
            }
        }
    }

    fn clear_changes(&mut self) {
        for at in self.touched.drain(..) {
            self.changes[at] = 0;
        }
    }

    fn cost_of_changes(&mut self, goal: &Goal) -> i64 {
        let mut cost = 0;
        // An address may have been touched several times.
        for at in &self.touched {
            let change = std::mem::take(&mut self.changes[*at]);
            if change == 0 {
                continue;
            }
            let count = self.counts[*at];
            if let Some(published) = self.published[*at] {
                cost += (count + change - published).abs() - (count - published).abs();
            } else if *at == goal.position {
                cost += goal.distance(count + change) - goal.distance(count);
            }
        }
        self.touched.clear();
        cost
    }

    fn update_wrong(&mut self, at: Position) {
        match (self.surplus(at) != 0, self.place_in_wrong[at]) {
            (true, None) => {
                self.place_in_wrong[at] = Some(self.wrong.len());
                self.wrong.push(at);
            }
            (false, Some(place)) => {
                self.place_in_wrong[at] = None;
                self.wrong.swap_remove(place);
                if let Some(moved) = self.wrong.get(place) {
                    self.place_in_wrong[*moved] = Some(place);
                }
            }
            _ => {}
        }
    }
}

/// The changes that an exchange makes to counts.
struct Changes<'a> {
    lookup: &'a AddressLookup<'a>,
    bundle: &'a Bundle,
    /// The tables that it changes.
    tables: &'a [usize],
    by_position: &'a mut Vec<i64>,
    touched: &'a mut Vec<Position>,
}

impl Changes<'_> {
    /// Adds, or takes away, two persons, except where exchanging their answers changes no count.
    fn note(&mut self, [one, other]: [&Record; 2], by: i64) {
        for table in self.tables {
            let dimensions = &self.bundle.dimensions;
            let is_unchanged =
                !self.bundle.years && self.lookup.differ_only_in(*table, dimensions, [one, other]);
            if is_unchanged {
                continue;
            }
            for record in [one, other] {
                self.lookup.for_each_position(*table, record, |at| {
                    self.by_position[at] += by;
                    self.touched.push(at);
                });
            }
        }
    }
}

impl Goal {
    /// By how much a count misses the goal.
    pub(super) fn distance(&self, count: i64) -> i64 {
        (self.values.0 - count).max(count - self.values.1).max(0)
    }
}

fn tables_of(lookup: &AddressLookup, bundle: &Bundle) -> Vec<usize> {
    let is_changed = |table: &usize| {
        // A pooled table has no time, but a year decides whether a person is in it.
        bundle.years || (bundle.dimensions.iter()).any(|at| lookup.has_dimension(*table, Some(*at)))
    };
    (0..lookup.table_count()).filter(is_changed).collect()
}
