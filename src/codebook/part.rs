//! Measures that are parts of another: in which category of the whole everybody of a part is. It depends on the codebook
//! alone.

use std::collections::BTreeSet;

use cube::Pin;

use crate::{
    format::{Dimension, Format, Measure, Section},
    mistake::Collector,
    published::{counts_some, published},
};

/// A part, and the category of its whole in which everybody of the part is, where the whole is published by it.
pub(super) fn within(format: &Format, measure: &Measure) -> Option<(String, Pin)> {
    let dimension = told(format, measure)?;
    let code = category(dimension, &condition(measure))?.to_owned();
    Some((
        measure.id.get_ref().clone(),
        Pin {
            dimension: dimension.id.get_ref().clone(),
            code,
        },
    ))
}

/// Reports a part that cannot be told from its whole's categories, or of which each category says nothing.
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
                format!("“{part}” counts only some of “{id}”, so no section can show it by “{id}”"),
            );
        } else if told(format, measure)
            .is_some_and(|held| category(held, &condition(measure)).is_none())
        {
            mistakes.at(
                &when.dimension,
                format!(
                    "the whole is published by “{id}”, so whoever “{part}” counts has to be in one category of it: let \
                     “{id}” have one that contains these codes and no others"
                ),
            );
        }
    }
}

/// Whether a section would show a part by the dimension that decides it, and no other measure.
fn shows_nothing_else(format: &Format, section: &Section, part: &str, dimension: &str) -> bool {
    let mut measures = section.measures.iter().map(|measure| measure.get_ref());
    section
        .dimensions
        .iter()
        .any(|shown| shown.get_ref() == dimension)
        && measures.clone().any(|measure| measure == part)
        && measures.all(|measure| counts_some(format, measure, dimension))
}

/// The dimension of a part's condition, where its whole is published by it.
fn told<'a>(format: &'a Format, measure: &Measure) -> Option<&'a Dimension> {
    let (whole, when) = (measure.part_of.as_ref()?, measure.when.as_ref()?);
    let id = when.dimension.get_ref();
    let is_told = published(format, whole.get_ref()).contains(id);
    format
        .dimension
        .iter()
        .find(|dimension| is_told && dimension.id.get_ref() == id)
}

fn condition(measure: &Measure) -> BTreeSet<&str> {
    measure
        .when
        .iter()
        .flat_map(|when| &when.codes)
        .map(|code| code.get_ref().as_str())
        .collect()
}

/// The category that holds exactly whoever is in one of these.
fn category<'a>(dimension: &'a Dimension, codes: &BTreeSet<&str>) -> Option<&'a str> {
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

/// The categories that contain no others, at or below a code. Parents stand before their children.
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
        dimension.categories.iter().any(|held| {
            held.parent
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
