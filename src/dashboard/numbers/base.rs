//! Adds the bases of shares and rates to numbers.

use cube::Dimension;

use crate::context::Context;
use crate::counts::Rate;
use crate::numbers::matrix::Matrix;
use crate::query::Show;

/// Adds the base of shares to every number: everybody in its column, or everybody with an answer.
pub fn with_bases(mut matrix: Matrix) -> Matrix {
    let without = matrix.rows.iter().position(|row| row.without_answer);
    for column in 0..matrix.columns.len() {
        let everybody = matrix.entry(0, column).amount.exact();
        let not_counted = match without {
            Some(row) => matrix.entry(row, column).amount.exact(),
            None => Some(0),
        };
        let base = match (everybody, not_counted) {
            (Some(everybody), Some(without)) => everybody.checked_sub(without),
            _ => None,
        };
        for (row, entries) in matrix.rows.iter().zip(&mut matrix.entries) {
            entries[column].base = base.filter(|_| !row.without_answer);
        }
    }
    matrix
}

/// Adds inhabitants and years to every number, where rates are shown. The total column, or the only one, has all years
/// of the query.
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
                context.count_years()
            } else {
                context.catalog().years_in(&column.code).len().max(1) as u64
            };
            entry.rate = Some(Rate { inhabitants, years });
        }
    }
    matrix
}
