//! Ties a measure to the whole that it is part of: accredited persons to applications.
//!
//! Over all years, every person of a part is one of its whole; the residual is a group. The part is dated no earlier
//! than the whole, because nobody is decided on before they apply: by the end of every year at least as many have
//! applied as have been decided on.
//!
//! Both measures are margins of one latent table, which nobody publishes: year of the whole × year of the part, or never,
//! with nobody below the diagonal. Such a table of whole numbers exists if and only if these inequalities hold: filling
//! it from the first year on, those who are decided on are taken from those who have waited longest.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Pin};

use crate::problem::builder::ProblemBuilder;
use crate::problem::layout::TableLayout;
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

/// A part and the persons of its whole that it is compared with.
struct PartOf<'a> {
    part: &'a str,
    whole: &'a str,
    /// The category in which everybody of the part is, where the whole is narrowed to it.
    category: Option<&'a Pin>,
}

impl ProblemBuilder<'_> {
    /// Adds the residuals and dates of every part that the catalog declares: against all of its whole, then against
    /// each category of the whole in which everybody of the part is.
    pub(crate) fn add_parts(&mut self, tables: &ReleaseTables) {
        for (part, whole) in &tables.catalog.relations.part_of {
            let mut relation = PartOf {
                part,
                whole,
                category: None,
            };
            self.add_part(tables, &relation);
            let categories = categories_of_part(tables.catalog, part);
            for category in &categories {
                relation.category = Some(category);
                self.add_part(tables, &relation);
            }
        }
    }

    fn add_part(&mut self, tables: &ReleaseTables, relation: &PartOf) {
        let group = Group::Residual(relation.whole.to_owned());
        let residuals = self.add_residuals(tables, relation, &group);
        for layout in &tables.tables {
            if relation.pins_dimension_of(layout) {
                continue;
            }
            let narrowed = layout.addresses.iter().map(|at| relation.narrow(at));
            let layout = TableLayout {
                dimensions: layout.dimensions.clone(),
                addresses: narrowed.collect(),
                cells: None,
            };
            self.add_response_equations(tables, &layout, &group, |at| {
                residuals.get(&layout.addresses[at]).copied()
            });
        }
    }

    /// Adds the residual at every address over all years; returns them by address.
    fn add_residuals(
        &mut self,
        tables: &ReleaseTables,
        relation: &PartOf,
        group: &Group,
    ) -> BTreeMap<Address, Variable> {
        let mut residuals = BTreeMap::new();
        for address in tables.addresses() {
            if !relation.has_residual_at(address, &tables.catalog.time) {
                continue;
            }
            let narrowed = relation.narrow(address);
            let whole_address = Address {
                measure: relation.whole.to_owned(),
                pins: narrowed.pins.clone(),
            };
            let part = self.find_cell(tables, address);
            let whole = self.find_cell(tables, &whole_address);
            if let (Some(part), Some(whole)) = (part, whole) {
                let residual = self.add_group(tables, group.clone(), &narrowed);
                self.add_equation([(whole, 1), (part, -1), (residual, -1)]);
                residuals.insert(narrowed, residual);
                self.add_dates(tables, address, &whole_address);
            }
        }
        residuals
    }

    /// By the end of each year, at least as many are in the whole as in the part; by period where no table has years.
    fn add_dates(&mut self, tables: &ReleaseTables, part: &Address, whole: &Address) {
        let mut waiting: Option<Variable> = None;
        for step in self.dated_steps(tables, part, whole) {
            let part_then = tables.at_time(part, step);
            let applied = self.find_cell(tables, &tables.at_time(whole, step));
            let decided = self.find_cell(tables, &part_then);
            let (Some(applied), Some(decided)) = (applied, decided) else {
                return;
            };
            let still_waiting = self.add_slack(&part_then);
            let mut terms = vec![(applied, 1), (decided, -1), (still_waiting, -1)];
            terms.extend(waiting.map(|before| (before, 1)));
            self.add_equation(terms);
            waiting = Some(still_waiting);
        }
    }

    /// The years, if the problem has cells of both in one of them; else the periods.
    fn dated_steps<'a>(
        &self,
        tables: &'a ReleaseTables,
        part: &Address,
        whole: &Address,
    ) -> Vec<&'a str> {
        let has_year = |year: &str| {
            let (part, whole) = (tables.at_time(part, year), tables.at_time(whole, year));
            self.find_cell(tables, &part).is_some() && self.find_cell(tables, &whole).is_some()
        };
        if tables.years().any(has_year) {
            tables.years().collect()
        } else {
            tables.periods().collect()
        }
    }
}

impl PartOf<'_> {
    /// Whether an address is of the part, over all years, and leaves the dimension of the category open.
    fn has_residual_at(&self, address: &Address, time: &str) -> bool {
        let is_pinned = |category: &Pin| address.pins.contains_key(&category.dimension);
        address.measure == self.part
            && !address.pins.contains_key(time)
            && !self.category.is_some_and(is_pinned)
    }

    /// The address narrowed to the category.
    fn narrow(&self, address: &Address) -> Address {
        let mut address = address.clone();
        if let Some(category) = self.category {
            let (id, code) = (category.dimension.clone(), category.code.clone());
            address.pins.insert(id, code);
        }
        address
    }

    /// Whether a table has the dimension of the category.
    fn pins_dimension_of(&self, layout: &TableLayout) -> bool {
        self.category.is_some_and(|category| {
            layout
                .dimensions
                .iter()
                .any(|dimension| dimension.id == category.dimension)
        })
    }
}

/// The categories of the whole that contain everybody of `part`: the declared ones, and those above them.
fn categories_of_part(catalog: &Catalog, part: &str) -> BTreeSet<Pin> {
    let mut categories = BTreeSet::new();
    for (of, category) in &catalog.relations.within {
        if of != part {
            continue;
        }
        categories.insert(category.clone());
        let Some(dimension) = catalog.dimension(&category.dimension) else {
            continue;
        };
        // An earlier catalog may be broken so that a category contains itself; the limit ends that.
        let limit = dimension.categories.len();
        for code in dimension.ancestors(&category.code).take(limit) {
            categories.insert(Pin {
                dimension: category.dimension.clone(),
                code: code.to_owned(),
            });
        }
    }
    categories
}
