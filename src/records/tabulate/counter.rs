//! Counts records in every table that the codebook publishes.

use codebook::Codebook;

use crate::tabulate::{
    axis::Axis,
    block::{BLOCK, Block, Period},
    counts::Counts,
    kept::Kept,
    known::Knowledge,
    record::Record,
    tabulation::Tabulation,
};

/// Counts records in every table that the codebook publishes, as they come. The order in which they come leaves no
/// trace, and counters that were filled apart add up.
pub struct Counter<'a> {
    codebook: &'a Codebook,
    block: Block,
    known: Knowledge,
    tables: Vec<Tabulation<'a>>,
    keep: Keep,
    /// What is kept.
    records: Kept,
}

/// What is kept of records once they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Counts,
    /// The records themselves, as categories.
    Records,
}

impl<'a> Counter<'a> {
    /// A counter that has counted nobody yet.
    pub fn new(codebook: &'a Codebook, keep: Keep) -> Self {
        let tables = codebook
            .catalog()
            .tables
            .iter()
            .map(|table| Tabulation::new(table, codebook))
            .collect();
        let (measures, dimensions) = (codebook.measures.len(), codebook.dimensions.len());
        let block = Block {
            period: Period::of(codebook),
            records: Vec::with_capacity(BLOCK),
            counted: vec![Vec::with_capacity(BLOCK); measures],
            together: vec![Vec::with_capacity(BLOCK); measures],
            years: vec![Vec::with_capacity(BLOCK); measures],
            categories: vec![Vec::with_capacity(BLOCK); dimensions],
        };
        Counter {
            codebook,
            block,
            known: Knowledge::new(codebook),
            tables,
            keep,
            records: Kept::default(),
        }
    }

    /// Counts one more record.
    pub fn add(&mut self, record: Record) {
        self.known.add(&record, self.codebook);
        if self.keep == Keep::Records {
            self.records.push(&record);
        }
        self.block.records.push(record);
        if self.block.records.len() == BLOCK {
            self.count();
        }
    }

    /// Takes in what another counter of the same codebook has counted.
    pub(crate) fn absorb(&mut self, mut other: Counter<'_>) {
        other.count();
        self.known.absorb(&other.known);
        self.records.absorb(&other.records);
        for (table, other) in self.tables.iter_mut().zip(&other.tables) {
            table
                .cells
                .iter_mut()
                .zip(&other.cells)
                .for_each(|(cell, other)| *cell += other);
        }
    }

    /// Everything that was counted, of how many persons each dimension is known, and the records that were kept.
    pub fn finish(mut self) -> (Counts, Knowledge, Kept) {
        self.count();
        (
            self.tables.iter().flat_map(Tabulation::occupied).collect(),
            self.known,
            self.records,
        )
    }

    fn count(&mut self) {
        self.block.turn();
        for table in &mut self.tables {
            if table.axes.iter().any(Axis::takes_several) {
                self.block
                    .records
                    .iter()
                    .for_each(|record| table.add(record, self.block.period));
            } else {
                table.add_all(&self.block);
            }
        }
        self.block.records.clear();
    }
}
