//! Finds the addresses at which a single record counts, among all that the codebook publishes.

use std::collections::BTreeMap;

use cube::{Address, TableEntry};

use crate::tabulate::{axis::Axis, block::Period, record::Record, tabulation::Tabulation};
use codebook::Codebook;

/// All addresses at which a record may count, and the tables that say where it does.
pub struct AddressLookup<'a> {
    period: Period,
    addresses: Vec<Address>,
    tables: Vec<Table<'a>>,
}

/// One table with its addresses.
struct Table<'a> {
    tabulation: Tabulation<'a>,
    /// For each cell that a record may be in, the positions of all addresses at which the record
    /// counts.
    counts_at: Vec<Vec<usize>>,
}

impl<'a> AddressLookup<'a> {
    /// Lists every address of a codebook's tables.
    pub fn new(codebook: &'a Codebook) -> Self {
        let mut addresses = Addresses::default();
        let tables = codebook
            .catalog()
            .tables
            .iter()
            .map(|entry| Table::new(entry, codebook, &mut addresses))
            .collect();
        AddressLookup {
            period: Period::from_codebook(codebook),
            tables,
            addresses: addresses.list,
        }
    }

    /// Returns all addresses.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Drops the addresses that are not relevant, given one flag for each.
    pub fn retain(&mut self, is_relevant: &[bool]) {
        for table in &mut self.tables {
            for positions in &mut table.counts_at {
                positions.retain(|position| is_relevant[*position]);
            }
        }
        self.tables.retain(|table| {
            table
                .counts_at
                .iter()
                .any(|positions| !positions.is_empty())
        });
    }

    /// Keeps each address in one table only: the first that has it.
    pub fn keep_addresses_once(&mut self) {
        let mut owners: Vec<Option<usize>> = vec![None; self.addresses.len()];
        for (at, table) in self.tables.iter_mut().enumerate() {
            for positions in &mut table.counts_at {
                positions.retain(|position| *owners[*position].get_or_insert(at) == at);
            }
        }
    }

    /// Returns the number of tables.
    pub fn table_count(&self) -> usize {
        self.tables.len()
    }

    /// Returns whether a table has a dimension, given by its position in records; `None` for time.
    pub fn has_dimension(&self, table: usize, dimension: Option<usize>) -> bool {
        let axes = &self.tables[table].tabulation.axes;
        axes.iter().any(|axis| axis.source() == dimension)
    }

    /// Returns whether a table counts two records alike as soon as they have the same answers in
    /// some dimensions, given by their positions in records.
    pub fn differ_only_in(&self, table: usize, dimensions: &[usize], two: [&Record; 2]) -> bool {
        let tabulation = &self.tables[table].tabulation;
        tabulation.differ_only_in(dimensions, two, self.period)
    }

    /// Calls `visit` with every position in [`AddressLookup::addresses`] at which a record counts
    /// in one table.
    pub fn for_each_position(&self, table: usize, record: &Record, mut visit: impl FnMut(usize)) {
        let table = &self.tables[table];
        table.tabulation.for_each_cell(record, self.period, |cell| {
            table.counts_at[cell].iter().for_each(|at| visit(*at));
        });
    }

    /// Returns the positions of the addresses at which a record counts, totals too, sorted and each
    /// once.
    pub fn find_positions(&self, record: &Record) -> Vec<usize> {
        let mut found = Vec::new();
        for table in &self.tables {
            table.tabulation.for_each_cell(record, self.period, |cell| {
                found.extend_from_slice(&table.counts_at[cell]);
            });
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl<'a> Table<'a> {
    fn new(entry: &'a TableEntry, codebook: &'a Codebook, addresses: &mut Addresses) -> Self {
        let tabulation = Tabulation::new(entry, codebook);
        let published_cells = tabulation.axes.iter().map(Axis::published_width).product();
        let positions: Vec<usize> = (0..published_cells)
            .map(|cell| addresses.add(tabulation.address(cell)))
            .collect();
        let mut counts_at = Vec::with_capacity(tabulation.cells.len());
        for cell in 0..tabulation.cells.len() {
            let published = tabulation.published_cells(cell);
            counts_at.push(published.into_iter().map(|cell| positions[cell]).collect());
        }
        Table {
            tabulation,
            counts_at,
        }
    }
}

/// Addresses in the order in which they were first added.
#[derive(Default)]
struct Addresses {
    list: Vec<Address>,
    positions: BTreeMap<Address, usize>,
}

impl Addresses {
    /// Adds an address unless it is there, and returns its position.
    fn add(&mut self, address: Address) -> usize {
        let next = self.list.len();
        *self.positions.entry(address).or_insert_with_key(|address| {
            self.list.push(address.clone());
            next
        })
    }
}
