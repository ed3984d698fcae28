//! Counts the cells of one table.

use codebook::Codebook;
use cube::{Address, TableEntry};

use crate::tabulate::{
    axis::Axis,
    block::{BLOCK, Block, Period},
    record::Record,
};

/// The cells of one table. Along an axis of one answer each they are of categories that contain no others: what
/// contains them is added up in the end. Along one of several answers, persons are counted in the total too.
pub(super) struct Tabulation<'a> {
    pub(super) measure: &'a str,
    /// The position of the measure.
    pub(super) by: usize,
    /// Whether years are told apart.
    pub(super) by_year: bool,
    pub(super) axes: Vec<Axis>,
    pub(super) cells: Vec<u64>,
}

impl<'a> Tabulation<'a> {
    pub(super) fn new(table: &'a TableEntry, codebook: &Codebook) -> Self {
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
    pub(super) fn add(&mut self, record: &Record, period: Period) {
        let mut cells = Vec::new();
        self.cells_of(record, period, |cell| cells.push(cell));
        cells.into_iter().for_each(|cell| self.cells[cell] += 1);
    }

    /// Tells the cells in which a record is placed: one, unless it has several answers.
    pub(super) fn cells_of(&self, record: &Record, period: Period, mut tell: impl FnMut(usize)) {
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
    pub(super) fn add_all(&mut self, block: &Block) {
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

    pub(super) fn occupied(&self) -> Vec<(Address, u64)> {
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
    pub(super) fn totals(&self, mut cell: usize) -> Vec<usize> {
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

    pub(super) fn address(&self, mut index: usize) -> Address {
        let mut pins = Vec::new();
        for axis in self.axes.iter().rev() {
            pins.extend(axis.pin(index % axis.full_width()));
            index /= axis.full_width();
        }
        Address::new(self.measure, pins)
    }
}
