//! Ties a measure to the whole that it is part of: accredited persons to applications.
//!
//! Over all years, every person of a part is one of its whole; the residual is a group. The part is dated no earlier
//! than the whole, because nobody is decided on before they apply: by the end of every year at least as many have
//! applied as have been decided on.
//!
//! Both measures are margins of one latent table, which nobody publishes: year of the whole × year of the part, or never,
//! with nobody below the diagonal. Such a table of whole numbers exists if and only if these inequalities hold: filling
//! it from the first year on, those who are decided on are taken from those who have waited longest. By the end of each
//! year, those who have applied and are not yet decided on are a group of persons, too: whoever waits.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Pin};

use crate::problem::builder::ProblemBuilder;
use crate::problem::layout::TableLayout;
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

/// Residuals and those who wait, by group and address.
type PartGroups = BTreeMap<Group, BTreeMap<Address, Variable>>;

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
        let groups = self.add_residuals(tables, relation);
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
            for (group, numbers) in &groups {
                self.add_response_equations(tables, &layout, group, |at| {
                    numbers.get(&layout.addresses[at]).copied()
                });
            }
        }
    }

    /// Adds the residual at every address over all years, and who waits there by the end of each year; returns them by
    /// group and address.
    fn add_residuals(&mut self, tables: &ReleaseTables, relation: &PartOf) -> PartGroups {
        let mut groups = PartGroups::new();
        let group = Group::Residual(relation.whole.to_owned());
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
                let of_group = groups.entry(group.clone()).or_default();
                of_group.insert(narrowed.clone(), residual);
                for (group, waiting) in self.add_dates(tables, address, &whole_address, residual) {
                    let of_group = groups.entry(group).or_default();
                    of_group.insert(narrowed.clone(), waiting);
                }
            }
        }
        groups
    }

    /// By the end of each year, at least as many are in the whole as in the part; by period where no table has years. Returns
    /// those who wait then, as groups. By the end of all years, they are the residual.
    fn add_dates(
        &mut self,
        tables: &ReleaseTables,
        part: &Address,
        whole: &Address,
        residual: Variable,
    ) -> Vec<(Group, Variable)> {
        let steps = self.dated_steps(tables, part, whole);
        let narrowed = Address {
            measure: part.measure.clone(),
            pins: whole.pins.clone(),
        };
        let mut groups = Vec::new();
        let mut waiting: Option<Variable> = None;
        for (at, step) in steps.iter().enumerate() {
            let applied = self.find_cell(tables, &tables.at_time(whole, step));
            let decided = self.find_cell(tables, &tables.at_time(part, step));
            let (Some(applied), Some(decided)) = (applied, decided) else {
                break;
            };
            let group = Group::Waiting(whole.measure.clone(), (*step).to_owned());
            let is_last = at + 1 == steps.len() && tables.is_every_year_pooled();
            let still_waiting = if is_last {
                residual
            } else {
                self.add_group(tables, group.clone(), &narrowed)
            };
            let mut terms = vec![(applied, 1), (decided, -1), (still_waiting, -1)];
            terms.extend(waiting.map(|before| (before, 1)));
            self.add_equation(terms);
            if !is_last {
                groups.push((group, still_waiting));
            }
            waiting = Some(still_waiting);
        }
        groups
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
pub(super) fn categories_of_part(catalog: &Catalog, part: &str) -> BTreeSet<Pin> {
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
