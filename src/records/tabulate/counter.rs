//! Counts records in every table that the codebook publishes.

use codebook::Codebook;
use cube::TableEntry;

use crate::tabulate::{
    answer_counts::AnswersByYear,
    axis::Axis,
    block::{BLOCK, Block},
    counts::Counts,
    packed_records::PackedRecords,
    record::Record,
    tabulation::Tabulation,
};

/// Counts records in tables that the codebook does not publish, of its measures and dimensions.
pub fn count_tables(
    codebook: &Codebook,
    tables: &[TableEntry],
    records: impl IntoIterator<Item = Record>,
) -> Counts {
    let block = Block::new(codebook);
    let tables = tables.iter();
    let mut tables: Vec<Tabulation> = tables
        .map(|table| Tabulation::new(table, codebook))
        .collect();
    for record in records {
        for table in &mut tables {
            table.add_record(&record, &block.period);
        }
    }
    tables.iter().flat_map(Tabulation::nonzero_counts).collect()
}

/// A counter of records for every table that the codebook publishes. The order of records changes
/// nothing, and the counts of several counters can be added up.
pub struct Counter<'a> {
    codebook: &'a Codebook,
    block: Block,
    answers: AnswersByYear,
    tables: Vec<Tabulation<'a>>,
    keep: Keep,
    /// The counted records, if they are kept.
    records: PackedRecords,
}

/// What a counter keeps beside the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    Counts,
    /// The counted records, as categories.
    Records,
}

impl<'a> Counter<'a> {
    /// Creates a counter without counts.
    pub fn new(codebook: &'a Codebook, keep: Keep) -> Self {
        Self::with_tables(codebook, &codebook.catalog().tables, keep)
    }

    /// Creates a counter of other tables than those that the codebook publishes, without counts.
    pub(super) fn with_tables(
        codebook: &'a Codebook,
        tables: &'a [TableEntry],
        keep: Keep,
    ) -> Self {
        let tables = tables
            .iter()
            .map(|table| Tabulation::new(table, codebook))
            .collect();
        Counter {
            codebook,
            block: Block::new(codebook),
            answers: AnswersByYear::new(codebook),
            tables,
            keep,
            records: PackedRecords::default(),
        }
    }

    /// Counts a record.
    pub fn add(&mut self, record: Record) {
        self.answers.add(&record, self.codebook);
        if self.keep == Keep::Records {
            self.records.push(&record);
        }
        self.block.records.push(record);
        if self.block.records.len() == BLOCK {
            self.count_block();
        }
    }

    /// Adds the counts of another counter of the same codebook.
    pub(crate) fn absorb(&mut self, mut other: Counter<'_>) {
        other.count_block();
        self.answers.absorb(&other.answers);
        self.records.absorb(&other.records);
        for (table, other_table) in self.tables.iter_mut().zip(&other.tables) {
            for (cell, count) in table.cells.iter_mut().zip(&other_table.cells) {
                *cell += count;
            }
        }
    }

    /// Returns the counts, the counts of answers by year, and the records if they were kept.
    pub fn finish(mut self) -> (Counts, AnswersByYear, PackedRecords) {
        self.count_block();
        let counts = self
            .tables
            .iter()
            .flat_map(Tabulation::nonzero_counts)
            .collect();
        (counts, self.answers, self.records)
    }

    /// Counts the records of the block in every table and empties the block.
    fn count_block(&mut self) {
        self.block.fill_columns();
        for table in &mut self.tables {
            if table.axes.iter().any(Axis::is_multi_response) {
                for record in &self.block.records {
                    table.add_record(record, &self.block.period);
                }
            } else {
                table.add_block(&self.block);
            }
        }
        self.block.records.clear();
    }
}
