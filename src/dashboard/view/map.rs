//! Describes a choropleth map: its outlines, and the colour and number of each area.

use cube::Dimension;

use crate::view::colour::{ColourClass, Legend};
use crate::view::outline::{Outline, Outlines, Window};

/// The maps that exist.
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
    /// The map with its outlines.
    pub atlas: Atlas,
    /// The categories on the map.
    pub areas: Vec<Area>,
    /// The meaning of its colours.
    pub legend: Legend,
    /// The categories that are not on the map, with their numbers, if there are any.
    pub elsewhere: Option<String>,
    /// The text alternative.
    pub description: String,
}

/// A category on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The codes of its outlines.
    pub outlines: Vec<String>,
    /// Its name and number: "San José: 107 (33 %)".
    pub label: String,
    /// Its number: `107`, `c`.
    pub text: String,
    /// The colour class.
    pub colour: ColourClass,
    /// The address of the view filtered by this category.
    pub href: Option<String>,
}

/// The numbers of a list as circles on a map beside it, whose areas are the numbers: shades would make large places loud.
#[derive(Clone, Debug, PartialEq)]
pub struct Circles {
    /// The map with its outlines.
    pub atlas: Atlas,
    /// The places.
    pub places: Vec<Circle>,
}

/// A place with its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// The code of its outline.
    pub outline: String,
    /// Its name.
    pub name: String,
    /// Its number: `107`, `c`.
    pub text: String,
    /// The number as a share of the largest; `None` where it is hidden.
    pub share: Option<f64>,
}

impl Atlas {
    /// Finds the map for a dimension: the first that has at least two of its categories.
    pub fn for_dimension(dimension: &Dimension) -> Option<Atlas> {
        [Atlas::CostaRica, Atlas::World]
            .into_iter()
            .find(|atlas| atlas.count_places(dimension) >= 2)
    }

    fn count_places(self, dimension: &Dimension) -> usize {
        let categories = dimension.categories.iter();
        categories
            .filter(|category| category.map.contains_key(self.key()))
            .count()
    }

    /// Returns the key under which a category has its place on this map.
    pub fn key(self) -> &'static str {
        match self {
            Atlas::CostaRica => "hasc",
            Atlas::World => "m49",
        }
    }

    /// Returns the file of its outlines, below the site's root.
    pub fn file(self) -> &'static str {
        match self {
            Atlas::CostaRica => "maps/costa-rica.txt",
            Atlas::World => "maps/world.txt",
        }
    }

    /// Decides whether its areas have room for their numbers.
    pub fn is_numbered(self) -> bool {
        self == Atlas::CostaRica
    }

    /// Returns the width and height to reserve for any map with its enlarged window, before it is loaded.
    pub fn size() -> (i32, i32) {
        (640, 610)
    }

    /// Finds the part to show enlarged: the window with the most areas that are categories of their own.
    pub fn window(self, map: &Map, outlines: &Outlines) -> Option<Window> {
        let is_named = |outline: &Outline| {
            map.areas
                .iter()
                .any(|area| outline.codes.first() == area.outlines.first())
        };
        (self == Atlas::World).then(|| outlines.window(is_named))?
    }
}
