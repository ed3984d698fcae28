//! Builds the dimensions of a column: one for each of its hierarchies, or a flat one.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Category, Dimension, Pin};

use crate::foreign::cells::{Cells, list_codes};
use crate::foreign::layout::Layout;
use crate::foreign::parents::{Hierarchy, Parents, names};

/// A column, by its position, with one of its hierarchies as a dimension.
pub(super) type ColumnDimension = (usize, Dimension);

/// Builds the dimensions of a column: one for each of its hierarchies, or a flat one.
pub(super) fn build_dimensions(
    position: usize,
    layout: &Layout,
    cells: &Cells,
    parents: &Parents,
) -> Vec<ColumnDimension> {
    let column = &layout.dimensions[position];
    let total = layout.totals.of_column(column);
    let codes: Vec<&String> = list_codes(cells, position)
        .into_iter()
        .filter(|code| total != Some(code.as_str()))
        .collect();
    let Some(hierarchies) = parents.get(column) else {
        let flat = build_dimension(column, codes, &BTreeMap::new());
        return vec![(position, flat)];
    };
    let mut dimensions = Vec::new();
    for (name, parents) in hierarchies {
        let included = codes
            .iter()
            .copied()
            .filter(|code| is_included(code, parents, hierarchies))
            .collect();
        let dimension = build_dimension(&format!("{column}.{name}"), included, parents);
        dimensions.push((position, dimension));
    }
    dimensions
}

/// Pairs each code of a hierarchy of the column with the same code in the later ones: one row of the file counts both.
pub(super) fn pair_codes(hierarchies: &[ColumnDimension]) -> Vec<(Pin, Pin)> {
    let mut pairs = Vec::new();
    for (at, (_, one)) in hierarchies.iter().enumerate() {
        for category in &one.categories {
            let pin = |dimension: &Dimension| Pin {
                dimension: dimension.id.clone(),
                code: category.code.clone(),
            };
            for (_, other) in &hierarchies[at + 1..] {
                if other.category(&category.code).is_some() {
                    pairs.push((pin(one), pin(other)));
                }
            }
        }
    }
    pairs
}

/// Returns whether a hierarchy divides the total into this code, among others: it names the code, or
/// it names nothing that contains a code of other hierarchies at whose bottom the code is.
fn is_included(code: &str, parents: &Hierarchy, all: &BTreeMap<String, Hierarchy>) -> bool {
    let has = |code: &str| names(parents, code);
    let is_at_bottom = !all
        .values()
        .any(|parents| parents.values().any(|parent| parent == code));
    let is_known = all.values().any(|parents| parents.contains_key(code));
    let is_within = || codes_above(code, all).into_iter().any(has);
    has(code) || is_at_bottom && is_known && !is_within()
}

/// Lists the codes that contain a code in any hierarchy, through any others.
fn codes_above<'a>(code: &str, all: &'a BTreeMap<String, Hierarchy>) -> BTreeSet<&'a str> {
    let mut above: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&str> = parents_of(code, all).collect();
    while let Some(parent) = waiting.pop() {
        if above.insert(parent) {
            waiting.extend(parents_of(parent, all));
        }
    }
    above
}

fn parents_of<'a>(
    code: &str,
    all: &'a BTreeMap<String, Hierarchy>,
) -> impl Iterator<Item = &'a str> {
    all.values()
        .filter_map(move |parents| parents.get(code))
        .map(String::as_str)
}

/// Builds a dimension with parents before their children. Where the file lacks a parent, what
/// contains the parent takes its place.
fn build_dimension(id: &str, codes: Vec<&String>, parents: &Hierarchy) -> Dimension {
    let mut left = codes.clone();
    let mut categories: Vec<Category> = Vec::new();
    while !left.is_empty() {
        let parent = |code: &String| {
            let mut above = parents.get(code);
            // No way up is longer than there are codes.
            for _ in 0..parents.len() {
                above = above.and_then(|parent| {
                    if codes.contains(&parent) {
                        Some(parent)
                    } else {
                        parents.get(parent)
                    }
                });
            }
            above.filter(|parent| codes.contains(parent))
        };
        let is_ready = |code: &&&String| {
            parent(code)
                .is_none_or(|parent| categories.iter().any(|category| category.code == *parent))
        };
        let ready: Vec<&String> = left.iter().filter(is_ready).copied().collect();
        if ready.is_empty() {
            break;
        }
        left.retain(|code| !ready.contains(code));
        let category = |code: &String| Category {
            code: code.clone(),
            parent: parent(code).cloned(),
            ..Category::default()
        };
        let new: Vec<Category> = ready.into_iter().map(category).collect();
        categories.extend(new);
    }
    Dimension {
        id: id.into(),
        categories,
        ..Dimension::default()
    }
}
