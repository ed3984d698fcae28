//! Puts the rows of numbers in order: as the codebook lists them, or from the largest number to the smallest.

use std::cmp::Reverse;
use std::ops::Range;

use crate::numbers::matrix::Matrix;
use crate::query::Order;

impl Matrix {
    /// The places of its rows in an order: the published numbers of all years, or of the last one, from the largest
    /// to the smallest, then what is not exactly known as it stood. Whatever is nested stays below what contains it.
    pub fn order(&self, order: Order) -> Vec<usize> {
        let rows = 0..self.rows.len();
        match order {
            Order::Codebook => rows.collect(),
            Order::Value => self.by_value(self.ordering(), rows),
        }
    }

    /// These rows in an order, whatever contains them.
    pub fn in_order(&self, order: Order, rows: Vec<usize>) -> Vec<usize> {
        match order {
            Order::Codebook => rows,
            Order::Value => self.sorted(self.ordering(), rows),
        }
    }

    /// The column whose numbers put rows in order.
    fn ordering(&self) -> usize {
        let has_total = self.columns.first().is_some_and(|column| column.is_total());
        if has_total {
            0
        } else {
            self.columns.len().saturating_sub(1)
        }
    }

    /// Totals first, then from the largest number to the smallest.
    fn sorted(&self, column: usize, rows: Vec<usize>) -> Vec<usize> {
        let key = |row: usize| {
            let rank = self.at(row, column).rank();
            (!self.rows[row].is_total(), rank.is_none(), Reverse(rank))
        };
        // Put in order one by one: a sort of its own would weigh more than all of this file.
        let mut sorted: Vec<usize> = Vec::new();
        for row in rows {
            sorted.insert(sorted.partition_point(|other| key(*other) <= key(row)), row);
        }
        sorted
    }

    fn by_value(&self, column: usize, rows: Range<usize>) -> Vec<usize> {
        let Some(depth) = self.rows[rows.clone()].first().map(|row| row.depth) else {
            return vec![];
        };
        let is_top = |row: &usize| self.rows[*row].depth == depth;
        let end = |top: usize| (top + 1..rows.end).find(is_top).unwrap_or(rows.end);
        let block =
            |top: usize| std::iter::once(top).chain(self.by_value(column, top + 1..end(top)));
        self.sorted(column, rows.clone().filter(is_top).collect())
            .into_iter()
            .flat_map(block)
            .collect()
    }
}

#[cfg(test)]
mod tests;
