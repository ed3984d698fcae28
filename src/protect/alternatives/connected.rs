//! Finds the numbers and equations that a change of one number can reach.

use std::collections::BTreeSet;

use crate::problem::number::Variable;
use crate::problem::system::Problem;

/// The numbers that may change together with a given one, and the equations that contain them, both sorted.
pub(super) struct Connected {
    pub(super) columns: Vec<Variable>,
    pub(super) rows: Vec<usize>,
}

impl Connected {
    /// Follows equations from `variable` through all numbers that may change.
    pub(super) fn from_number(
        problem: &Problem,
        variable: Variable,
        may_change: impl Fn(Variable) -> bool,
    ) -> Self {
        Connected::with_cuts(problem, variable, may_change, &BTreeSet::new())
    }

    /// Follows some of the problem's cuts as well.
    pub(super) fn with_cuts(
        problem: &Problem,
        variable: Variable,
        may_change: impl Fn(Variable) -> bool,
        cuts: &BTreeSet<usize>,
    ) -> Self {
        let mut is_number_seen = vec![false; problem.numbers.len()];
        let mut is_equation_seen = vec![false; problem.equations.len()];
        is_number_seen[variable] = true;
        let mut cuts_left = cuts.clone();
        let (mut columns, mut rows) = (vec![], vec![]);
        let mut queue = vec![variable];
        while let Some(number) = queue.pop() {
            let mut reach = |terms: &[(Variable, i64)]| {
                for (other, _) in terms {
                    if !std::mem::replace(&mut is_number_seen[*other], true) && may_change(*other) {
                        columns.push(*other);
                        queue.push(*other);
                    }
                }
            };
            for (equation, _) in &problem.occurrences[number] {
                if !std::mem::replace(&mut is_equation_seen[*equation], true) {
                    rows.push(*equation);
                    reach(&problem.equations[*equation]);
                }
            }
            for cut in &problem.cuts_of[number] {
                if cuts_left.remove(cut) {
                    reach(&problem.cuts[*cut].terms);
                }
            }
        }
        columns.sort_unstable();
        rows.sort_unstable();
        Connected { columns, rows }
    }

    /// Drops numbers that are alone in an equation and so cannot change, until none is left; `None` if `variable` cannot
    /// change either.
    pub(super) fn drop_fixed(self, problem: &Problem, variable: Variable) -> Option<Self> {
        let mut can_change = vec![false; problem.numbers.len()];
        for column in &self.columns {
            can_change[*column] = true;
        }
        let mut queue = self.rows.clone();
        while let Some(row) = queue.pop() {
            let equation = &problem.equations[row];
            let has_variable = equation
                .binary_search_by_key(&variable, |(number, _)| *number)
                .is_ok();
            let mut changing = equation.iter().filter(|(number, _)| can_change[*number]);
            match (changing.next(), changing.next()) {
                (None, _) if has_variable => return None,
                (Some((alone, _)), None) if !has_variable => {
                    can_change[*alone] = false;
                    queue.extend(problem.occurrences[*alone].iter().map(|(other, _)| *other));
                }
                _ => {}
            }
        }
        let Connected {
            mut columns,
            mut rows,
        } = self;
        columns.retain(|column| can_change[*column]);
        rows.retain(|row| {
            let mut numbers = problem.equations[*row].iter();
            numbers.any(|(number, _)| can_change[*number])
        });
        Some(Connected { columns, rows })
    }
}
