//! Models one component's open cells as columns, and its equations as rows.

use crate::bounds::Bounds;
use crate::equations::{Equation, Id, System};

use super::goal::Answer;

/// The largest count that is computed with. Beyond it, rounding errors could be taken for persons.
const LARGEST: i64 = 1 << 30;

/// The open cells of a component, in order, with their bounds and the equations between them.
pub(crate) struct Program {
    /// The cell of every column.
    pub(crate) cells: Vec<Id>,
    pub(crate) low: Vec<i64>,
    /// `None`: unbounded.
    pub(crate) high: Vec<Option<i64>>,
    pub(super) rows: Vec<Row>,
}

/// `Σ coefficient × column = sum`.
pub(super) struct Row {
    /// The equation's index in the system.
    pub(super) equation: usize,
    /// Columns with their coefficients.
    pub(super) terms: Vec<(usize, i32)>,
    pub(super) sum: i64,
}

impl Program {
    /// Models these equations. `None`: the counts are too large to compute with.
    pub(crate) fn from_equations(
        system: &System,
        bounds: &Bounds,
        equations: &[usize],
    ) -> Option<Self> {
        Self::with_cells(system, bounds, equations, vec![])
    }

    /// Models these equations, and open cells that may be in none of them. `None`: the counts are
    /// too large to compute with.
    pub(crate) fn with_cells(
        system: &System,
        bounds: &Bounds,
        equations: &[usize],
        mut cells: Vec<Id>,
    ) -> Option<Self> {
        for equation in equations {
            let ids = system.equations[*equation].iter().map(|(id, _)| *id);
            cells.extend(ids.filter(|id| bounds.is_open(*id)));
        }
        cells.sort_unstable();
        cells.dedup();
        let mut rows = Vec::new();
        for equation in equations {
            rows.push(Row::from_equation(system, bounds, &cells, *equation)?);
        }
        let mut program = Program {
            low: vec![],
            high: vec![],
            cells,
            rows,
        };
        program.update_bounds(bounds)?;
        Some(program)
    }

    /// Adopts the current bounds. `None`: they are too large to compute with; the program stays
    /// partly as it was.
    pub(crate) fn update_bounds(&mut self, bounds: &Bounds) -> Option<()> {
        let (mut lows, mut highs) = (Vec::new(), Vec::new());
        let intervals = self.cells.iter().map(|id| &bounds.intervals[*id]);
        for interval in intervals.clone() {
            lows.push(to_small(interval.low)?);
        }
        self.low = lows;
        for interval in intervals {
            highs.push(match interval.high {
                Some(high) => Some(to_small(high)?),
                None => None,
            });
        }
        self.high = highs;
        Some(())
    }

    /// Adds an equation whose last cell is new to the system. `None`: its counts are too large.
    pub(crate) fn add_equation(
        &mut self,
        system: &System,
        bounds: &Bounds,
        equation: usize,
    ) -> Option<()> {
        let (new, _) = system.equations[equation].last()?;
        self.cells.push(*new);
        let Some(row) = Row::from_equation(system, bounds, &self.cells, equation) else {
            self.cells.pop();
            return None;
        };
        self.rows.push(row);
        self.low.push(0);
        self.high.push(None);
        self.update_bounds(bounds)
    }

    /// Adds `Σ coefficient × cell ≥ 0` as a row with a column of its own, until it is forgotten.
    /// `None`: its counts are too large.
    pub(crate) fn try_inequality(&mut self, bounds: &Bounds, terms: &Equation) -> Option<()> {
        let mut row = Row::from_terms(bounds, &self.cells, usize::MAX, terms)?;
        row.terms.push((self.cells.len(), -1));
        // No cell has this number.
        self.cells.push(usize::MAX - self.rows.len());
        self.rows.push(row);
        self.low.push(0);
        self.high.push(None);
        Some(())
    }

    /// Forgets the columns from `first` on, each with its row.
    pub(crate) fn truncate(&mut self, first: usize) {
        let rows = self.rows.len() - (self.cells.len() - first);
        self.rows.truncate(rows);
        self.cells.truncate(first);
        self.low.truncate(first);
        self.high.truncate(first);
    }

    /// Adds the counts of the columns from `first` on to a table, each from the equation that was
    /// added with it.
    pub(crate) fn extend_table(&self, table: &mut Vec<i64>, first: usize) {
        let added = self.cells.len() - first;
        for row in &self.rows[self.rows.len() - added..] {
            let mut sum = -row.sum;
            for (column, coefficient) in &row.terms {
                if let Some(count) = table.get(*column) {
                    sum += count * i64::from(*coefficient);
                }
            }
            table.push(sum);
        }
    }

    /// Counts the equations.
    pub(crate) fn size(&self) -> usize {
        self.rows.len()
    }

    /// Returns the column of a cell.
    pub(crate) fn column(&self, id: Id) -> Option<usize> {
        self.cells.binary_search(&id).ok()
    }

    /// For every column, lists the rows in which it occurs.
    pub(super) fn rows_of_columns(&self) -> Vec<Vec<usize>> {
        let mut uses = vec![Vec::new(); self.cells.len()];
        for (at, row) in self.rows.iter().enumerate() {
            for (column, _) in &row.terms {
                uses[*column].push(at);
            }
        }
        uses
    }

    /// Rounds the solver's counts, and verifies them in integers.
    pub(super) fn verify(&self, count: impl Fn(usize) -> f64) -> Answer {
        let columns = 0..self.cells.len();
        let table: Vec<i64> = columns.map(|column| count(column).round() as i64).collect();
        if self.agrees(&table) {
            Answer::Table(table)
        } else {
            Answer::NotWhole
        }
    }

    /// Returns whether a table keeps all bounds and fulfils all equations.
    pub(crate) fn agrees(&self, table: &[i64]) -> bool {
        let is_within = |column: usize| {
            self.low[column] <= table[column]
                && self.high[column].is_none_or(|high| table[column] <= high)
        };
        (0..table.len()).all(is_within) && self.rows.iter().all(|row| row.holds(table))
    }
}

impl Row {
    /// Writes an equation over the open cells. `None`: its counts are too large.
    fn from_equation(
        system: &System,
        bounds: &Bounds,
        cells: &[Id],
        equation: usize,
    ) -> Option<Self> {
        Self::from_terms(bounds, cells, equation, &system.equations[equation])
    }

    /// Writes terms over the open cells. `None`: the counts are too large.
    fn from_terms(
        bounds: &Bounds,
        cells: &[Id],
        equation: usize,
        terms: &Equation,
    ) -> Option<Self> {
        let mut row = Row {
            equation,
            terms: vec![],
            sum: 0,
        };
        for (id, coefficient) in terms {
            if let Ok(column) = cells.binary_search(id) {
                row.terms.push((column, *coefficient));
            } else {
                let count = to_small(bounds.intervals[*id].value()?)?;
                row.sum -= count.checked_mul(i64::from(*coefficient))?;
            }
        }
        (row.sum.abs() <= LARGEST).then_some(row)
    }

    fn holds(&self, table: &[i64]) -> bool {
        let mut sum = 0;
        for (column, coefficient) in &self.terms {
            sum += i128::from(table[*column]) * i128::from(*coefficient);
        }
        sum == i128::from(self.sum)
    }
}

/// Returns a count that is small enough to compute with.
fn to_small(count: i128) -> Option<i64> {
    let count = i64::try_from(count).ok()?;
    (count.abs() <= LARGEST).then_some(count)
}
