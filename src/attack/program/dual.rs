//! Sums of equations that bound a cell: what a linear program finds impossible, as something that can be followed.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::model::{Program, Row};

/// An equation is taken at most so often in an argument.
const MULTIPLE: f64 = 64.0;

/// Arguments with fractions finer than this are not followed.
const DENOMINATOR: i32 = 24;

impl Program {
    /// How often each of these equations is to be taken, so that the sum of all bounds a cell from below (`sign` 1) or
    /// from above (`sign` −1) as tightly as any linear argument from them can: the solution of the dual program, in whole
    /// numbers.
    pub(crate) fn argument(
        &self,
        place: usize,
        sign: f64,
        among: &[usize],
    ) -> Option<Vec<(usize, i32)>> {
        let used: Vec<&Row> = among.iter().map(|row| &self.rows[*row]).collect();
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let free = (-MULTIPLE, MULTIPLE);
        let rows: Vec<Variable> = used
            .iter()
            .map(|row| problem.add_var(row.sum as f64, free))
            .collect();
        let mut columns = vec![Vec::new(); self.cells.len()];
        for (row, variable) in used.iter().zip(&rows) {
            row.terms.iter().for_each(|(at, coefficient)| {
                columns[*at].push((*variable, f64::from(*coefficient)))
            });
        }
        for (at, mut terms) in columns
            .into_iter()
            .enumerate()
            .filter(|(_, terms)| !terms.is_empty())
        {
            let (low, high) = (self.low[at] as f64, self.high[at].map(|high| -high as f64));
            if at != place {
                terms.push((problem.add_var(low, (0.0, f64::INFINITY)), 1.0));
                terms.extend(high.map(|high| (problem.add_var(high, (0.0, f64::INFINITY)), -1.0)));
            }
            problem.add_constraint(
                terms,
                ComparisonOp::Eq,
                if at == place { sign } else { 0.0 },
            );
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let multiples: Vec<f64> = rows.iter().map(|row| solution.var_value(*row)).collect();
        let near = |value: f64| (value - value.round()).abs() < 1e-5;
        let by = (1..=DENOMINATOR).find(|by| {
            multiples
                .iter()
                .all(|multiple| near(multiple * f64::from(*by)))
        })?;
        let times = multiples
            .iter()
            .map(|multiple| (multiple * f64::from(by)).round() as i32);
        Some(
            used.iter()
                .map(|row| row.equation)
                .zip(times)
                .filter(|(_, times)| *times != 0)
                .collect(),
        )
    }

    /// So many equations around a cell or a few more, the nearest ones, in order; all of them, if there are no more.
    pub(crate) fn around(&self, place: usize, many: usize) -> Vec<usize> {
        let mut uses = vec![Vec::new(); self.cells.len()];
        for (name, row) in self.rows.iter().enumerate() {
            row.terms.iter().for_each(|(at, _)| uses[*at].push(name));
        }
        let (mut is_near, mut is_reached) =
            (vec![false; self.rows.len()], vec![false; self.cells.len()]);
        let (mut near, mut cells, mut next) = (Vec::new(), vec![place], 0);
        while let Some(cell) = cells.get(next).copied().filter(|_| near.len() < many) {
            next += 1;
            for name in &uses[cell] {
                if std::mem::replace(&mut is_near[*name], true) {
                    continue;
                }
                near.push(*name);
                let reached = self.rows[*name].terms.iter().map(|(at, _)| *at);
                cells.extend(reached.filter(|at| !std::mem::replace(&mut is_reached[*at], true)));
            }
        }
        near.sort_unstable();
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_made_of_the_equations_around_a_cell() {
        // Four equal cells, the last of which is known to be 4 or more.
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
        assert_eq!(program.around(0, 2), [0, 1]);
        assert_eq!(program.around(1, usize::MAX), [0, 1, 2]);
        assert_eq!(
            program.argument(0, 1.0, &[0, 1, 2]),
            Some(vec![(10, 1), (11, 1), (12, 1)])
        );
        assert_eq!(
            program.argument(3, -1.0, &program.around(3, 1)),
            Some(vec![(12, 1)])
        );
    }
}
