//! Adds the equations of multi-response dimensions: who chose each option, who did not, and that everybody chose one.

use crate::problem::builder::ProblemBuilder;
use crate::problem::layout::{ResponseCells, TableLayout};
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

impl ProblemBuilder<'_> {
    /// Adds these equations for `group` at the addresses of a table, wherever `find` knows all numbers that they need.
    pub(crate) fn add_response_equations(
        &mut self,
        tables: &ReleaseTables,
        layout: &TableLayout,
        group: &Group,
        find: impl Fn(usize) -> Option<Variable>,
    ) {
        for cells in layout.response_cells() {
            if let Some(numbers) = find_all(&cells, &find) {
                self.add_option_equations(tables, layout, group, &cells, &numbers);
            }
        }
    }

    /// Of those who answered, each chose an option or did not; and together the options count everybody at least once.
    fn add_option_equations(
        &mut self,
        tables: &ReleaseTables,
        layout: &TableLayout,
        group: &Group,
        cells: &ResponseCells,
        numbers: &ResponseNumbers,
    ) {
        for (at, option) in cells.options.iter().zip(&numbers.options) {
            let not_chosen = Group::NotChosen(Box::new(group.clone()), cells.dimension.clone());
            let others = self.add_group(tables, not_chosen, &layout.addresses[*at]);
            let mut terms = numbers.answered.clone();
            terms.extend([(*option, -1), (others, -1)]);
            self.add_equation(terms);
        }
        let surplus = self.add_slack(&layout.addresses[cells.total]);
        let mut terms = vec![(surplus, -1)];
        terms.extend(numbers.options.iter().map(|option| (*option, 1)));
        terms.extend(numbers.answered.iter().map(|(number, by)| (*number, -by)));
        self.add_equation(terms);
    }
}

/// The numbers behind the cells of a multi-response dimension.
struct ResponseNumbers {
    options: Vec<Variable>,
    /// The terms that sum to those who answered: all persons less those whose answer is not known.
    answered: Vec<(Variable, i64)>,
}

fn find_all(
    cells: &ResponseCells,
    find: impl Fn(usize) -> Option<Variable>,
) -> Option<ResponseNumbers> {
    let mut answered = vec![(find(cells.total)?, 1)];
    for at in &cells.unknown {
        answered.push((find(*at)?, -1));
    }
    let options = cells.options.iter().map(|at| find(*at));
    Some(ResponseNumbers {
        options: options.collect::<Option<_>>()?,
        answered,
    })
}
