//! Adds the equations of multi-response dimensions: who chose each option, who did not, and that everybody chose one.
//!
//! Where a table crosses two such dimensions, those who chose neither of two options are a group as well.

use std::collections::BTreeMap;

use crate::problem::builder::ProblemBuilder;
use crate::problem::layout::{ResponseCells, TableLayout};
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

/// For each multi-response dimension, by the position of an option's cell, those who answered and did not choose it.
type NotChosen = BTreeMap<String, BTreeMap<usize, Variable>>;

impl ProblemBuilder<'_> {
    /// Adds these equations for `group` at the addresses of a table, wherever `find` knows all numbers that they need.
    pub(crate) fn add_response_equations(
        &mut self,
        tables: &ReleaseTables,
        layout: &TableLayout,
        group: &Group,
        find: impl Fn(usize) -> Option<Variable>,
    ) {
        let responses = layout.response_cells();
        let mut all_not_chosen = NotChosen::new();
        for cells in &responses {
            if let Some(numbers) = find_all(cells, &find) {
                let not_chosen = self.add_option_equations(tables, layout, group, cells, &numbers);
                let of_dimension = all_not_chosen.entry(cells.dimension.clone());
                of_dimension.or_default().extend(not_chosen);
            }
        }
        // Of those who did not choose an option of one dimension: who chose none of another, the later by its id.
        for (id, not_chosen) in &all_not_chosen {
            let group = Group::NotChosen(Box::new(group.clone()), id.clone());
            for cells in responses.iter().filter(|cells| cells.dimension > *id) {
                if let Some(numbers) = find_all(cells, |at| not_chosen.get(&at).copied()) {
                    self.add_option_equations(tables, layout, &group, cells, &numbers);
                }
            }
        }
    }

    /// Of those who answered, each chose an option or did not; and together the options count everybody at least once.
    /// Returns those who did not, by the position of the option's cell.
    fn add_option_equations(
        &mut self,
        tables: &ReleaseTables,
        layout: &TableLayout,
        group: &Group,
        cells: &ResponseCells,
        numbers: &ResponseNumbers,
    ) -> BTreeMap<usize, Variable> {
        let mut not_chosen = BTreeMap::new();
        for (at, option) in cells.options.iter().zip(&numbers.options) {
            let of_option = Group::NotChosen(Box::new(group.clone()), cells.dimension.clone());
            let others = self.add_group(tables, of_option, &layout.addresses[*at]);
            let mut terms = numbers.answered.clone();
            terms.extend([(*option, -1), (others, -1)]);
            self.add_equation(terms);
            not_chosen.insert(*at, others);
        }
        let surplus = self.add_slack(&layout.addresses[cells.total]);
        let mut terms = vec![(surplus, -1)];
        terms.extend(numbers.options.iter().map(|option| (*option, 1)));
        terms.extend(numbers.answered.iter().map(|(number, by)| (*number, -by)));
        self.add_equation(terms);
        not_chosen
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
