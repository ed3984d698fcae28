//! Draws the numbers of a profile on a map: one area for each category that has a place there.
//!
//! A dimension has a map if the codebook gives places to its categories. Classes depend on published numbers alone.

use cube::Dimension;

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::numbers::{Entry, FormattedNumber, Line, Matrix, Numbers};
use crate::query::Show;
use crate::view::{Area, Atlas, Circle, Circles, ColourClass, Map};
use crate::words;

/// Lists the numbers of the categories that have a place on the map.
pub fn placed_numbers(
    context: &Context,
    atlas: Atlas,
    dimension: &Dimension,
    numbers: &Numbers,
) -> Vec<FormattedNumber> {
    let matrix = &numbers.matrix;
    let mut placed = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        if !row.is_total() && place(atlas, dimension, &row.code).is_some() {
            placed.push(matrix.entry(at, 0).format(context.lang(), context.show));
        }
    }
    placed
}

/// Returns the place of a category on the map, if it has one.
fn place<'a>(atlas: Atlas, dimension: &'a Dimension, code: &str) -> Option<&'a String> {
    dimension.category(code)?.map.get(atlas.key())
}

/// Makes the circles beside a list of counts, if the map has room for the names of its places. `None` where no number is
/// published.
pub fn circles(
    context: &Context,
    (atlas, dimension): (Atlas, &Dimension),
    matrix: &Matrix,
) -> Option<Circles> {
    let mut counts = Vec::new();
    for (at, row) in matrix.rows.iter().enumerate() {
        if let Some(outline) = place(atlas, dimension, &row.code) {
            counts.push((row, outline, matrix.entry(at, 0)));
        }
    }
    let exact = counts
        .iter()
        .filter_map(|(_, _, entry)| entry.amount.exact());
    let largest = exact.max().filter(|largest| *largest > 0)?;
    let circle = |(row, outline, entry): (&Line, &String, Entry)| Circle {
        outline: outline.clone(),
        name: row.label.clone(),
        text: entry.format(context.lang(), Show::Count).text,
        share: entry
            .amount
            .exact()
            .map(|count| count as f64 / largest as f64),
    };
    (atlas.is_numbered() && context.show == Show::Count).then(|| Circles {
        atlas,
        places: counts.into_iter().map(circle).collect(),
    })
}

/// Makes the map of a profile's numbers. Leaves without a place are listed below it.
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
        let shown = matrix.entry(at, 0).format(lang, show);
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

/// Makes the area of a category.
fn area(row: &Line, shown: &FormattedNumber, place: &str, classes: &Classes) -> Area {
    Area {
        outlines: place.split(' ').map(Into::into).collect(),
        label: label(row, shown),
        text: shown.text.clone(),
        colour: classes.classify(shown.size),
        href: row.href.clone(),
    }
}

/// Labels a category with its number: "San José: 107 (33 %)".
fn label(row: &Line, shown: &FormattedNumber) -> String {
    format!("{}: {}", row.label, shown.in_full())
}

#[cfg(test)]
mod tests;
