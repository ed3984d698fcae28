//! Adds the cells of a release's tables to the problem, with the sums along which they add up.

use cube::{Address, Catalog, Cell, Section};

use crate::problem::builder::{NOBODY, ProblemBuilder};
use crate::problem::layout::TableLayout;
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;
use crate::refusal::Refusal;

impl ProblemBuilder<'_> {
    /// Adds a release's tables: their cells, their sums, and the equations of multi-response dimensions.
    pub(crate) fn add_tables(&mut self, tables: &ReleaseTables) {
        for layout in &tables.tables {
            let cells = self.add_cells(tables, layout);
            for (total, parts) in layout.sums() {
                let parts = parts.into_iter().map(|part| (cells[part], -1));
                self.add_equation(parts.chain([(cells[total], 1)]));
            }
            self.add_response_equations(tables, layout, &Group::Cell, |at| cells.get(at).copied());
        }
    }

    fn add_cells(&mut self, tables: &ReleaseTables, layout: &TableLayout) -> Vec<Variable> {
        let table = self.problem.tables;
        self.problem.tables += 1;
        let mut cells = Vec::new();
        for (at, address) in layout.addresses.iter().enumerate() {
            let earlier = layout.cells.as_ref().map(|cells| cells[at]);
            let variable = self.add_cell(tables, address, earlier);
            self.record_cell(tables.release, address.clone(), variable);
            cells.push(variable);
        }
        for cell in &cells {
            let of_cell = &mut self.problem.numbers[*cell].tables;
            if of_cell.last() != Some(&table) {
                of_cell.push(table);
            }
        }
        cells
    }

    /// Adds one cell; `earlier` is what an earlier release published there, `None` in the release being made.
    fn add_cell(
        &mut self,
        tables: &ReleaseTables,
        address: &Address,
        earlier: Option<Cell>,
    ) -> Variable {
        let Some(name) = self.name(tables, Group::Cell, address) else {
            if earlier.is_none() {
                self.check_structural_zero(tables, address);
            }
            return NOBODY;
        };
        let count = match earlier {
            None => Some((self.counts)(address)),
            Some(cell) => cell.published(),
        };
        let value = count.and_then(|count| i64::try_from(count).ok());
        let variable = self.add_number(name, value);
        self.set_value(variable, value, address);
        self.describe_cell(variable, tables, address);
        let number = &mut self.problem.numbers[variable];
        match earlier {
            None => {
                number.in_release = true;
                number.unsettled |= tables.catalog.is_open(address);
                let is_hideable =
                    !address.pins.is_empty() && self.hideable.contains(&address.measure);
                let is_total = address.pins.keys().all(|id| *id == tables.catalog.time);
                number.known |= is_total && !is_hideable;
            }
            Some(Cell::Published(_)) => number.known = true,
            // Once hidden, it stays so unless it is safe to publish now.
            Some(Cell::Hidden) => number.hidden = true,
        }
        variable
    }

    /// Refuses records of persons where nobody can be.
    fn check_structural_zero(&mut self, tables: &ReleaseTables, address: &Address) {
        if (self.counts)(address) == 0 {
            return;
        }
        let group = address.to_string();
        if tables.catalog.is_pending_when_settled(address) {
            self.refuse(Refusal::Pending { group });
        } else {
            self.refuse(Refusal::Impossible { group });
        }
    }

    /// Sets a number's true value, or refuses one that contradicts what it is by other tables.
    fn set_value(&mut self, variable: Variable, value: Option<i64>, address: &Address) {
        match (self.values[variable], value) {
            (Some(known), Some(value)) if known != value => self.refuse(Refusal::Contradiction {
                group: address.to_string(),
            }),
            (None, Some(_)) => self.values[variable] = value,
            _ => {}
        }
    }

    /// Records whether a cell is protected, unsettled, in a series, or rolled up from finer categories.
    fn describe_cell(&mut self, variable: Variable, tables: &ReleaseTables, address: &Address) {
        let catalog = tables.catalog;
        let number = &mut self.problem.numbers[variable];
        number.protected = true;
        number.unsettled |= !catalog.is_settled(address);
        let pins = || address.pins.iter().filter(|(id, _)| **id != catalog.time);
        let is_in_series = pins().count() <= 1;
        number.in_series |= is_in_series;
        number.is_leading |= is_in_series && pins().all(|(id, code)| is_main(catalog, id, code));
        for (id, code) in &address.pins {
            let dimension = catalog.dimension(id);
            number.rolled_up |= dimension.is_some_and(|dimension| !dimension.is_leaf(code));
        }
    }
}

/// Whether a category is directly below the total of a dimension by which readers can filter.
fn is_main(catalog: &Catalog, id: &str, code: &str) -> bool {
    let is_filter = |section: &Section| section.filters.iter().any(|filter| filter == id);
    let category = catalog.dimension(id).and_then(|of| of.category(code));
    catalog.sections.iter().any(is_filter)
        && category.is_some_and(|category| category.parent.is_none())
}
