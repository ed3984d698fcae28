//! Holds a figure's numbers, rows by columns, from which both its chart and its table are made.

use crate::numbers::entry::Entry;
use crate::numbers::line::Line;

/// Numbers by rows and columns.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// What the rows are: "Edad".
    pub head: String,
    /// The rows, totals first.
    pub rows: Vec<Line>,
    /// The columns, totals first.
    pub columns: Vec<Line>,
    /// One row of numbers a row.
    pub entries: Vec<Vec<Entry>>,
}

impl Matrix {
    /// The number in a row and a column.
    pub fn at(&self, row: usize, column: usize) -> Entry {
        self.entries
            .get(row)
            .and_then(|entries| entries.get(column))
            .copied()
            .unwrap_or_else(Entry::hidden)
    }

    /// The base of the shares of the only column, where there is only one.
    pub fn base(&self) -> Option<u64> {
        self.columns
            .get(1)
            .is_none()
            .then(|| self.at(0, 0).base)
            .flatten()
    }

    /// Only some rows and columns.
    pub fn select(&self, rows: impl Fn(&Line) -> bool, columns: impl Fn(&Line) -> bool) -> Matrix {
        let entries = self
            .rows
            .iter()
            .zip(&self.entries)
            .filter(|(row, _)| rows(row));
        let row = |(_, entries): (&Line, &Vec<Entry>)| {
            self.columns
                .iter()
                .zip(entries)
                .filter(|(column, _)| columns(column))
                .map(|(_, entry)| *entry)
                .collect()
        };
        Matrix {
            head: self.head.clone(),
            entries: entries.map(row).collect(),
            rows: self.rows.iter().filter(|row| rows(row)).cloned().collect(),
            columns: self
                .columns
                .iter()
                .filter(|column| columns(column))
                .cloned()
                .collect(),
        }
    }

    /// Only these rows.
    pub fn only(&self, rows: &[usize]) -> Matrix {
        Matrix {
            head: self.head.clone(),
            rows: rows.iter().map(|row| self.rows[*row].clone()).collect(),
            columns: self.columns.clone(),
            entries: rows.iter().map(|row| self.entries[*row].clone()).collect(),
        }
    }

    /// The same with the columns of another one, which has the same rows, beside its own.
    pub fn beside(mut self, other: &Matrix) -> Matrix {
        self.columns.extend(other.columns.iter().cloned());
        for (own, others) in self.entries.iter_mut().zip(&other.entries) {
            own.extend(others);
        }
        self
    }

    /// Only totals and groups.
    pub fn groups(&self) -> Matrix {
        let mut groups = self.select(|row| row.depth == 0, |_| true);
        groups
            .rows
            .iter_mut()
            .for_each(|row| row.leaf = !row.is_total());
        groups
    }

    /// These rows above those of another one with the same columns.
    pub fn above(mut self, other: &Matrix) -> Matrix {
        self.rows.extend(other.rows.iter().cloned());
        self.entries.extend(other.entries.iter().cloned());
        self
    }

    /// Only so many of its first rows.
    pub fn first(&self, rows: usize) -> Matrix {
        self.only(&(0..self.rows.len().min(rows)).collect::<Vec<_>>())
    }

    /// Columns as rows.
    pub fn transposed(self) -> Matrix {
        let column = |column: usize| {
            (0..self.rows.len())
                .map(|row| self.at(row, column))
                .collect()
        };
        let entries = (0..self.columns.len()).map(column).collect();
        Matrix {
            entries,
            rows: self.columns,
            columns: self.rows,
            head: self.head,
        }
    }
}
