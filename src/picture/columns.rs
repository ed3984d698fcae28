//! Draws a column a year, each with its number above it.

use dashboard::view::{
    BROKEN,
    drawing::{Columns, Fill, Point},
};

use crate::{
    font::Face,
    svg::{Anchor, EDGE, Letters, Room, Svg},
};

/// The room for years below the columns, and for a number above the highest one.
const MARGIN: f64 = 20.0;
/// The height of the columns' room.
const HEIGHT: f64 = 150.0;
/// How much of the room of a year its column takes.
const WIDTH: f64 = 0.74;

/// Draws the columns. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, columns: &Columns, room: Room) -> f64 {
    let base = room.top + MARGIN + HEIGHT * svg.height;
    let step = room.width / columns.years.len().max(1) as f64;
    for (at, point) in columns.points.iter().enumerate() {
        draw_column(svg, point, (room.left + at as f64 * step, step), base);
    }
    svg.line(
        [room.left, base, room.left + room.width, base],
        (EDGE, 1.0),
        None,
    );
    let letters = Letters::new(Face::Sans, 12.0, svg.colours.muted).anchored(Anchor::Middle);
    for (at, year) in columns.years.iter().enumerate() {
        let sign = if year.broken { BROKEN } else { "" };
        let label = format!("{}{sign}", year.label);
        let has_room = svg.fonts.width(Face::Sans, 12.0, &label) + 4.0 < step;
        // Years that have no room in full stand with their last two digits.
        let short = label.get(2..).filter(|_| !has_room).unwrap_or(&label);
        svg.text(
            (room.left + (at as f64 + 0.5) * step, base + 16.0),
            letters,
            short,
        );
    }
    base + MARGIN
}

fn draw_column(svg: &mut Svg<'_>, point: &Point, (left, step): (f64, f64), base: f64) {
    let middle = left + step / 2.0;
    let (start, width) = (left + step * (1.0 - WIDTH) / 2.0, step * WIDTH);
    let mut top = base;
    if let Some(height) = point.height {
        top = base - HEIGHT * svg.height * height.clamp(0.0, 1.0);
        svg.marks.provisional |= point.provisional;
        let fill = if point.provisional {
            Fill::Provisional
        } else {
            Fill::Plain
        };
        let paint = svg.paint(fill);
        svg.rectangle([start, top, width, base - top], paint);
        if height == 0.0 {
            let paint = svg.paint(Fill::Named);
            svg.rectangle([start, base - 2.0, width, 2.0], paint);
        }
    }
    if point.hidden {
        svg.chip((middle, top - 7.0), Anchor::Middle, &point.text);
    } else {
        let letters = Letters::new(Face::Strong, 13.0, svg.colours.ink).anchored(Anchor::Middle);
        svg.text((middle, top - 5.0), letters, &point.text);
    }
}
