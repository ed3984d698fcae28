//! Shades the numbers of a table and explains the shades.
//!
//! Totals are not shaded, because next to them all other numbers would be pale.

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::numbers::{FormattedNumber, Matrix, Numbers};
use crate::query::Show;
use crate::view::{ColourClass, Heat};

/// Makes the heat map of a figure's numbers, with the total above the categories.
pub fn heat(context: &Context, caption: String, numbers: &Numbers, classes: &Classes) -> Heat {
    let matrix = matrix(numbers);
    // Changes have no classes from small to large: they go up or down.
    let classes = if context.show == Show::Change {
        &Classes::default()
    } else {
        classes
    };
    let mut grid = matrix.grid(context, caption);
    // Only shares and rates may be missing for a reason that the legend explains.
    let may_be_missing = matches!(context.show, Show::Share | Show::Rate);
    let mut colours = Vec::new();
    for (row, line) in grid.rows.iter_mut().enumerate() {
        line.depth = 0;
        for (column, cell) in line.cells.iter_mut().enumerate() {
            let number = shaded_number(context, &matrix, row, column);
            cell.colour = number.map(|number| classes.classify(number.size));
            if may_be_missing || cell.colour != Some(ColourClass::None) {
                colours.extend(cell.colour);
            }
        }
    }
    Heat {
        legend: classes.legend(context.lang(), context.show, &colours),
        grid,
    }
}

/// Lists the numbers that are shaded.
pub fn shaded_numbers(context: &Context, numbers: &Numbers) -> Vec<FormattedNumber> {
    let matrix = matrix(numbers);
    let mut shaded = Vec::new();
    for row in 0..matrix.rows.len() {
        for column in 0..matrix.columns.len() {
            shaded.extend(shaded_number(context, &matrix, row, column));
        }
    }
    shaded
}

/// Returns the drawn numbers below the totals.
fn matrix(numbers: &Numbers) -> Matrix {
    numbers
        .matrix
        .select(|row| row.is_total(), |_| true)
        .with_rows_of(&numbers.shown)
}

/// Formats a number that is shaded; `None` for totals, and for the second column.
fn shaded_number(
    context: &Context,
    matrix: &Matrix,
    row: usize,
    column: usize,
) -> Option<FormattedNumber> {
    let is_shaded = !matrix.rows.get(row)?.is_total() && !matrix.columns.get(column)?.is_total();
    is_shaded.then(|| {
        matrix
            .entry(row, column)
            .format(context.lang(), matrix.written_as(context.show))
    })
}
