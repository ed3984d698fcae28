//! Puts the rows of numbers in order: as the codebook lists them, or from the largest number to the smallest.

use std::cmp::Reverse;
use std::ops::Range;

use crate::numbers::matrix::Matrix;
use crate::query::Order;

impl Matrix {
    /// Lists the places of all rows in an order. Nested rows stay below the row that contains them.
    ///
    /// By value, the numbers of all years, or of the last one, decide, from the largest to the smallest; rows without an
    /// exact number come last, in their former order.
    pub fn order(&self, order: Order) -> Vec<usize> {
        let rows = 0..self.rows.len();
        match order {
            Order::Codebook => rows.collect(),
            Order::Value => self.by_value(self.deciding_column(), rows),
        }
    }

    /// Puts these rows in an order, regardless of the rows that contain them.
    pub fn in_order(&self, order: Order, rows: Vec<usize>) -> Vec<usize> {
        match order {
            Order::Codebook => rows,
            Order::Value => self.sorted(self.deciding_column(), rows),
        }
    }

    /// Returns the column whose numbers decide the order.
    fn deciding_column(&self) -> usize {
        let has_total = self.columns.first().is_some_and(|column| column.is_total());
        if has_total {
            0
        } else {
            self.columns.len().saturating_sub(1)
        }
    }

    /// Sorts rows: totals first, then from the largest number to the smallest.
    fn sorted(&self, column: usize, rows: Vec<usize>) -> Vec<usize> {
        let key = |row: usize| {
            let rank = self.entry(row, column).rank();
            (!self.rows[row].is_total(), rank.is_none(), Reverse(rank))
        };
        // Inserted one by one: sorting would add a sort of its own to the page, larger than this file.
        let mut sorted: Vec<usize> = Vec::new();
        for row in rows {
            sorted.insert(sorted.partition_point(|other| key(*other) <= key(row)), row);
        }
        sorted
    }

    /// Orders each level by value, and keeps nested rows below the one that contains them.
    fn by_value(&self, column: usize, rows: Range<usize>) -> Vec<usize> {
        let Some(first) = self.rows[rows.clone()].first() else {
            return vec![];
        };
        let is_top = |row: &usize| self.rows[*row].depth == first.depth;
        let tops = rows.clone().filter(is_top).collect();
        let mut ordered = Vec::new();
        for top in self.sorted(column, tops) {
            let end = (top + 1..rows.end).find(is_top).unwrap_or(rows.end);
            ordered.push(top);
            ordered.extend(self.by_value(column, top + 1..end));
        }
        ordered
    }
}

#[cfg(test)]
mod tests;
