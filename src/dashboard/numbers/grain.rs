//! Chooses which categories a figure compares: groups or details, and which ones it folds because they are hidden.
//!
//! Both depend on published numbers alone.

use crate::counts::Amount;
use crate::numbers::line::Line;
use crate::numbers::matrix::Matrix;
use crate::query::Grain;

/// The rows that a figure compares, by their places in its numbers, and those that it folds away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Those that show something; all, where none does.
    pub shown: Vec<usize>,
    /// Those of which every number is hidden.
    pub folded: Vec<usize>,
}

/// The grain at which a figure opens: the detail, if at most half of its numbers are hidden and it shows at least four
/// fifths of the persons whom the groups show.
pub fn opening(matrix: &Matrix) -> Grain {
    let each = matrix.select(|row| !row.is_total(), |column| !column.is_total());
    let details = each.only(&rows_at(&each, Grain::Detail)).entries;
    let hidden = details
        .iter()
        .flatten()
        .filter(|entry| entry.amount == Amount::Hidden)
        .count();
    let (told, all) = (0..each.columns.len()).fold((0, 0), |sums, column| {
        let sum = |sums: (u64, u64), (group, inside): (u64, u64)| {
            (sums.0 + inside.min(group), sums.1 + group)
        };
        groups(&each, column).into_iter().fold(sums, sum)
    });
    let shows_enough = hidden * 2 <= details.iter().flatten().count() && told * 5 >= all * 4;
    if shows_enough {
        Grain::Detail
    } else {
        Grain::Groups
    }
}

/// The rows of one grain, without the total.
pub fn rows_at(matrix: &Matrix, grain: Grain) -> Vec<usize> {
    let belongs = |row: &Line| match grain {
        Grain::Groups => row.depth == 0,
        Grain::Detail => row.leaf,
    };
    (0..matrix.rows.len())
        .filter(|row| !matrix.rows[*row].is_total() && belongs(&matrix.rows[*row]))
        .collect()
}

/// The rows without those of which every number is hidden, unless these are all.
pub fn folded(matrix: &Matrix, rows: Vec<usize>) -> Rows {
    let is_hidden = |row: usize| {
        matrix.entries[row]
            .iter()
            .all(|entry| entry.amount == Amount::Hidden)
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

/// Of each group whose number is published: that number, and those published of what is innermost in it.
fn groups(matrix: &Matrix, column: usize) -> Vec<(u64, u64)> {
    let mut groups: Vec<(Option<u64>, u64)> = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        let number = matrix.at(at, column).amount.exact();
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
