//! Chooses which categories a figure compares: groups or details, without those whose numbers are all hidden.
//!
//! Both choices depend on published numbers alone.

use crate::counts::Amount;
use crate::numbers::line::Line;
use crate::numbers::matrix::Matrix;
use crate::query::Grain;

/// The rows that a figure draws and those that it folds away, by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Rows with a published number; all rows, if none has one.
    pub shown: Vec<usize>,
    /// Rows whose numbers are all hidden.
    pub folded: Vec<usize>,
}

/// Chooses the grain at which a figure opens: the detail, if at most half of its numbers are hidden, and they cover at least
/// four fifths of the persons in the groups.
pub fn opening(matrix: &Matrix) -> Grain {
    let each = matrix.select(|row| !row.is_total(), |column| !column.is_total());
    let details = each.only(&rows_at(&each, Grain::Detail)).entries;
    let numbers = details.iter().flatten();
    let numbers = numbers.filter(|entry| entry.amount != Amount::NotCollected);
    let hidden = numbers
        .clone()
        .filter(|entry| entry.amount == Amount::Hidden)
        .count();
    let (mut in_details, mut in_groups) = (0, 0);
    for column in 0..each.columns.len() {
        for (group, inside) in groups(&each, column) {
            in_details += inside.min(group);
            in_groups += group;
        }
    }
    if hidden * 2 <= numbers.count() && in_details * 5 >= in_groups * 4 {
        Grain::Detail
    } else {
        Grain::Groups
    }
}

/// Lists the rows of one grain, without the total.
pub fn rows_at(matrix: &Matrix, grain: Grain) -> Vec<usize> {
    let belongs = |row: &Line| match grain {
        Grain::Groups => row.depth == 0,
        Grain::Detail => row.leaf,
    };
    let mut rows = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        if !row.is_total() && belongs(row) {
            rows.push(at);
        }
    }
    rows
}

/// Separates the rows whose numbers are all hidden from the others, unless all rows are like that.
pub fn fold(matrix: &Matrix, rows: Vec<usize>) -> Rows {
    let is_hidden = |row: usize| {
        let mut numbers = matrix.entries[row].iter();
        numbers.all(|entry| matches!(entry.amount, Amount::Hidden | Amount::NotCollected))
    };
    let (folded, shown): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| is_hidden(**row));
    if shown.is_empty() {
        Rows {
            shown: rows,
            folded: vec![],
        }
    } else {
        Rows { shown, folded }
    }
}

/// Lists each group with a published number: that number, and the sum of the published details in it.
fn groups(matrix: &Matrix, column: usize) -> Vec<(u64, u64)> {
    let mut groups: Vec<(Option<u64>, u64)> = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        let number = matrix.entry(at, column).amount.exact();
        if row.depth == 0 {
            groups.push((number, 0));
        }
        if let Some((_, inside)) = groups.last_mut().filter(|_| row.leaf) {
            *inside += number.unwrap_or(0);
        }
    }
    groups
        .into_iter()
        .filter_map(|(group, inside)| Some((group?, inside)))
        .collect()
}

#[cfg(test)]
mod tests;
