//! Shades the numbers of a table and explains the shades.
//!
//! Totals are not shaded: beside them everything would be pale.

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::numbers::{FormattedNumber, Matrix, Numbers};
use crate::query::Show;
use crate::view::{ColourClass, Heat};

/// The heat map of a figure's numbers: everybody, and then what it compares.
pub fn heat(context: &Context, caption: String, numbers: &Numbers, classes: &Classes) -> Heat {
    let matrix = matrix(numbers);
    // A change has no small and large: it goes up or down.
    let classes = if context.show == Show::Change {
        &Classes::default()
    } else {
        classes
    };
    let mut grid = matrix.grid(context, caption);
    for (row, line) in grid.rows.iter_mut().enumerate() {
        line.depth = 0;
        for (column, cell) in line.cells.iter_mut().enumerate() {
            cell.colour =
                part(context, &matrix, row, column).map(|shown| classes.classify(shown.size));
        }
    }
    let is_part = matches!(context.show, Show::Share | Show::Rate);
    let colours = grid
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.colour);
    let colours: Vec<ColourClass> = colours
        .filter(|colour| is_part || *colour != ColourClass::None)
        .collect();
    Heat {
        legend: classes.legend(context.lang(), context.show, &colours),
        grid,
    }
}

/// Every number that is shaded.
pub fn shaded_numbers(context: &Context, numbers: &Numbers) -> Vec<FormattedNumber> {
    let matrix = matrix(numbers);
    let cells = (0..matrix.rows.len())
        .flat_map(|row| (0..matrix.columns.len()).map(move |column| (row, column)));
    cells
        .filter_map(|(row, column)| part(context, &matrix, row, column))
        .collect()
}

fn matrix(numbers: &Numbers) -> Matrix {
    numbers
        .matrix
        .select(|row| row.is_total(), |_| true)
        .above(&numbers.shown)
}

/// A number as the table writes it; none in lines that add up others, and none beside the columns.
fn part(context: &Context, matrix: &Matrix, row: usize, column: usize) -> Option<FormattedNumber> {
    let is_part = !matrix.rows.get(row)?.is_total() && !matrix.columns.get(column)?.is_total();
    is_part.then(|| {
        matrix
            .at(row, column)
            .format(context.lang(), matrix.written_as(context.show))
    })
}
