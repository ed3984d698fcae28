//! Represents a figure's numbers by rows and columns, from which both its chart and its table are made.

use crate::numbers::entry::Entry;
use crate::numbers::line::Line;

/// Numbers by rows and columns.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The dimension of the rows: "Edad".
    pub head: String,
    /// The rows, totals first.
    pub rows: Vec<Line>,
    /// The columns, totals first.
    pub columns: Vec<Line>,
    /// The numbers of each row.
    pub entries: Vec<Vec<Entry>>,
}

impl Matrix {
    /// Returns the number in a row and a column; a missing one is hidden.
    pub fn entry(&self, row: usize, column: usize) -> Entry {
        let entries = self.entries.get(row);
        match entries.and_then(|entries| entries.get(column)) {
            Some(entry) => *entry,
            None => Entry::hidden(),
        }
    }

    /// Returns the base of the shares, if there is a single column.
    pub fn base(&self) -> Option<u64> {
        match self.columns.len() {
            0 | 1 => self.entry(0, 0).base,
            _ => None,
        }
    }

    /// Keeps only some rows and columns.
    pub fn select(
        &self,
        is_kept_row: impl Fn(&Line) -> bool,
        is_kept_column: impl Fn(&Line) -> bool,
    ) -> Matrix {
        let (mut rows, mut entries) = (Vec::new(), Vec::new());
        for (row, numbers) in self.rows.iter().zip(&self.entries) {
            if is_kept_row(row) {
                let columns = self.columns.iter().zip(numbers);
                let kept = columns.filter(|(column, _)| is_kept_column(column));
                rows.push(row.clone());
                entries.push(kept.map(|(_, entry)| *entry).collect());
            }
        }
        let columns = self.columns.iter().filter(|column| is_kept_column(column));
        Matrix {
            head: self.head.clone(),
            rows,
            columns: columns.cloned().collect(),
            entries,
        }
    }

    /// Keeps only these rows, in this order.
    pub fn only(&self, rows: &[usize]) -> Matrix {
        Matrix {
            head: self.head.clone(),
            rows: rows.iter().map(|row| self.rows[*row].clone()).collect(),
            columns: self.columns.clone(),
            entries: rows.iter().map(|row| self.entries[*row].clone()).collect(),
        }
    }

    /// Appends the columns of another matrix with the same rows.
    pub fn with_columns_of(mut self, other: &Matrix) -> Matrix {
        self.columns.extend(other.columns.iter().cloned());
        for (own, others) in self.entries.iter_mut().zip(&other.entries) {
            own.extend(others);
        }
        self
    }

    /// Names the columns anew.
    pub fn with_column_names(mut self, names: impl IntoIterator<Item = String>) -> Matrix {
        for (column, name) in self.columns.iter_mut().zip(names) {
            column.label = name;
        }
        self
    }

    /// Keeps only totals and groups.
    pub fn groups(&self) -> Matrix {
        let mut groups = self.select(|row| row.depth == 0, |_| true);
        for row in &mut groups.rows {
            row.leaf = !row.is_total();
        }
        groups
    }

    /// Appends the rows of another matrix with the same columns.
    pub fn with_rows_of(mut self, other: &Matrix) -> Matrix {
        self.rows.extend(other.rows.iter().cloned());
        self.entries.extend(other.entries.iter().cloned());
        self
    }

    /// Keeps only the first rows, up to this many.
    pub fn first_rows(&self, rows: usize) -> Matrix {
        self.only(&(0..self.rows.len().min(rows)).collect::<Vec<_>>())
    }

    /// Turns columns into rows.
    pub fn transposed(self) -> Matrix {
        let mut entries = Vec::new();
        for column in 0..self.columns.len() {
            let rows = 0..self.rows.len();
            entries.push(rows.map(|row| self.entry(row, column)).collect());
        }
        Matrix {
            entries,
            rows: self.columns,
            columns: self.rows,
            head: self.head,
        }
    }
}
