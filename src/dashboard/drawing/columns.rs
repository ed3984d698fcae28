//! Writes a column a year, each with its number above it.

use crate::drawing::markup::{Markup, from_top};
use crate::view::drawing::{Columns, Point};

/// The room for years below the columns, and for a number above the highest one, in pixels.
const MARGIN: u32 = 18;
/// The height of the columns' room in pixels: of a figure, and of one of several beside each other.
const HIGH: u32 = 120;
const LOW: u32 = 62;
/// The most years that are labelled in full.
const MOST_YEARS: usize = 10;
/// How much of the room of a year its column takes.
const WIDTH: f64 = 0.74;

/// Writes the columns. They are one group, whose members are reached by the arrow keys.
pub fn write(markup: &mut Markup, columns: &Columns) {
    let height = if columns.labelled { HIGH } else { LOW };
    let base = MARGIN + height;
    markup.begin("svg");
    markup.raw(" class=\"canvas columns\" width=\"100%\" role=\"group\"");
    markup.pixels("height", base + MARGIN);
    markup.attribute("aria-label", &columns.label);
    markup.raw(">");
    let room = 1.0 / columns.years.len().max(1) as f64;
    for (at, point) in columns.points.iter().enumerate() {
        // Columns without sentences are part of a link, which says what they are about.
        let has_sentence = !point.says.is_empty();
        if has_sentence {
            markup.point(point, "");
        }
        write_column(markup, point, (at as f64 * room, room), height);
        if has_sentence {
            markup.end_point(point);
        }
    }
    markup.line("axis", [0.0, 1.0], [base, base]);
    let last = columns.years.len().saturating_sub(1);
    for (at, year) in columns.years.iter().enumerate() {
        if columns.labelled || at == 0 || at == last {
            let middle = (at as f64 + 0.5) * room;
            let is_end = at == 0 || at == last;
            let is_many = columns.labelled && columns.years.len() > MOST_YEARS;
            let in_full = (is_end || !is_many, is_end && !is_many);
            markup.year(year, (middle, base + MARGIN - 3), in_full);
        }
    }
    markup.close("svg");
}

fn write_column(markup: &mut Markup, point: &Point, (left, room): (f64, f64), height_of_room: u32) {
    let base = MARGIN + height_of_room;
    let middle = left + room / 2.0;
    let (width, start) = (room * WIDTH, left + room * (1.0 - WIDTH) / 2.0);
    // The whole room of a year can be pointed at.
    markup.rectangle("target", (left, room), (0, base));
    let top = match point.height {
        Some(height) => MARGIN + from_top(height, height_of_room),
        None => base,
    };
    if let Some(height) = point.height {
        let class = if point.provisional {
            "fill-provisional"
        } else {
            "fill-bar"
        };
        markup.rectangle(class, (start, width), (top, base - top));
        if height == 0.0 {
            markup.rectangle("fill-1", (start, width), (base - 2, 2));
        }
    }
    let class = if point.hidden {
        "value hidden"
    } else {
        "value"
    };
    markup.label(class, middle, top - 5, &point.text);
}
