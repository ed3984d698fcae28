//! Adds the relations that a codebook declares between categories: implications, exclusions and unions.

use cube::{Address, Pin, TOTAL};

use crate::problem::builder::ProblemBuilder;
use crate::problem::number::Variable;
use crate::problem::tables::ReleaseTables;

impl ProblemBuilder<'_> {
    /// Adds every declared relation between the cells of a release, wherever the problem has all cells it is about.
    pub(crate) fn add_relations(&mut self, tables: &ReleaseTables) {
        let relations = &tables.catalog.relations;
        for (inner, outer) in &relations.implies {
            self.add_implication(tables, inner, outer);
        }
        for (one, other) in &relations.impossible {
            self.add_exclusion(tables, one, other);
        }
        for (whole, parts) in &relations.unions {
            self.add_union(tables, whole, parts);
        }
    }

    /// Everybody in `inner` is in `outer`.
    fn add_implication(&mut self, tables: &ReleaseTables, inner: &Pin, outer: &Pin) {
        for cell in self.cells_in(tables, inner) {
            if let Some(outer) = self.find_beside(tables, &cell, outer) {
                let others = self.add_slack(cell.address);
                self.add_equation([(outer, 1), (cell.variable, -1), (others, -1)]);
            }
        }
    }

    /// Nobody is in both categories, so that the two together are at most everybody.
    fn add_exclusion(&mut self, tables: &ReleaseTables, one: &Pin, other: &Pin) {
        let everybody = Pin {
            dimension: one.dimension.clone(),
            code: TOTAL.into(),
        };
        for cell in self.cells_in(tables, one) {
            let other = self.find_beside(tables, &cell, other);
            let everybody = self.find_beside(tables, &cell, &everybody);
            if let (Some(other), Some(everybody)) = (other, everybody) {
                let neither = self.add_slack(cell.address);
                let terms = [
                    (everybody, 1),
                    (cell.variable, -1),
                    (other, -1),
                    (neither, -1),
                ];
                self.add_equation(terms);
            }
        }
    }

    /// Everybody in `whole` is in exactly one of `parts`.
    fn add_union(&mut self, tables: &ReleaseTables, whole: &Pin, parts: &[Pin]) {
        let Some(first) = parts.first() else { return };
        for cell in self.cells_in(tables, first) {
            let Some(whole) = self.find_beside(tables, &cell, whole) else {
                continue;
            };
            let parts = parts
                .iter()
                .map(|part| Some((self.find_beside(tables, &cell, part)?, -1)));
            if let Some(mut terms) = parts.collect::<Option<Vec<_>>>() {
                terms.push((whole, 1));
                self.add_equation(terms);
            }
        }
    }

    /// Every cell of a release that pins this category.
    fn cells_in<'a>(&self, tables: &'a ReleaseTables, category: &Pin) -> Vec<CellIn<'a>> {
        let mut cells = Vec::new();
        for address in tables.addresses() {
            if address.pins.get(&category.dimension) != Some(&category.code) {
                continue;
            }
            if let Some(variable) = self.find_cell(tables, address) {
                let mut others = address.clone();
                others.pins.remove(&category.dimension);
                cells.push(CellIn {
                    address,
                    variable,
                    others,
                });
            }
        }
        cells
    }

    /// The cell of another category that has all else in common with `cell`.
    fn find_beside(
        &self,
        tables: &ReleaseTables,
        cell: &CellIn,
        category: &Pin,
    ) -> Option<Variable> {
        let mut address = cell.others.clone();
        if category.code != TOTAL {
            let (id, code) = (category.dimension.clone(), category.code.clone());
            let is_pinned = address.pins.insert(id, code).is_some();
            if is_pinned {
                return None;
            }
        }
        self.find_cell(tables, &address)
    }
}

/// A cell that pins a given category.
struct CellIn<'a> {
    address: &'a Address,
    variable: Variable,
    /// The address without that category.
    others: Address,
}
