//! Exact counts at every address of the published family. Confidential: what is here must not leave unprotected.

mod axis;
mod kept;
mod known;
mod places;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt};

use cube::{Address, TableEntry};

use axis::Axis;
use codebook::{Answer, Codebook};

pub use kept::Kept;
pub use known::{Knowledge, Known};
pub use places::Places;

/// One person as categories. Nothing of what stood in the fields is kept, and its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The year in which each measure counts it, in the codebook's order.
    pub years: Vec<Option<u16>>,
    /// What it answers in each dimension, in the codebook's order.
    pub answers: Vec<Answer>,
    /// The positions of the dimensions that its source does not ask.
    pub not_asked: Vec<usize>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Record(confidential)")
    }
}

/// Exact numbers of persons by address. It cannot be serialized, and its `Debug` tells no count.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Address, u64>);

impl Counts {
    /// How many persons there are at an address: 0 where nobody is.
    pub fn get(&self, address: &Address) -> u64 {
        self.0.get(address).copied().unwrap_or_default()
    }
}

impl FromIterator<(Address, u64)> for Counts {
    fn from_iter<T: IntoIterator<Item = (Address, u64)>>(counts: T) -> Self {
        Counts(counts.into_iter().collect())
    }
}

impl fmt::Debug for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Counts({} addresses)", self.0.len())
    }
}

/// How many records are counted at a time, table by table, which is several times as fast as one by one.
const BLOCK: usize = 512;

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

/// The years that are published.
#[derive(Clone, Copy)]
struct Period {
    first: u16,
    /// The last one that is counted where years are counted together.
    pooled: u16,
}

impl Period {
    fn of(codebook: &Codebook) -> Self {
        Period {
            first: *codebook.years.start(),
            pooled: codebook.pooled,
        }
    }

    fn position(self, year: u16) -> usize {
        usize::from(year - self.first)
    }

    fn holds(self, year: u16) -> bool {
        year <= self.pooled
    }
}

/// Some records, column by column.
struct Block {
    period: Period,
    records: Vec<Record>,
    /// For each measure: whether it counts each record; whether it does where years are counted together; and the
    /// position of its year.
    counted: Vec<Vec<u64>>,
    together: Vec<Vec<u64>>,
    years: Vec<Vec<usize>>,
    /// For each dimension: the position of each record's category; of several, that of the first.
    categories: Vec<Vec<usize>>,
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

impl Block {
    /// Turns records into columns.
    fn turn(&mut self) {
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

/// The cells of one table. Along an axis of one answer each they are of categories that contain no others: what
/// contains them is added up in the end. Along one of several answers, persons are counted in the total too.
struct Tabulation<'a> {
    measure: &'a str,
    /// The position of the measure.
    by: usize,
    /// Whether years are told apart.
    by_year: bool,
    axes: Vec<Axis>,
    cells: Vec<u64>,
}

impl<'a> Tabulation<'a> {
    fn new(table: &'a TableEntry, codebook: &Codebook) -> Self {
        let axis = |dimension| Axis::new(dimension, codebook);
        let axes: Vec<Axis> = codebook
            .catalog()
            .dimensions_of(table)
            .into_iter()
            .map(axis)
            .collect();
        let by = codebook
            .measures
            .iter()
            .position(|measure| measure.id == table.measure)
            .unwrap_or(codebook.whole);
        let cells = vec![0; axes.iter().map(Axis::width).product()];
        let by_year = table.dimensions.contains(&codebook.catalog().time);
        Tabulation {
            measure: &table.measure,
            by,
            by_year,
            axes,
            cells,
        }
    }

    /// Counts one record, which may have several answers.
    fn add(&mut self, record: &Record, period: Period) {
        let mut cells = Vec::new();
        self.cells_of(record, period, |cell| cells.push(cell));
        cells.into_iter().for_each(|cell| self.cells[cell] += 1);
    }

    /// Tells the cells in which a record is placed: one, unless it has several answers.
    fn cells_of(&self, record: &Record, period: Period, mut tell: impl FnMut(usize)) {
        let Some(year) = record.years[self.by].filter(|year| self.by_year || period.holds(*year))
        else {
            return;
        };
        let year = period.position(year);
        if !self.axes.iter().any(Axis::takes_several) {
            return tell(self.axes.iter().fold(0, |index, axis| {
                index * axis.width() + axis.position(record, year)
            }));
        }
        let mut indices = vec![0];
        for axis in &self.axes {
            let positions = axis.positions(record, year);
            let step = |index: &usize| {
                positions
                    .iter()
                    .map(|at| index * axis.width() + at)
                    .collect::<Vec<_>>()
            };
            indices = indices.iter().flat_map(step).collect();
        }
        indices.into_iter().for_each(tell);
    }

    /// Counts records that have one answer each.
    fn add_all(&mut self, block: &Block) {
        let mut indices = [0; BLOCK];
        for axis in &self.axes {
            let (width, column) = (
                axis.width(),
                axis.column(&block.years[self.by], &block.categories),
            );
            indices
                .iter_mut()
                .zip(column)
                .for_each(|(index, at)| *index = *index * width + at);
        }
        let counted = if self.by_year {
            &block.counted
        } else {
            &block.together
        };
        indices
            .iter()
            .zip(&counted[self.by])
            .for_each(|(index, counted)| self.cells[*index] += counted);
    }

    fn occupied(&self) -> Vec<(Address, u64)> {
        let mut totals = vec![0; self.axes.iter().map(Axis::full_width).product()];
        for (cell, count) in self
            .cells
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
        {
            self.totals(cell)
                .into_iter()
                .for_each(|at| totals[at] += count);
        }
        let occupied = totals
            .into_iter()
            .enumerate()
            .filter(|(_, count)| *count > 0);
        occupied
            .map(|(index, count)| (self.address(index), count))
            .collect()
    }

    /// The published cells in which whoever is placed in a cell counts.
    fn totals(&self, mut cell: usize) -> Vec<usize> {
        let mut to = vec![(0, 1)];
        for axis in self.axes.iter().rev() {
            let lineage = axis.lineage(cell % axis.width());
            let step = |(at, step): &(usize, usize)| {
                let wider = step * axis.full_width();
                lineage
                    .iter()
                    .map(|position| (at + position * step, wider))
                    .collect::<Vec<_>>()
            };
            to = to.iter().flat_map(step).collect();
            cell /= axis.width();
        }
        to.into_iter().map(|(at, _)| at).collect()
    }

    fn address(&self, mut index: usize) -> Address {
        let mut pins = Vec::new();
        for axis in self.axes.iter().rev() {
            pins.extend(axis.pin(index % axis.full_width()));
            index /= axis.full_width();
        }
        Address::new(self.measure, pins)
    }
}
