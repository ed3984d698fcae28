//! Draws the numbers of a profile on a map: one area for each category that has a place there.
//!
//! A dimension has a map if its categories say where they lie; that is decided by the codebook. Classes come from
//! published numbers alone.

use cube::Dimension;

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::numbers::{FormattedNumber, Line, Matrix, Numbers};
use crate::view::{Area, Atlas, ColourClass, Map};
use crate::words;

/// The numbers that are shown on a map: those of categories that have a place on it.
pub fn placed_numbers(
    context: &Context,
    atlas: Atlas,
    dimension: &Dimension,
    numbers: &Numbers,
) -> Vec<FormattedNumber> {
    let rows = numbers
        .matrix
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_total());
    let placed = rows.filter(|(_, row)| place(atlas, dimension, &row.code).is_some());
    placed
        .map(|(at, _)| {
            numbers
                .matrix
                .at(at, 0)
                .format(context.lang(), context.show)
        })
        .collect()
}

/// Where a category lies on the map, if it has a place there.
fn place<'a>(atlas: Atlas, dimension: &'a Dimension, code: &str) -> Option<&'a String> {
    dimension.category(code)?.map.get(atlas.key())
}

/// The map of a profile's numbers. The leaves of a dimension have places on it, and groups that are published alone.
pub fn map(
    context: &Context,
    (atlas, dimension): (Atlas, &Dimension),
    description: String,
    matrix: &Matrix,
    classes: &Classes,
) -> Map {
    let (lang, show) = (context.lang(), context.show);
    let (mut areas, mut elsewhere) = (Vec::new(), Vec::new());
    for (at, row) in matrix.rows.iter().enumerate() {
        let shown = matrix.at(at, 0).format(lang, show);
        match place(atlas, dimension, &row.code) {
            _ if row.is_total() => {}
            Some(place) => areas.push(area(row, &shown, place, classes)),
            None if row.leaf => elsewhere.push(label(row, &shown)),
            None => {}
        }
    }
    let colours: Vec<ColourClass> = areas.iter().map(|area| area.colour).collect();
    Map {
        atlas,
        legend: classes.legend(lang, show, &colours),
        areas,
        elsewhere: (!elsewhere.is_empty())
            .then(|| words::map::elsewhere(lang, &elsewhere.join("; "))),
        description,
    }
}

/// The area of a category.
fn area(row: &Line, shown: &FormattedNumber, place: &str, classes: &Classes) -> Area {
    Area {
        outlines: place.split(' ').map(Into::into).collect(),
        label: label(row, shown),
        text: shown.text.clone(),
        colour: classes.classify(shown.size),
        href: row.href.clone(),
    }
}

/// "San José: 107 (33 %)".
fn label(row: &Line, shown: &FormattedNumber) -> String {
    format!("{}: {}", row.label, shown.in_full())
}

#[cfg(test)]
mod tests;
