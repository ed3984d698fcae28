//! Where single records count: the positions of their addresses among all that the codebook publishes.

use std::collections::BTreeMap;

use cube::Address;

use crate::tabulate::{axis::Axis, block::Period, record::Record, tabulation::Tabulation};
use codebook::Codebook;

/// Every address at which a record may count.
pub struct Places<'a> {
    period: Period,
    addresses: Vec<Address>,
    tables: Vec<Of<'a>>,
}

/// One table, and for each cell in which a record may be placed, the positions of all addresses at which it counts then.
struct Of<'a> {
    table: Tabulation<'a>,
    counts_at: Vec<Vec<usize>>,
}

impl<'a> Places<'a> {
    /// Every address of a codebook's tables.
    pub fn new(codebook: &'a Codebook) -> Self {
        let mut known: BTreeMap<Address, usize> = BTreeMap::new();
        let mut addresses = Vec::new();
        let mut position = |address: Address| {
            *known.entry(address).or_insert_with_key(|address| {
                addresses.push(address.clone());
                addresses.len() - 1
            })
        };
        let of = |table| {
            let table = Tabulation::new(table, codebook);
            let cells = table.axes.iter().map(Axis::full_width).product();
            let positions: Vec<usize> = (0..cells)
                .map(|index| position(table.address(index)))
                .collect();
            let counts_at = (0..table.cells.len()).map(|cell| table.totals(cell));
            let counts_at = counts_at
                .map(|all| all.into_iter().map(|index| positions[index]).collect())
                .collect();
            Of { table, counts_at }
        };
        let tables = codebook.catalog().tables.iter().map(of).collect();
        Places {
            period: Period::of(codebook),
            tables,
            addresses,
        }
    }

    /// All addresses.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Looks no more at what does not matter.
    pub fn keep(&mut self, matter: &[bool]) {
        for positions in self.tables.iter_mut().flat_map(|of| &mut of.counts_at) {
            positions.retain(|position| matter[*position]);
        }
        self.tables
            .retain(|of| of.counts_at.iter().any(|positions| !positions.is_empty()));
    }

    /// The positions at which a record counts, totals too, each once, of those that are looked at.
    pub fn of(&self, record: &Record) -> Vec<usize> {
        let mut places = Vec::new();
        for Of { table, counts_at } in &self.tables {
            table.cells_of(record, self.period, |cell| {
                places.extend_from_slice(&counts_at[cell])
            });
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}
