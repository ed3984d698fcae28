//! Writes numbers as circles on the outlines of a map, with their names where there is room.

use crate::drawing::markup::Markup;
use crate::view::{Circle, Circles, Outline, Outlines};

/// The radius of the largest circle, in units of the map.
const LARGEST: f64 = 46.0;
/// The radius of the ring of a hidden number, which says nothing of it.
const HIDDEN: f64 = 13.0;
/// The least radius of a circle that has room for its number.
const NUMBERED: f64 = 20.0;
/// The height of letters, and the width of one on average.
const LETTERS: (f64, f64) = (26.0, 14.0);
/// The gap between a circle and its name.
const GAP: f64 = 5.0;

/// Left, top, right and bottom edge.
type Area = [f64; 4];

/// Writes the map. What it shows stands in the list beside it.
pub fn write(markup: &mut Markup, circles: &Circles, outlines: &Outlines) {
    let (width, height) = outlines.size;
    markup.raw("<svg class=\"circles\" aria-hidden=\"true\" viewBox=\"0 0 ");
    markup.raw(&[width, height].map(|length| length.to_string()).join(" "));
    markup.raw("\">");
    for outline in &outlines.areas {
        markup.begin("path");
        markup.attribute("class", "land");
        markup.attribute("d", &outline.path);
        markup.raw("/>");
    }
    let mut placed = Vec::new();
    for circle in &circles.places {
        let is_its = |outline: &&Outline| outline.codes.contains(&circle.outline);
        placed.extend(outlines.areas.iter().find(is_its).map(|outline| Placed {
            circle,
            x: f64::from(outline.point.0),
            y: f64::from(outline.point.1),
        }));
    }
    for one in &placed {
        one.write(markup);
    }
    let mut taken: Vec<Area> = placed.iter().map(Placed::area).collect();
    let room = [0.0, 0.0, f64::from(width), f64::from(height)];
    for one in &placed {
        taken.extend(one.write_name(markup, &taken, room));
    }
    markup.raw("</svg>");
}

/// A circle at its place.
struct Placed<'a> {
    circle: &'a Circle,
    x: f64,
    y: f64,
}

impl Placed<'_> {
    /// The area of a circle is its number.
    fn radius(&self) -> f64 {
        self.circle
            .share
            .map_or(HIDDEN, |share| LARGEST * share.sqrt())
    }

    fn area(&self) -> Area {
        let radius = self.radius();
        [
            self.x - radius,
            self.y - radius,
            self.x + radius,
            self.y + radius,
        ]
    }

    /// Decides whether its number stands in it.
    fn is_numbered(&self) -> bool {
        self.circle.share.is_some() && self.radius() >= NUMBERED
    }

    fn write(&self, markup: &mut Markup) {
        markup.begin("circle");
        let is_hidden = self.circle.share.is_none();
        markup.attribute("class", if is_hidden { "fill-hidden" } else { "fill-1" });
        markup.attribute("cx", &whole(self.x));
        markup.attribute("cy", &whole(self.y));
        markup.attribute("r", &whole(self.radius()));
        markup.raw("/>");
        if self.is_numbered() {
            write_text(markup, "on-1", (self.x, self.y + 9.0), &self.circle.text);
        }
    }

    /// Writes the name, and the number if it does not stand in the circle, at the first side where nothing else is.
    fn write_name(&self, markup: &mut Markup, taken: &[Area], room: Area) -> Option<Area> {
        let mut name = self.circle.name.clone();
        if !self.is_numbered() {
            name.push(' ');
            name.push_str(&self.circle.text);
        }
        let (height, letter) = LETTERS;
        let half = name.chars().count() as f64 * letter / 2.0;
        let aside = self.radius() + GAP + half;
        let above = self.radius() + GAP + height / 2.0;
        let sides = [(0.0, above), (0.0, -above), (aside, 0.0), (-aside, 0.0)];
        for (x, y) in sides.map(|(x, y)| (self.x + x, self.y + y)) {
            let area = [x - half, y - height / 2.0, x + half, y + height / 2.0];
            let own = self.area();
            let is_free = |other: &Area| *other == own || !overlap(&area, other);
            let is_inside = area[0] >= room[0]
                && area[1] >= room[1]
                && area[2] <= room[2]
                && area[3] <= room[3];
            if is_inside && taken.iter().all(is_free) {
                write_text(markup, "place", (x, y + 9.0), &name);
                return Some(area);
            }
        }
        None
    }
}

fn overlap(one: &Area, other: &Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

fn write_text(markup: &mut Markup, class: &str, (x, y): (f64, f64), text: &str) {
    markup.begin("text");
    markup.attribute("class", class);
    markup.attribute("x", &whole(x));
    markup.attribute("y", &whole(y));
    markup.raw(">");
    markup.text(text);
    markup.raw("</text>");
}

/// Writes a length in whole units.
fn whole(length: f64) -> String {
    (length.round() as i32).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Atlas;

    fn drawn(circles: &[(&str, Option<f64>)], points: &[(i32, i32)]) -> String {
        let outline = |at: usize, point: &(i32, i32)| Outline {
            codes: vec![at.to_string()],
            point: *point,
            path: "M0,0".into(),
        };
        let outlines = Outlines {
            size: (640, 610),
            areas: points
                .iter()
                .enumerate()
                .map(|(at, point)| outline(at, point))
                .collect(),
        };
        let place = |(at, (name, share)): (usize, &(&str, Option<f64>))| Circle {
            outline: at.to_string(),
            name: (*name).into(),
            text: share.map_or("c".into(), |share| whole(share * 100.0)),
            share: *share,
        };
        let circles = Circles {
            atlas: Atlas::CostaRica,
            places: circles.iter().enumerate().map(place).collect(),
        };
        let mut markup = Markup::new("");
        write(&mut markup, &circles, &outlines);
        markup.finish()
    }

    #[test]
    fn the_area_of_a_circle_is_its_number_and_hidden_ones_have_one_size() {
        let four_times = drawn(
            &[
                ("San José", Some(1.0)),
                ("Limón", Some(0.25)),
                ("Cartago", None),
            ],
            &[(100, 100), (300, 300), (500, 500)],
        );
        for (class, radius) in [("fill-1", 46), ("fill-1", 23), ("fill-hidden", 13)] {
            let circle = format!("<circle class=\"{class}\"");
            let radius = format!("r=\"{radius}\"");
            assert!(four_times.split("<circle").any(|one| {
                one.starts_with(&circle["<circle".len()..]) && one.contains(&radius)
            }));
        }
        // Small ones have their number beside the name, large ones in the circle.
        assert!(four_times.contains(">Cartago c</text>") && four_times.contains(">Limón</text>"));
    }

    #[test]
    fn a_name_without_room_is_left_out() {
        let crowd = drawn(&[("Heredia", Some(0.1)); 40], &[(320, 300); 40]);
        let names = crowd.matches("class=\"place\"").count();
        assert!((1..10).contains(&names), "{names}");
    }
}
