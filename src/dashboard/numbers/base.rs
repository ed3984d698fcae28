//! Adds the bases of shares and rates to numbers.

use cube::Dimension;

use crate::context::Context;
use crate::counts::Rate;
use crate::numbers::matrix::Matrix;
use crate::query::Show;

/// The same with everybody of a column, or everybody with an answer, as the base of the column's shares.
pub fn with_bases(mut matrix: Matrix) -> Matrix {
    let without = matrix.rows.iter().position(|row| row.without_answer);
    for column in 0..matrix.columns.len() {
        let everybody = matrix.at(0, column).amount.exact();
        let base = match without {
            Some(row) => everybody
                .zip(matrix.at(row, column).amount.exact())
                .and_then(|(everybody, without)| everybody.checked_sub(without)),
            None => everybody,
        };
        for (row, entries) in matrix.rows.iter().zip(&mut matrix.entries) {
            entries[column].base = base.filter(|_| !row.without_answer);
        }
    }
    matrix
}

/// The same with what rates are reckoned by, where they are shown. A total column, or the only one, is of all
/// years of the query.
pub fn with_rates(
    mut matrix: Matrix,
    context: &Context,
    dimension: &Dimension,
    codes: &[&str],
) -> Matrix {
    let population = context
        .catalog()
        .population(&dimension.id)
        .filter(|_| context.show == Show::Rate);
    let Some(population) = population else {
        return matrix;
    };
    let single = matrix.columns.len() == 1;
    for (code, entries) in codes.iter().zip(&mut matrix.entries) {
        let inhabitants = population.inhabitants(dimension, code);
        for (column, entry) in matrix.columns.iter().zip(entries) {
            let years = if single || column.is_total() {
                context.years().len() as u64
            } else {
                1
            };
            entry.rate = Some(Rate { inhabitants, years });
        }
    }
    matrix
}
