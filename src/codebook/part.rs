//! Finds the category of the whole that contains everybody whom a part counts. It depends on the codebook alone.

use std::collections::BTreeSet;

use cube::Pin;

use crate::{
    format::{Dimension, Format, Measure, Section},
    mistake::Collector,
    published::{counts_some, published_dimensions},
};

/// A part, and the category of its whole that contains everybody in it, if the whole is published by that dimension.
pub(super) fn find_category(format: &Format, measure: &Measure) -> Option<(String, Pin)> {
    let dimension = published_condition(format, measure)?;
    let code = equal_category(dimension, &condition_codes(measure))?.to_owned();
    Some((
        measure.id.get_ref().clone(),
        Pin {
            dimension: dimension.id.get_ref().clone(),
            code,
        },
    ))
}

/// Reports parts that a section shows by their own condition, and parts that are no single category of a published whole.
pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    for measure in &format.measure {
        let Some(when) = measure.when.as_ref() else {
            continue;
        };
        let (part, id) = (measure.id.get_ref(), when.dimension.get_ref());
        if format
            .section
            .iter()
            .any(|section| shows_nothing_else(format, section, part, id))
        {
            mistakes.at(
                &when.dimension,
                format!("“{part}” counts only some categories of “{id}”: remove “{id}” from the section that shows it"),
            );
            continue;
        }
        let published = published_condition(format, measure);
        let is_one = |dimension| equal_category(dimension, &condition_codes(measure)).is_some();
        if !published.is_none_or(is_one) {
            mistakes.at(
                &when.dimension,
                format!(
                    "the whole is published by “{id}”, so the persons of “{part}” must be one category of it: declare one \
                     that contains exactly these codes"
                ),
            );
        }
    }
}

/// Whether a section shows a part by the dimension of its condition, and no measure that counts all categories.
fn shows_nothing_else(format: &Format, section: &Section, part: &str, dimension: &str) -> bool {
    let mut measures = section.measures.iter().map(|measure| measure.get_ref());
    section
        .dimensions
        .iter()
        .any(|shown| shown.get_ref() == dimension)
        && measures.clone().any(|measure| measure == part)
        && measures.all(|measure| counts_some(format, measure, dimension))
}

/// The dimension of a part's condition, if its whole is published by it.
fn published_condition<'a>(format: &'a Format, measure: &Measure) -> Option<&'a Dimension> {
    let (whole, when) = (measure.part_of.as_ref()?, measure.when.as_ref()?);
    let id = when.dimension.get_ref();
    if !published_dimensions(format, whole.get_ref()).contains(id) {
        return None;
    }
    let mut dimensions = format.dimension.iter();
    dimensions.find(|dimension| dimension.id.get_ref() == id)
}

fn condition_codes(measure: &Measure) -> BTreeSet<&str> {
    let codes = measure.when.iter().flat_map(|when| &when.codes);
    codes.map(|code| code.get_ref().as_str()).collect()
}

/// The category that contains exactly the persons in these categories.
fn equal_category<'a>(dimension: &'a Dimension, codes: &BTreeSet<&str>) -> Option<&'a str> {
    if let Some(code) = codes.first().filter(|_| codes.len() == 1) {
        let known = dimension
            .categories
            .iter()
            .map(|category| category.code.get_ref().as_str());
        return known.into_iter().find(|known| known == code);
    }
    let wanted: BTreeSet<&str> = codes
        .iter()
        .flat_map(|code| leaves(dimension, code))
        .collect();
    let parents = dimension
        .categories
        .iter()
        .map(|category| category.code.get_ref().as_str());
    parents
        .into_iter()
        .find(|code| leaves(dimension, code) == wanted)
}

/// The categories without children at or below a code. Relies on parents being listed before their children.
fn leaves<'a>(dimension: &'a Dimension, code: &str) -> BTreeSet<&'a str> {
    let mut inside = BTreeSet::from([code]);
    for category in &dimension.categories {
        let parent = category
            .parent
            .as_ref()
            .map(|parent| parent.get_ref().as_str());
        if parent.is_some_and(|parent| inside.contains(parent)) {
            inside.insert(category.code.get_ref());
        }
    }
    let is_parent = |code: &str| {
        dimension.categories.iter().any(|child| {
            child
                .parent
                .as_ref()
                .is_some_and(|parent| parent.get_ref() == code)
        })
    };
    let codes = dimension
        .categories
        .iter()
        .map(|category| category.code.get_ref().as_str());
    codes
        .filter(|code| inside.contains(code) && !is_parent(code))
        .collect()
}
