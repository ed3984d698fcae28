//! Draws one bar that is everybody, with its key below it.

use dashboard::view::drawing::{Fill, Item, Strip};

use crate::{
    bars::draw_parts,
    dots,
    font::Face,
    svg::{Anchor, HIDDEN, Letters, Room, Svg},
};

/// The height of the bar.
const BAR: f64 = 32.0;
/// The narrowest column of the key, and the gap between two.
const COLUMN: f64 = 300.0;
const GAP: f64 = 36.0;
/// The height of letters, and the distance between two lines.
const SIZE: f64 = 14.0;
const LEADING: f64 = 17.0;
/// The width of the columns of the number and the second number.
const NUMBER: f64 = 44.0;
const BESIDE: f64 = 50.0;

/// Draws the bar and its key. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, strip: &Strip, room: Room) -> f64 {
    let mut top = match &strip.dots {
        Some(persons) => dots::draw(svg, persons, room),
        None => {
            draw_parts(svg, &strip.parts, (room.left, room.width), (room.top, BAR));
            room.top + BAR
        }
    };
    top += 10.0;
    let is_nested = strip.key.iter().any(|(_, _, depth)| *depth > 0);
    let columns = if is_nested {
        1
    } else {
        ((room.width + GAP) / (COLUMN + GAP)).max(1.0) as usize
    };
    let width = (room.width - GAP * (columns - 1) as f64) / columns as f64;
    for row in strip.key.chunks(columns) {
        let mut bottom = top;
        for (at, entry) in row.iter().enumerate() {
            let left = room.left + at as f64 * (width + GAP);
            bottom = bottom.max(draw_entry(svg, entry, Room { left, top, width }));
        }
        top = bottom;
    }
    top
}

fn draw_entry(svg: &mut Svg<'_>, (item, fill, depth): &(Item, Fill, usize), room: Room) -> f64 {
    let indent = if *depth > 0 { 22.0 } else { 0.0 };
    let right = room.left + room.width;
    let colour = if *depth > 0 {
        svg.colours.muted
    } else {
        svg.colours.ink
    };
    let mut left = room.left + indent + 24.0;
    let name = Letters::new(Face::Sans, SIZE, colour);
    let chip = if *fill == Fill::Together { 26.0 } else { 0.0 };
    let name_width = right - NUMBER - BESIDE - left - chip;
    let lines = svg
        .fonts
        .lines(Face::Sans, SIZE, &item.label, name_width)
        .len()
        .max(1) as f64;
    let height = lines * LEADING + 8.0;
    let base = room.top + height / 2.0 + 5.0;
    draw_swatch(
        svg,
        *fill,
        (room.left + indent, room.top + height / 2.0 - 7.0),
    );
    if chip > 0.0 {
        svg.chip((left, base), Anchor::Start, HIDDEN);
        left += chip;
    }
    svg.paragraph(
        Room {
            left,
            top: room.top + 4.0,
            width: name_width,
        },
        name,
        LEADING,
        &item.label,
    );
    if item.hidden {
        svg.chip((right - BESIDE, base), Anchor::End, &item.text);
    } else {
        let number = Letters::new(Face::Strong, SIZE, svg.colours.ink).anchored(Anchor::End);
        svg.text((right - BESIDE, base), number, &item.text);
    }
    let beside = Letters::new(Face::Sans, SIZE, svg.colours.muted).anchored(Anchor::End);
    svg.text((right, base), beside, &item.beside);
    let (rule, y) = ((svg.colours.line, 1.0), room.top + height);
    svg.line([room.left + indent, y, right, y], rule, None);
    y
}

/// Draws the square that shows a fill.
pub fn draw_swatch(svg: &mut Svg<'_>, fill: Fill, (left, top): (f64, f64)) {
    let paint = svg.paint(fill);
    svg.rectangle([left + 1.0, top + 1.0, 12.0, 12.0], paint);
}
