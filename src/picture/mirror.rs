//! Draws bars on both sides of the categories.

use dashboard::view::drawing::{Fill, Item, Mirror, MirrorRow};

use crate::{
    font::Face,
    svg::{Anchor, HIDDEN, Letters, Room, Svg},
};

/// The height of a row and of a bar.
const ROW: f64 = 28.0;
const BAR: f64 = 20.0;
/// The width of the names between both sides, and the room for numbers at the outer ends.
const NAMES: f64 = 152.0;
const NUMBER: f64 = 40.0;

/// The base of both sides, and the length of the longest bar on each.
struct Sides {
    bases: [f64; 2],
    lengths: [f64; 2],
}

/// Draws the groups above the rows. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, mirror: &Mirror, room: Room) -> f64 {
    let all = room.width - NAMES - 2.0 * NUMBER;
    let first = if mirror.uneven {
        all * 2.0 / 3.0
    } else {
        all / 2.0
    };
    let base = room.left + NUMBER + first;
    let sides = Sides {
        bases: [base, base + NAMES],
        lengths: [first, all - first],
    };
    let mut top = draw_heads(svg, mirror, &sides, room);
    for row in &mirror.rows {
        top = draw_row(svg, row, &sides, top);
    }
    top
}

/// Writes the groups with their numbers above each side. Returns the place below them.
fn draw_heads(svg: &mut Svg<'_>, mirror: &Mirror, sides: &Sides, room: Room) -> f64 {
    let letters = Letters::new(Face::Sans, 15.0, svg.colours.ink);
    let edges = [room.left, room.left + room.width];
    let mut bottom = room.top;
    for (side, item) in mirror.sides.iter().enumerate() {
        let number_width = if item.hidden {
            26.0
        } else {
            svg.fonts.width(Face::Serif, 20.0, &item.text) + 6.0
        };
        let all = (sides.bases[side] - edges[side]).abs();
        let name = [item.label.as_str(), item.beside.as_str()].join(" ");
        let lines = svg
            .fonts
            .lines(Face::Sans, 15.0, name.trim(), all - number_width);
        let widths = lines
            .iter()
            .map(|line| svg.fonts.width(Face::Sans, 15.0, line));
        let widest = widths.fold(0.0, f64::max);
        let left = if side == 0 {
            sides.bases[0] - widest - number_width
        } else {
            sides.bases[1]
        };
        let base = room.top + 16.0;
        if item.hidden {
            svg.chip((left, base), Anchor::Start, &item.text);
        } else {
            let number = Letters::new(Face::Serif, 20.0, svg.colours.ink);
            svg.text((left, base), number, &item.text);
        }
        let place = Room {
            left: left + number_width,
            top: room.top,
            width: widest + 1.0,
        };
        bottom = bottom.max(svg.write_lines(place, letters, 20.0, &lines));
    }
    bottom + 8.0
}

fn draw_row(svg: &mut Svg<'_>, row: &MirrorRow, sides: &Sides, top: f64) -> f64 {
    let is_together = row.fills[0] == Fill::Together;
    let size = if is_together { 13.0 } else { 14.0 };
    let chip = if is_together { 26.0 } else { 0.0 };
    let room = NAMES - 20.0 - chip;
    let lines = svg.fonts.lines(Face::Sans, size, &row.label, room);
    let height = (lines.len() as f64 * 16.0 + 6.0).max(ROW);
    let base = top + height / 2.0 + 5.0;
    let middle = sides.bases[0] + NAMES / 2.0;
    if is_together {
        let widest = lines
            .iter()
            .map(|line| svg.fonts.width(Face::Sans, size, line))
            .fold(0.0, f64::max);
        svg.chip(
            (middle - (widest + chip) / 2.0, base),
            Anchor::Start,
            HIDDEN,
        );
    }
    let name = Letters::new(Face::Sans, size, svg.colours.ink).anchored(Anchor::Middle);
    let name_room = Room {
        left: middle - room / 2.0 + chip / 2.0,
        top: top + (height - lines.len() as f64 * 16.0) / 2.0,
        width: room,
    };
    svg.paragraph(name_room, name, 16.0, &row.label);
    for side in 0..2 {
        draw_side(
            svg,
            &row.sides[side],
            (side, row.lengths[side], row.fills[side]),
            sides,
            base,
        );
    }
    top + height
}

/// Draws the bar of one side with its number at the outer end. What is hidden has a chip in place of both.
fn draw_side(
    svg: &mut Svg<'_>,
    item: &Item,
    (side, length, fill): (usize, f64, Fill),
    sides: &Sides,
    base: f64,
) {
    let from = sides.bases[side];
    let (sign, anchor) = if side == 0 {
        (-1.0, Anchor::End)
    } else {
        (1.0, Anchor::Start)
    };
    if item.hidden {
        svg.chip((from, base), anchor, &item.text);
        return;
    }
    let paint = svg.paint(fill);
    let length = length * sides.lengths[side];
    let left = if side == 0 { from - length } else { from };
    svg.rectangle([left, base - 5.0 - BAR / 2.0, length, BAR], paint);
    let letters = Letters::new(Face::Strong, 13.0, svg.colours.ink).anchored(anchor);
    svg.text((from + sign * (length + 7.0), base), letters, &item.text);
}
