//! Describes a choropleth map: which map it is, and how its areas are filled.

use cube::Dimension;

use crate::view::colour::{ColourClass, Legend};
use crate::view::outline::{Outline, Outlines, Window};

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
    pub colour: ColourClass,
    /// The view that keeps only this.
    pub href: Option<String>,
}

impl Atlas {
    /// The map that a dimension is drawn on, if at least two of its categories have a place on one.
    pub fn for_dimension(dimension: &Dimension) -> Option<Atlas> {
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
    pub fn key(self) -> &'static str {
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
