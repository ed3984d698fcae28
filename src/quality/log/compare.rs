//! Compares two releases: numbers, categories, tables, and the way of counting.

use std::collections::BTreeMap;

use cube::{Address, Break, Cell, Dimension, Release, Text};

/// A number that was published otherwise before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// Which one.
    pub address: Address,
    /// The number before.
    pub before: u64,
    /// The number now.
    pub after: u64,
}

/// A category, a dimension or a measure that has another name now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The id of the dimension or the measure.
    pub of: String,
    /// The code of the category, if it is one.
    pub code: Option<String>,
    /// The name before.
    pub before: Text,
    /// The name now.
    pub after: Text,
}

/// A category that only one of two releases has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The id of the dimension.
    pub dimension: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: Text,
}

/// What changed from one release to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many numbers are published for the first time: of new years, and of new tables.
    pub added: usize,
    /// The numbers that were published otherwise.
    pub revised: Vec<Revised>,
    /// How many numbers are hidden now that were published.
    pub hidden: usize,
    /// How many numbers are published now that were hidden.
    pub shown: usize,
    /// What has another name.
    pub renamed: Vec<Renamed>,
    /// Categories that are new.
    pub new_categories: Vec<Listed>,
    /// Categories that are gone.
    pub gone_categories: Vec<Listed>,
    /// Tables that are new.
    pub new_tables: Vec<String>,
    /// Tables that are gone.
    pub gone_tables: Vec<String>,
    /// Breaks of the series that are new.
    pub breaks: Vec<Break>,
}

/// Compares a release with the one before it.
pub fn compare(before: &Release, after: &Release) -> Changes {
    let mut changes = Changes::default();
    compare_cells(before, after, &mut changes);
    compare_names(before, after, &mut changes);
    let is_new = |one: &&String, others: &Release| !others.tables.contains_key(*one);
    let new = after.tables.keys().filter(|id| is_new(id, before));
    changes.new_tables = new.cloned().collect();
    let gone = before.tables.keys().filter(|id| is_new(id, after));
    changes.gone_tables = gone.cloned().collect();
    let breaks = after.catalog.breaks.iter();
    let breaks = breaks.filter(|one| !before.catalog.breaks.contains(one));
    changes.breaks = breaks.cloned().collect();
    changes
}

/// Compares every number once, although several tables may have it.
fn compare_cells(before: &Release, after: &Release, changes: &mut Changes) {
    let old = list_cells(before);
    for (address, cell) in list_cells(after) {
        match (old.get(&address), cell) {
            (None, Cell::Published(_)) => changes.added += 1,
            (Some(Cell::Published(before)), Cell::Published(after)) if *before != after => {
                changes.revised.push(Revised {
                    address,
                    before: *before,
                    after,
                });
            }
            (Some(Cell::Published(_)), Cell::Hidden) => changes.hidden += 1,
            (Some(Cell::Hidden), Cell::Published(_)) => changes.shown += 1,
            _ => {}
        }
    }
}

fn list_cells(release: &Release) -> BTreeMap<Address, Cell> {
    let mut cells = BTreeMap::new();
    for table in release.tables.values() {
        cells.extend(table.addressed());
    }
    cells
}

fn compare_names(before: &Release, after: &Release, changes: &mut Changes) {
    for measure in &after.catalog.measures {
        let old = before.catalog.measure(&measure.id);
        if let Some(old) = old.filter(|old| old.label != measure.label) {
            changes.renamed.push(Renamed {
                of: measure.id.clone(),
                code: None,
                before: old.label.clone(),
                after: measure.label.clone(),
            });
        }
    }
    for dimension in &after.catalog.dimensions {
        // Every release has new years.
        if dimension.id == after.catalog.time {
            continue;
        }
        if let Some(old) = before.catalog.dimension(&dimension.id) {
            compare_dimension(old, dimension, changes);
        }
    }
}

fn compare_dimension(old: &Dimension, new: &Dimension, changes: &mut Changes) {
    let mut rename = |code: Option<&String>, before: &Text, after: &Text| {
        if before != after {
            changes.renamed.push(Renamed {
                of: new.id.clone(),
                code: code.cloned(),
                before: before.clone(),
                after: after.clone(),
            });
        }
    };
    rename(None, &old.label, &new.label);
    for category in &new.categories {
        if let Some(before) = old.category(&category.code) {
            rename(Some(&category.code), &before.label, &category.label);
        }
    }
    changes.new_categories.extend(list_missing(new, old));
    changes.gone_categories.extend(list_missing(old, new));
}

/// Lists the categories of a dimension that another one lacks.
fn list_missing(of: &Dimension, other: &Dimension) -> Vec<Listed> {
    let missing = of.categories.iter();
    let missing = missing.filter(|category| other.category(&category.code).is_none());
    missing
        .map(|category| Listed {
            dimension: of.id.clone(),
            code: category.code.clone(),
            label: category.label.clone(),
        })
        .collect()
}
