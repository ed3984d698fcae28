//! Checks the keys `replaces`: under which name earlier releases counted the same persons.

use crate::{
    format::{self, Format},
    mistake::Collector,
    names::check_unique,
    placed::Placed,
};

pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    let dimensions: Vec<&Placed<String>> = format.dimension.iter().map(|raw| &raw.id).collect();
    let replaced = format
        .dimension
        .iter()
        .filter_map(|raw| raw.replaces.as_ref());
    check_ids("dimension", &dimensions, replaced.collect(), mistakes);
    let measures: Vec<&Placed<String>> = format.measure.iter().map(|raw| &raw.id).collect();
    let replaced = format
        .measure
        .iter()
        .filter_map(|raw| raw.replaces.as_ref());
    check_ids("measure", &measures, replaced.collect(), mistakes);
    for dimension in &format.dimension {
        for category in &dimension.categories {
            check_category(dimension, category, mistakes);
        }
    }
}

/// Checks that no earlier identifier is still in use, and that two do not claim the same one.
fn check_ids(
    kind: &str,
    current: &[&Placed<String>],
    replaced: Vec<&Placed<String>>,
    mistakes: &mut Collector<'_>,
) {
    for earlier in &replaced {
        if current.iter().any(|id| id.get_ref() == earlier.get_ref()) {
            let id = earlier.get_ref();
            mistakes.at(
                earlier,
                format!("the {kind} “{id}” still exists: replaces names an identifier of earlier releases that is gone"),
            );
        }
    }
    check_unique("the replaced identifier", replaced, mistakes);
}

fn check_category(
    dimension: &format::Dimension,
    category: &format::Category,
    mistakes: &mut Collector<'_>,
) {
    check_unique("the replaced code", &category.replaces, mistakes);
    let Some(first) = category.replaces.first() else {
        return;
    };
    let code = category.code.get_ref();
    let mut others = dimension.categories.iter();
    if others.any(|other| {
        other
            .parent
            .as_ref()
            .is_some_and(|parent| parent.get_ref() == code)
    }) {
        mistakes.at(
            first,
            format!("“{code}” contains other categories: write replaces at each of these"),
        );
    }
    for earlier in &category.replaces {
        if earlier.get_ref() == code {
            mistakes.at(
                earlier,
                format!("“{code}” is this category's own code: name only other codes, of earlier releases"),
            );
        }
    }
}
