//! A choropleth: which map a dimension is drawn on, what each area is, and the classes of the numbers.
//!
//! A dimension has a map if its categories say where they lie; that is decided by the codebook. Classes come from
//! published numbers alone.

mod outline;

use cube::Dimension;

use crate::chart::Size;
use crate::context::Context;
use crate::layout;
use crate::matrix::Matrix;
use crate::show::Show;
use crate::words;

pub use outline::{Outline, Outlines};

/// The most classes that can be told apart.
const MOST_CLASSES: u32 = 4;

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
    /// What its colours mean, the lightest first; then what is hidden.
    pub legend: Vec<(Tone, String)>,
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

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A class of numbers, from 0 for the smallest.
    Class(usize),
    /// What is hidden, at least in part.
    Hidden,
    /// There is no number.
    None,
}

impl Atlas {
    /// The map that a dimension is drawn on, if at least two of its categories have a place on one.
    pub fn of(dimension: &Dimension) -> Option<Atlas> {
        let placed =
            |atlas: &Atlas| dimension.categories.iter().filter(|one| one.map.contains_key(atlas.key())).count();
        [Atlas::CostaRica, Atlas::World].into_iter().find(|atlas| placed(atlas) >= 2)
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

    /// Its width and height, so that it can have its room before it is there.
    pub fn size(self) -> (u32, u32) {
        match self {
            Atlas::CostaRica => (640, 610),
            Atlas::World => (640, 279),
        }
    }
}

/// The map of a profile's numbers. The leaves of a dimension have places on it, and groups that are published alone.
pub fn map(context: &Context, atlas: Atlas, dimension: &Dimension, description: String, matrix: &Matrix) -> Map {
    let (lang, show) = (context.lang(), context.show);
    let shown: Vec<_> = (0..matrix.rows.len()).map(|row| matrix.at(row, 0).shown(lang, show)).collect();
    let place = |label: &str| {
        let category = dimension.categories.iter().find(|category| category.label.get(lang) == label);
        category.and_then(|category| category.map.get(atlas.key()))
    };
    let rows = || matrix.rows.iter().zip(&shown).filter(|(row, _)| !row.total);
    let placed = || rows().filter_map(|(row, shown)| Some((row, shown, place(&row.label)?)));
    let step = step(show, placed().filter_map(|(_, shown, _)| shown.size.exact()).fold(0.0, f64::max));
    let area = |(row, shown, place): (&crate::matrix::Line, &crate::entry::Shown, &String)| Area {
        outlines: place.split(' ').map(Into::into).collect(),
        label: format!("{}: {}", row.label, shown.in_full()),
        text: shown.text.clone(),
        tone: tone(shown.size, step),
        href: row.href.clone(),
    };
    let areas: Vec<Area> = placed().map(area).collect();
    let elsewhere = rows().filter(|(row, _)| row.leaf && place(&row.label).is_none());
    let elsewhere: Vec<String> = elsewhere.map(|(row, shown)| format!("{}: {}", row.label, shown.in_full())).collect();
    Map {
        atlas,
        legend: legend(context, &areas, step),
        areas,
        elsewhere: (!elsewhere.is_empty()).then(|| words::map::elsewhere(lang, &elsewhere.join("; "))),
        description,
    }
}

/// How much each class holds: whole numbers, or hundredths of a rate.
fn step(show: Show, most: f64) -> f64 {
    match show {
        Show::Rate => layout::step(most * 100.0, f64::from(MOST_CLASSES)) / 100.0,
        Show::Count | Show::Share | Show::Change => layout::step(most, f64::from(MOST_CLASSES)),
    }
}

fn tone(size: Size, step: f64) -> Tone {
    match size {
        // 0 is in the first class, and so is everything up to the first step.
        Size::Exact(value) => Tone::Class(((value / step).ceil() as usize).saturating_sub(1)),
        Size::Between(..) | Size::Hidden => Tone::Hidden,
        Size::None => Tone::None,
    }
}

/// What the colours mean: only those that are there.
fn legend(context: &Context, areas: &[Area], step: f64) -> Vec<(Tone, String)> {
    let lang = context.lang();
    let classes = areas.iter().filter_map(|area| if let Tone::Class(class) = area.tone { Some(class) } else { None });
    let name = |class: usize| {
        let (least, most) = (class as f64 * step, (class + 1) as f64 * step);
        match context.show {
            Show::Share => words::map::percent(lang, least, most),
            Show::Rate => words::map::rates(lang, if class == 0 { 0.0 } else { least + 0.01 }, most),
            Show::Count | Show::Change => words::map::persons(lang, if class == 0 { 0.0 } else { least + 1.0 }, most),
        }
    };
    let classes = classes.max().into_iter().flat_map(|most| 0..=most).map(|class| (Tone::Class(class), name(class)));
    let has = |tone: Tone| areas.iter().any(|area| area.tone == tone);
    let hidden = has(Tone::Hidden).then(|| (Tone::Hidden, words::map::HIDDEN.get(lang)));
    let none = if context.show == Show::Rate { words::map::NO_RATE } else { words::map::NONE };
    let none = has(Tone::None).then(|| (Tone::None, none.get(lang)));
    classes.chain(hidden).chain(none).collect()
}

#[cfg(test)]
mod tests;
