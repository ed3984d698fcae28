//! Shades the numbers of a table and explains the shades.
//!
//! Totals are not shaded, because next to them all other numbers would be pale.

use crate::context::Context;
use crate::counts::Amount;
use crate::figures::classes::Classes;
use crate::figures::drawn;
use crate::numbers::{FormattedNumber, Matrix, Numbers};
use crate::plan::Form;
use crate::query::Show;
use crate::view::drawing::{Fill, Part};
use crate::view::{ColourClass, Grid, Heat};

/// Makes the heat map of a figure's numbers, with the total above the categories.
pub fn heat(
    context: &Context,
    form: &Form,
    caption: String,
    numbers: &Numbers,
    classes: &Classes,
) -> Heat {
    let matrix = matrix(context, form, numbers);
    // Changes have no classes from small to large: they go up or down.
    let classes = if context.show == Show::Change {
        &Classes::default()
    } else {
        classes
    };
    let mut grid = matrix.grid(context, caption);
    add_bars(context, &matrix, &mut grid);
    // Only shares and rates may be missing for a reason that the legend explains.
    let may_be_missing = matches!(context.show, Show::Share | Show::Rate);
    let mut colours = Vec::new();
    for (row, line) in grid.rows.iter_mut().enumerate() {
        line.depth = 0;
        for (column, cell) in line.cells.iter_mut().enumerate() {
            let number = shaded_number(context, &matrix, row, column);
            let is_hidden = |column: usize| {
                let is_total = matrix
                    .columns
                    .get(column)
                    .is_none_or(|column| column.is_total());
                !is_total && matrix.entry(row, column).amount == Amount::Hidden
            };
            cell.joins = is_hidden(column) && column.checked_sub(1).is_some_and(is_hidden);
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

/// Adds a bar to each number of the total column: its years are not added up by eye. Where all others are hidden, persons
/// of whom the answer is not known have none: it would say that there are many.
fn add_bars(context: &Context, matrix: &Matrix, grid: &mut Grid) {
    let has_total = matrix
        .columns
        .first()
        .is_some_and(|column| column.is_total());
    if !has_total || context.show != Show::Count {
        return;
    }
    let mut counts = Vec::new();
    let mut is_any_known = false;
    for (row, line) in matrix.rows.iter().enumerate() {
        let count = matrix.entry(row, 0).amount.exact();
        is_any_known |= count.is_some() && !line.is_total() && !line.unknown;
        counts.push((!line.is_total()).then_some(count.unwrap_or(0)));
    }
    if !is_any_known {
        return;
    }
    let largest = counts.iter().flatten().max().copied().unwrap_or(0).max(1);
    for ((row, line), count) in grid.rows.iter_mut().zip(&matrix.rows).zip(counts) {
        if let Some(cell) = row.cells.first_mut() {
            cell.bar = count.map(|count| Part {
                length: count as f64 / largest as f64,
                fill: if line.unknown {
                    Fill::Unknown
                } else {
                    Fill::Plain
                },
                text: String::new(),
            });
        }
    }
}

/// Lists the numbers that are shaded.
pub fn shaded_numbers(context: &Context, form: &Form, numbers: &Numbers) -> Vec<FormattedNumber> {
    let matrix = matrix(context, form, numbers);
    let mut shaded = Vec::new();
    for row in 0..matrix.rows.len() {
        for column in 0..matrix.columns.len() {
            shaded.extend(shaded_number(context, &matrix, row, column));
        }
    }
    shaded
}

/// Returns the drawn numbers below the totals. Categories without an order of their own are ranked by their totals.
fn matrix(context: &Context, form: &Form, numbers: &Numbers) -> Matrix {
    let order = drawn::in_order(context, form, &numbers.shown);
    let shown = numbers.shown.only(&order);
    numbers
        .matrix
        .select(|row| row.is_total(), |_| true)
        .with_rows_of(&shown)
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
