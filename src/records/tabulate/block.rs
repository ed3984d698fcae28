//! Turns some hundred records into columns, which are counted several times as fast as one record after the other.

use codebook::Codebook;

use crate::tabulate::record::Record;

/// How many records are counted at a time, table by table, which is several times as fast as one by one.
pub(super) const BLOCK: usize = 512;

/// The years that are published.
#[derive(Clone, Copy)]
pub(super) struct Period {
    pub(super) first: u16,
    /// The last one that is counted where years are counted together.
    pub(super) pooled: u16,
}

impl Period {
    pub(super) fn of(codebook: &Codebook) -> Self {
        Period {
            first: *codebook.years.start(),
            pooled: codebook.pooled,
        }
    }

    pub(super) fn position(self, year: u16) -> usize {
        usize::from(year - self.first)
    }

    pub(super) fn holds(self, year: u16) -> bool {
        year <= self.pooled
    }
}

/// Some records, column by column.
pub(super) struct Block {
    pub(super) period: Period,
    pub(super) records: Vec<Record>,
    /// For each measure: whether it counts each record; whether it does where years are counted together; and the
    /// position of its year.
    pub(super) counted: Vec<Vec<u64>>,
    pub(super) together: Vec<Vec<u64>>,
    pub(super) years: Vec<Vec<usize>>,
    /// For each dimension: the position of each record's category; of several, that of the first.
    pub(super) categories: Vec<Vec<usize>>,
}

impl Block {
    /// Turns records into columns.
    pub(super) fn turn(&mut self) {
        let Block {
            period,
            records,
            counted,
            together,
            years,
            categories,
        } = self;
        for (measure, ((counted, together), years)) in
            counted.iter_mut().zip(together).zip(years).enumerate()
        {
            let year =
                |record: &Record| record.years[measure].map_or(0, |year| period.position(year));
            years.clear();
            years.extend(records.iter().map(year));
            counted.clear();
            counted.extend(
                records
                    .iter()
                    .map(|record| u64::from(record.years[measure].is_some())),
            );
            let is_together =
                |record: &Record| record.years[measure].is_some_and(|year| period.holds(year));
            together.clear();
            together.extend(records.iter().map(|record| u64::from(is_together(record))));
        }
        for (dimension, column) in categories.iter_mut().enumerate() {
            let first = |record: &Record| {
                record.answers[dimension]
                    .categories()
                    .first()
                    .copied()
                    .unwrap_or_default()
            };
            column.clear();
            column.extend(records.iter().map(first));
        }
    }
}
