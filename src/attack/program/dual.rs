//! Finds sums of equations that bound a cell, as proofs that integers can verify.
//!
//! They are solutions of the dual program.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::model::{Program, Row};
use crate::bounds::End;

/// The largest multiple of an equation in a sum.
const LARGEST_MULTIPLE: f64 = 64.0;

/// Solutions with fractions finer than this are not used.
const LARGEST_DENOMINATOR: i32 = 24;

impl Program {
    /// Finds how often to take each of these rows, so that the sum of all bounds a cell as tightly
    /// as any linear combination of them can. Returns equations with their integer multiples.
    pub(crate) fn dual_multiples(
        &self,
        column: usize,
        end: End,
        rows: &[usize],
    ) -> Option<Vec<(usize, i32)>> {
        let rows: Vec<&Row> = rows.iter().map(|row| &self.rows[*row]).collect();
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let range = (-LARGEST_MULTIPLE, LARGEST_MULTIPLE);
        let variables: Vec<Variable> = rows
            .iter()
            .map(|row| problem.add_var(row.sum as f64, range))
            .collect();
        let mut terms_of_columns = vec![Vec::new(); self.cells.len()];
        for (row, variable) in rows.iter().zip(&variables) {
            for (at, coefficient) in &row.terms {
                terms_of_columns[*at].push((*variable, f64::from(*coefficient)));
            }
        }
        for (at, terms) in terms_of_columns.into_iter().enumerate() {
            if terms.is_empty() {
                continue;
            }
            let objective = match end {
                _ if at != column => None,
                End::Low => Some(1.0),
                End::High => Some(-1.0),
            };
            self.add_dual_constraint(&mut problem, at, terms, objective);
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let multiples: Vec<f64> = variables
            .iter()
            .map(|variable| solution.var_value(*variable))
            .collect();
        let multiples = to_integers(&multiples)?;
        let equations = rows.iter().map(|row| row.equation).zip(multiples);
        Some(equations.filter(|(_, multiple)| *multiple != 0).collect())
    }

    /// Adds the dual constraint of a column. `objective`: its coefficient, if it is the cell to
    /// bound; the bounds of all other cells may be used.
    fn add_dual_constraint(
        &self,
        problem: &mut Problem,
        column: usize,
        mut terms: Vec<(Variable, f64)>,
        objective: Option<f64>,
    ) {
        if objective.is_none() {
            let use_of_low = problem.add_var(self.low[column] as f64, (0.0, f64::INFINITY));
            terms.push((use_of_low, 1.0));
            if let Some(high) = self.high[column] {
                let use_of_high = problem.add_var(-high as f64, (0.0, f64::INFINITY));
                terms.push((use_of_high, -1.0));
            }
        }
        problem.add_constraint(terms, ComparisonOp::Eq, objective.unwrap_or(0.0));
    }

    /// Lists so many rows around a column, or a few more, the nearest ones, in order.
    pub(crate) fn rows_around(&self, column: usize, count: usize) -> Vec<usize> {
        let uses = self.rows_of_columns();
        let mut is_near = vec![false; self.rows.len()];
        let mut is_reached = vec![false; self.cells.len()];
        let mut near = Vec::new();
        let (mut columns, mut next) = (vec![column], 0);
        while next < columns.len() && near.len() < count {
            for row in &uses[columns[next]] {
                if std::mem::replace(&mut is_near[*row], true) {
                    continue;
                }
                near.push(*row);
                for (reached, _) in &self.rows[*row].terms {
                    if !std::mem::replace(&mut is_reached[*reached], true) {
                        columns.push(*reached);
                    }
                }
            }
            next += 1;
        }
        near.sort_unstable();
        near
    }
}

/// Multiplies fractions by their smallest common denominator. `None`: it is too large.
fn to_integers(multiples: &[f64]) -> Option<Vec<i32>> {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-5;
    let denominator = (1..=LARGEST_DENOMINATOR).find(|denominator| {
        multiples
            .iter()
            .all(|multiple| is_whole(multiple * f64::from(*denominator)))
    })?;
    let integers = multiples
        .iter()
        .map(|multiple| (multiple * f64::from(denominator)).round() as i32);
    Some(integers.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_the_sum_of_equations_around_a_cell() {
        // Four equal cells, and the last is known to be 4 or more.
        let row = |at: usize| Row {
            equation: 10 + at,
            terms: vec![(at, 1), (at + 1, -1)],
            sum: 0,
        };
        let (low, high) = (vec![0, 0, 0, 4], vec![Some(9); 4]);
        let program = Program {
            cells: (0..4).collect(),
            low,
            high,
            rows: (0..3).map(row).collect(),
        };
        assert_eq!(program.rows_around(0, 2), [0, 1]);
        assert_eq!(program.rows_around(1, usize::MAX), [0, 1, 2]);
        assert_eq!(
            program.dual_multiples(0, End::Low, &[0, 1, 2]),
            Some(vec![(10, 1), (11, 1), (12, 1)])
        );
        assert_eq!(
            program.dual_multiples(3, End::High, &program.rows_around(3, 1)),
            Some(vec![(12, 1)])
        );
    }
}
