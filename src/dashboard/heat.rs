//! A heat map: a table whose numbers are shaded, with what the shades mean. Totals are not: beside them everything
//! would be pale.

use crate::context::Context;
use crate::entry::Shown;
use crate::matrix::Matrix;
use crate::numbers::Numbers;
use crate::show::Show;
use crate::tone::{Classes, Tone};
use crate::view::Heat;

/// The heat map of a figure's numbers: everybody, and then what it compares.
pub fn heat(context: &Context, caption: String, numbers: &Numbers) -> Heat {
    let matrix = numbers.matrix.select(|row| row.total, |_| true).above(&numbers.compared.shown);
    let shown = shown(context, &matrix);
    let parts = || shown.iter().flatten().flatten();
    // A change has no small and large: it goes up or down.
    let classes = if context.show == Show::Change { Classes::default() } else { Classes::of(parts()) };
    let mut grid = matrix.grid(context, caption);
    for (line, shown) in grid.rows.iter_mut().zip(&shown) {
        line.depth = 0;
        for (cell, shown) in line.cells.iter_mut().zip(shown) {
            cell.tone = shown.as_ref().map(|shown| classes.tone(shown.size));
        }
    }
    let is_part = matches!(context.show, Show::Share | Show::Rate);
    let tones: Vec<Tone> = parts().map(|shown| classes.tone(shown.size)).collect();
    let tones: Vec<Tone> = tones.into_iter().filter(|tone| is_part || *tone != Tone::None).collect();
    Heat { legend: classes.legend(context.lang(), context.show, &tones), grid }
}

/// Every number that is shaded, as the table writes it; none in lines that add up others.
fn shown(context: &Context, matrix: &Matrix) -> Vec<Vec<Option<Shown>>> {
    let show = matrix.written_as(context.show);
    let row = |row: usize| {
        let number = |column: usize| {
            let is_part = !matrix.rows[row].total && !matrix.columns[column].total;
            is_part.then(|| matrix.at(row, column).shown(context.lang(), show))
        };
        (0..matrix.columns.len()).map(number).collect()
    };
    (0..matrix.rows.len()).map(row).collect()
}
