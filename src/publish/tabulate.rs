//! Exact counts at every address of the published family. Confidential: what is here must not leave unprotected.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt};

use cube::{Address, Dimension, TableEntry};

use crate::{
    codebook::{Category, Codebook},
    read::Record,
};

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

/// Counts records in every table that the codebook publishes.
pub fn tabulate(records: &[Record], codebook: &Codebook) -> Counts {
    codebook.catalog().tables.iter().flat_map(|table| count(table, records, codebook)).collect()
}

fn count(table: &TableEntry, records: &[Record], codebook: &Codebook) -> Vec<(Address, u64)> {
    let axes: Vec<Axis> =
        codebook.catalog().dimensions_of(table).into_iter().map(|dimension| Axis::new(dimension, codebook)).collect();
    let mut cells = vec![0; axes.iter().map(Axis::width).product()];
    let measure = codebook.measures.iter().position(|measure| measure.id == table.measure);
    for record in records {
        let Some(year) = measure.and_then(|measure| record.years.get(measure).copied().flatten()) else { continue };
        let mut indices = vec![0];
        for axis in &axes {
            let positions = axis.positions(record, year, codebook);
            let step = |index: &usize| positions.iter().map(|at| index * axis.width() + at).collect::<Vec<_>>();
            indices = indices.iter().flat_map(step).collect();
        }
        indices.into_iter().for_each(|index| cells[index] += 1);
    }
    let occupied = cells.into_iter().enumerate().filter(|(_, count)| *count > 0);
    occupied.map(|(index, count)| (address(&table.measure, &axes, index), count)).collect()
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
