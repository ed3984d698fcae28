//! Counts records in the cells of one table.

use codebook::Codebook;
use cube::{Address, TableEntry};

use crate::tabulate::{
    axis::Axis,
    block::{BLOCK, Block, Period},
    record::Record,
};

/// The counts of one table, by the categories that records have. Their ancestors and totals are
/// added up at the end; in a multi-response dimension, each person also counts once in a cell for
/// the total.
pub(super) struct Tabulation<'a> {
    /// The id of the measure.
    measure_id: &'a str,
    /// The position of the measure in records.
    measure: usize,
    /// Whether the table has the dimension of time.
    by_year: bool,
    pub(super) axes: Vec<Axis>,
    pub(super) cells: Vec<u64>,
}

impl<'a> Tabulation<'a> {
    pub(super) fn new(table: &'a TableEntry, codebook: &Codebook) -> Self {
        let axes: Vec<Axis> = codebook
            .catalog()
            .dimensions_of(table)
            .into_iter()
            .map(|dimension| Axis::new(dimension, codebook))
            .collect();
        let measure = codebook
            .measures
            .iter()
            .position(|measure| measure.id == table.measure)
            .unwrap_or(codebook.whole);
        let cells = vec![0; axes.iter().map(Axis::width).product()];
        Tabulation {
            measure_id: &table.measure,
            measure,
            by_year: table.dimensions.contains(&codebook.catalog().time),
            axes,
            cells,
        }
    }

    /// Counts one record, which may have several categories in a dimension.
    pub(super) fn add_record(&mut self, record: &Record, period: Period) {
        let mut cells = Vec::new();
        self.for_each_cell(record, period, |cell| cells.push(cell));
        for cell in cells {
            self.cells[cell] += 1;
        }
    }

    /// Calls `visit` with each cell of a record: one, unless it has several categories in a
    /// dimension.
    pub(super) fn for_each_cell(
        &self,
        record: &Record,
        period: Period,
        mut visit: impl FnMut(usize),
    ) {
        let Some(year) = self.counted_year(record, period) else {
            return;
        };
        visit_cells(&self.axes, record, period.position(year), 0, &mut visit);
    }

    /// Returns the year of a record that the table counts.
    fn counted_year(&self, record: &Record, period: Period) -> Option<u16> {
        let year = record.years[self.measure]?;
        (self.by_year || period.is_pooled(year)).then_some(year)
    }

    /// Returns whether two records are counted in the same cells as soon as they have the same
    /// answers in some dimensions, given by their positions in records.
    pub(super) fn differ_only_in(
        &self,
        dimensions: &[usize],
        [one, other]: [&Record; 2],
        period: Period,
    ) -> bool {
        let years = [one, other].map(|record| self.counted_year(record, period));
        let is_same_year = match self.by_year {
            true => years[0] == years[1],
            false => years[0].is_some() == years[1].is_some(),
        };
        let is_same = |source: usize| {
            dimensions.contains(&source) || one.answers[source] == other.answers[source]
        };
        is_same_year && self.axes.iter().filter_map(Axis::source).all(is_same)
    }

    /// Counts the records of a block, which have one category in each dimension.
    pub(super) fn add_block(&mut self, block: &Block) {
        let mut cells = [0; BLOCK];
        for axis in &self.axes {
            let width = axis.width();
            let column = axis.column(&block.years[self.measure], &block.categories);
            for (cell, position) in cells.iter_mut().zip(column) {
                *cell = *cell * width + position;
            }
        }
        let counted = if self.by_year {
            &block.counted[self.measure]
        } else {
            &block.pooled[self.measure]
        };
        for (cell, count) in cells.iter().zip(counted) {
            self.cells[*cell] += count;
        }
    }

    /// Adds up the totals and returns the addresses with a count above 0.
    pub(super) fn nonzero_counts(&self) -> Vec<(Address, u64)> {
        let mut published = vec![0; self.axes.iter().map(Axis::published_width).product()];
        for (cell, count) in self.cells.iter().enumerate() {
            if *count > 0 {
                for published_cell in self.published_cells(cell) {
                    published[published_cell] += count;
                }
            }
        }
        let mut counts = Vec::new();
        for (cell, count) in published.into_iter().enumerate() {
            if count > 0 {
                counts.push((self.address(cell), count));
            }
        }
        counts
    }

    /// Returns the published cells in which the records of a cell count.
    pub(super) fn published_cells(&self, mut cell: usize) -> Vec<usize> {
        let mut published = vec![0];
        let mut step = 1;
        for axis in self.axes.iter().rev() {
            let lineage = axis.lineage(cell % axis.width());
            let mut wider = Vec::with_capacity(published.len() * lineage.len());
            for index in published {
                wider.extend(lineage.iter().map(|position| index + position * step));
            }
            published = wider;
            step *= axis.published_width();
            cell /= axis.width();
        }
        published
    }

    /// Returns the address of a published cell.
    pub(super) fn address(&self, mut published_cell: usize) -> Address {
        let mut pins = Vec::new();
        for axis in self.axes.iter().rev() {
            pins.extend(axis.pin(published_cell % axis.published_width()));
            published_cell /= axis.published_width();
        }
        Address::new(self.measure_id, pins)
    }
}

/// Calls `visit` with each cell of a record along some axes, given its cell along those before.
fn visit_cells(
    axes: &[Axis],
    record: &Record,
    year: usize,
    before: usize,
    visit: &mut impl FnMut(usize),
) {
    let Some((axis, others)) = axes.split_first() else {
        return visit(before);
    };
    let before = before * axis.width();
    axis.for_each_position(record, year, |position| {
        visit_cells(others, record, year, before + position, &mut *visit);
    });
}
