//! Exact counts at every address of the published family. Confidential: what is here must not leave unprotected.

mod known;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt};

use cube::{Address, Dimension, TableEntry};

use crate::codebook::{Answer, Category, Codebook};

pub use known::{Knowledge, Known};

/// One person as categories. Nothing of what stood in the fields is kept, and its `Debug` says nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The year in which each measure counts it, in the codebook's order.
    pub(crate) years: Vec<Option<u16>>,
    /// What it answers in each dimension, in the codebook's order.
    pub(crate) answers: Vec<Answer>,
    /// The positions of the dimensions that its source does not ask.
    pub(crate) not_asked: Vec<usize>,
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

/// Counts records in every table that the codebook publishes, as they come. The order in which they come leaves no
/// trace.
pub(crate) struct Counter<'a> {
    codebook: &'a Codebook,
    tables: Vec<Tabulation<'a>>,
    known: Knowledge,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(codebook: &'a Codebook) -> Self {
        let tables = codebook.catalog().tables.iter().map(|table| Tabulation::new(table, codebook)).collect();
        Counter { codebook, tables, known: Knowledge::new(codebook) }
    }

    /// Counts one more record.
    pub(crate) fn add(&mut self, record: &Record) {
        self.tables.iter_mut().for_each(|table| table.add(record, self.codebook));
        self.known.add(record, self.codebook);
    }

    /// Of how many persons each dimension is known.
    pub(crate) fn known(&self) -> &Knowledge {
        &self.known
    }

    /// Everything that was counted.
    pub(crate) fn finish(&self) -> Counts {
        self.tables.iter().flat_map(Tabulation::occupied).collect()
    }
}

/// The cells of one table.
struct Tabulation<'a> {
    measure: &'a str,
    /// The position of the measure.
    by: usize,
    axes: Vec<Axis>,
    cells: Vec<u64>,
}

impl<'a> Tabulation<'a> {
    fn new(table: &'a TableEntry, codebook: &Codebook) -> Self {
        let axis = |dimension| Axis::new(dimension, codebook);
        let axes: Vec<Axis> = codebook.catalog().dimensions_of(table).into_iter().map(axis).collect();
        let by = codebook.measures.iter().position(|measure| measure.id == table.measure).unwrap_or(codebook.whole);
        let cells = vec![0; axes.iter().map(Axis::width).product()];
        Tabulation { measure: &table.measure, by, axes, cells }
    }

    fn add(&mut self, record: &Record, codebook: &Codebook) {
        let Some(year) = record.years[self.by] else { return };
        let mut indices = vec![0];
        for axis in &self.axes {
            let positions = axis.positions(record, year, codebook);
            let step = |index: &usize| positions.iter().map(|at| index * axis.width() + at).collect::<Vec<_>>();
            indices = indices.iter().flat_map(step).collect();
        }
        indices.into_iter().for_each(|index| self.cells[index] += 1);
    }

    fn occupied(&self) -> impl Iterator<Item = (Address, u64)> {
        let occupied = self.cells.iter().enumerate().filter(|(_, count)| **count > 0);
        occupied.map(|(index, count)| (address(self.measure, &self.axes, index), *count))
    }
}

/// One dimension of a table, as records are placed along it: position 0 is the total.
struct Axis {
    dimension: Dimension,
    /// The position of the dimension in records; `None` for time.
    source: Option<usize>,
    /// For each category of the codebook, its own position and those of the categories that contain it.
    lineages: Vec<Vec<usize>>,
}

impl Axis {
    fn new(dimension: Dimension, codebook: &Codebook) -> Self {
        let source = codebook.dimensions.iter().position(|known| known.id == dimension.id);
        // The catalog's dimension is whole where the table's is rolled up.
        let whole = codebook.catalog().dimension(&dimension.id).unwrap_or(&dimension);
        let position = |code: &str| dimension.codes().position(|known| known == code);
        let lineage = |category: &cube::Category| {
            let codes = std::iter::once(category.code.as_str()).chain(whole.ancestors(&category.code));
            codes.filter_map(position).collect()
        };
        let lineages = whole.categories.iter().map(lineage).collect();
        Axis { source, lineages, dimension }
    }

    fn width(&self) -> usize {
        self.dimension.categories.len() + 1
    }

    /// Where a record counts along this axis, each position once.
    fn positions(&self, record: &Record, year: u16, codebook: &Codebook) -> Vec<usize> {
        let time = [usize::from(year - codebook.years.start())];
        let categories: &[Category] = match self.source {
            Some(source) => record.answers[source].categories(),
            None => &time,
        };
        let mut positions = vec![0];
        positions.extend(categories.iter().flat_map(|category| &self.lineages[*category]));
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

fn address(measure: &str, axes: &[Axis], mut index: usize) -> Address {
    let mut pins = Vec::new();
    for axis in axes.iter().rev() {
        let code = (index % axis.width()).checked_sub(1).and_then(|at| axis.dimension.categories.get(at));
        pins.extend(code.map(|category| (axis.dimension.id.as_str(), category.code.as_str())));
        index /= axis.width();
    }
    Address::new(measure, pins)
}
