//! A choropleth: which map a dimension is drawn on, what each area is, and the classes of the numbers.
//!
//! A dimension has a map if its categories say where they lie; that is decided by the codebook. Classes come from
//! published numbers alone.

use cube::Dimension;

use crate::context::Context;
use crate::figures::classes::Classes;
use crate::numbers::{Line, Matrix, Numbers, Shown};
use crate::view::{Area, Atlas, Map, Tone};
use crate::words;

/// The numbers that are shown on a map: those of categories that have a place on it.
pub fn shown(
    context: &Context,
    atlas: Atlas,
    dimension: &Dimension,
    numbers: &Numbers,
) -> Vec<Shown> {
    let rows = numbers
        .matrix
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.is_total());
    let placed = rows.filter(|(_, row)| place(atlas, dimension, &row.code).is_some());
    placed
        .map(|(at, _)| numbers.matrix.at(at, 0).shown(context.lang(), context.show))
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
    let shown: Vec<_> = (0..matrix.rows.len())
        .map(|row| matrix.at(row, 0).shown(lang, show))
        .collect();
    let place = |row: &Line| place(atlas, dimension, &row.code);
    let rows = || {
        matrix
            .rows
            .iter()
            .zip(&shown)
            .filter(|(row, _)| !row.is_total())
    };
    let placed = || rows().filter_map(|(row, shown)| Some((row, shown, place(row)?)));
    let area = |(row, shown, place): (&Line, &Shown, &String)| Area {
        outlines: place.split(' ').map(Into::into).collect(),
        label: format!("{}: {}", row.label, shown.in_full()),
        text: shown.text.clone(),
        tone: classes.tone(shown.size),
        href: row.href.clone(),
    };
    let areas: Vec<Area> = placed().map(area).collect();
    let tones: Vec<Tone> = areas.iter().map(|area| area.tone).collect();
    let elsewhere = rows().filter(|(row, _)| row.leaf && place(row).is_none());
    let elsewhere: Vec<String> = elsewhere
        .map(|(row, shown)| format!("{}: {}", row.label, shown.in_full()))
        .collect();
    Map {
        atlas,
        legend: classes.legend(lang, show, &tones),
        areas,
        elsewhere: (!elsewhere.is_empty())
            .then(|| words::map::elsewhere(lang, &elsewhere.join("; "))),
        description,
    }
}

#[cfg(test)]
mod tests;
