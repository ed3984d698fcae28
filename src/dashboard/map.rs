//! A choropleth: which map a dimension is drawn on, what each area is, and the classes of the numbers.
//!
//! A dimension has a map if its categories say where they lie; that is decided by the codebook. Classes come from
//! published numbers alone.

mod outline;

use cube::Dimension;

use crate::context::Context;
use crate::entry::Shown;
use crate::matrix::Matrix;
use crate::numbers::Numbers;
use crate::tone::{Classes, Legend};
use crate::words;

pub use crate::tone::Tone;
pub use outline::{Outline, Outlines, Window};

/// The maps that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Atlas {
    /// The provinces of Costa Rica, by their HASC codes.
    CostaRica,
    /// The countries of the world, by their numbers in UN M49 and those of their regions.
    World,
}

/// A map with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// What it is drawn on.
    pub atlas: Atlas,
    /// The categories that have a place on it.
    pub areas: Vec<Area>,
    /// What its colours mean.
    pub legend: Legend,
    /// The categories that have none, with their numbers; nothing where all have one.
    pub elsewhere: Option<String>,
    /// The sentence that says what the map shows, for those who do not see it.
    pub description: String,
}

/// A category on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The codes of the outlines that it holds.
    pub outlines: Vec<String>,
    /// Its name and number: "San José: 107 (33 %)".
    pub label: String,
    /// Its number: `107`, `c`.
    pub text: String,
    /// How it is filled.
    pub tone: Tone,
    /// The view that keeps only this.
    pub href: Option<String>,
}

impl Atlas {
    /// The map that a dimension is drawn on, if at least two of its categories have a place on one.
    pub fn of(dimension: &Dimension) -> Option<Atlas> {
        let placed = |atlas: &Atlas| {
            dimension
                .categories
                .iter()
                .filter(|one| one.map.contains_key(atlas.key()))
                .count()
        };
        [Atlas::CostaRica, Atlas::World]
            .into_iter()
            .find(|atlas| placed(atlas) >= 2)
    }

    /// What a category calls its place on it.
    fn key(self) -> &'static str {
        match self {
            Atlas::CostaRica => "hasc",
            Atlas::World => "m49",
        }
    }

    /// The file of its outlines, below the site's root.
    pub fn file(self) -> &'static str {
        match self {
            Atlas::CostaRica => "maps/costa-rica.txt",
            Atlas::World => "maps/world.txt",
        }
    }

    /// Whether its areas have room for their numbers.
    pub fn is_numbered(self) -> bool {
        self == Atlas::CostaRica
    }

    /// The width and height that any of them takes, with what is shown enlarged, so that it can have its room before it is
    /// there.
    pub fn size() -> (i32, i32) {
        (640, 610)
    }

    /// The part of it that is shown again enlarged: where most of the areas lie that are categories of their own.
    pub fn window(self, map: &Map, outlines: &Outlines) -> Option<Window> {
        let is_named = |outline: &Outline| {
            map.areas
                .iter()
                .any(|area| outline.codes.first() == area.outlines.first())
        };
        (self == Atlas::World).then(|| outlines.window(is_named))?
    }
}

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
        .filter(|(_, row)| !row.total);
    let placed = rows.filter(|(_, row)| place(context, atlas, dimension, &row.label).is_some());
    placed
        .map(|(at, _)| numbers.matrix.at(at, 0).shown(context.lang(), context.show))
        .collect()
}

/// Where a category lies, by its label.
fn place<'a>(
    context: &Context,
    atlas: Atlas,
    dimension: &'a Dimension,
    label: &str,
) -> Option<&'a String> {
    let category = dimension
        .categories
        .iter()
        .find(|category| category.label.get(context.lang()) == label);
    category.and_then(|category| category.map.get(atlas.key()))
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
    let place = |label: &str| place(context, atlas, dimension, label);
    let rows = || matrix.rows.iter().zip(&shown).filter(|(row, _)| !row.total);
    let placed = || rows().filter_map(|(row, shown)| Some((row, shown, place(&row.label)?)));
    let area = |(row, shown, place): (&crate::matrix::Line, &Shown, &String)| Area {
        outlines: place.split(' ').map(Into::into).collect(),
        label: format!("{}: {}", row.label, shown.in_full()),
        text: shown.text.clone(),
        tone: classes.tone(shown.size),
        href: row.href.clone(),
    };
    let areas: Vec<Area> = placed().map(area).collect();
    let tones: Vec<Tone> = areas.iter().map(|area| area.tone).collect();
    let elsewhere = rows().filter(|(row, _)| row.leaf && place(&row.label).is_none());
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
