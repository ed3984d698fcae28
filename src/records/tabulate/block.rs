//! Turns blocks of records into columns, which are counted several times as fast as single records.

use codebook::Codebook;

use crate::tabulate::record::Record;

/// The number of records in a full block.
pub(super) const BLOCK: usize = 512;

/// The published years, and where each stands in time.
#[derive(Clone)]
pub(super) struct Period {
    first: u16,
    /// The last year that counts in totals of all years.
    pooled: u16,
    /// For each year from the first, the position of its leaf of time: itself, or the period that contains it.
    positions: Vec<usize>,
}

impl Period {
    pub(super) fn from_codebook(codebook: &Codebook) -> Self {
        let catalog = codebook.catalog();
        let time = catalog.dimension(&catalog.time);
        let leaves: Vec<Vec<u16>> = time
            .into_iter()
            .flat_map(|time| time.leaves())
            .map(|leaf| catalog.years_in(&leaf.code))
            .collect();
        // Nobody is in a year without a leaf: of such years nothing was collected.
        let position = |year| leaves.iter().position(|years| years.contains(&year));
        Period {
            first: *codebook.years.start(),
            pooled: codebook.pooled,
            positions: codebook
                .years
                .clone()
                .map(|year| position(year).unwrap_or_default())
                .collect(),
        }
    }

    /// Returns the position of a year in time.
    pub(super) fn position(&self, year: u16) -> usize {
        self.positions[usize::from(year - self.first)]
    }

    /// Returns whether a year counts in totals of all years.
    pub(super) fn is_pooled(&self, year: u16) -> bool {
        year <= self.pooled
    }
}

/// A block of records, and its columns.
pub(super) struct Block {
    pub(super) period: Period,
    pub(super) records: Vec<Record>,
    /// For each measure, 1 for each record that it counts, else 0.
    pub(super) counted: Vec<Vec<u64>>,
    /// For each measure, 1 for each record that it counts in a pooled year, else 0.
    pub(super) pooled: Vec<Vec<u64>>,
    /// For each measure, the position of each record's year.
    pub(super) years: Vec<Vec<usize>>,
    /// For each dimension, each record's category, the first if it has several.
    pub(super) categories: Vec<Vec<usize>>,
}

impl Block {
    pub(super) fn new(codebook: &Codebook) -> Self {
        let (measures, dimensions) = (codebook.measures.len(), codebook.dimensions.len());
        Block {
            period: Period::from_codebook(codebook),
            records: Vec::with_capacity(BLOCK),
            counted: vec![Vec::with_capacity(BLOCK); measures],
            pooled: vec![Vec::with_capacity(BLOCK); measures],
            years: vec![Vec::with_capacity(BLOCK); measures],
            categories: vec![Vec::with_capacity(BLOCK); dimensions],
        }
    }

    /// Fills the columns from the records.
    pub(super) fn fill_columns(&mut self) {
        let period = &self.period;
        for (measure, years) in self.years.iter_mut().enumerate() {
            fill(years, &self.records, |record| {
                record.years[measure].map_or(0, |year| period.position(year))
            });
        }
        for (measure, counted) in self.counted.iter_mut().enumerate() {
            fill(counted, &self.records, |record| {
                u64::from(record.years[measure].is_some())
            });
        }
        for (measure, pooled) in self.pooled.iter_mut().enumerate() {
            fill(pooled, &self.records, |record| {
                u64::from(record.years[measure].is_some_and(|year| period.is_pooled(year)))
            });
        }
        for (dimension, column) in self.categories.iter_mut().enumerate() {
            fill(column, &self.records, |record| {
                let categories = record.answers[dimension].categories();
                categories.first().copied().unwrap_or_default()
            });
        }
    }
}

/// Fills a column with one value for each record.
fn fill<T>(column: &mut Vec<T>, records: &[Record], value: impl Fn(&Record) -> T) {
    column.clear();
    column.extend(records.iter().map(value));
}
