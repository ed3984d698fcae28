//! Draws two selections on one scale: a point each, and their numbers in two columns.

use dashboard::view::drawing::{Item, Pair, Pairs};

use crate::{
    font::Face,
    svg::{Anchor, EDGE, Letters, Paint, Room, Svg, number},
};

/// The least height of a row, and the distance between two lines of a name.
const ROW: f64 = 26.0;
const LEADING: f64 = 17.0;
/// The width of names, and of the columns of each selection.
const NAMES: f64 = 190.0;
const NUMBER: f64 = 50.0;
const BESIDE: f64 = 62.0;
/// The gap between columns.
const GAP: f64 = 14.0;

/// Draws the scale and the rows. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, pairs: &Pairs, room: Room) -> f64 {
    let small = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let right = room.left + room.width;
    let rights = [right - NUMBER - BESIDE, right];
    let scale = Room {
        left: room.left + NAMES + GAP,
        top: room.top,
        width: room.width - NAMES - 2.0 * (NUMBER + BESIDE) - 2.0 * GAP,
    };
    let mut top = room.top;
    for (side, name) in pairs.sides.iter().enumerate() {
        let width = NUMBER + BESIDE - 26.0;
        let left = rights[side] - width;
        draw_sign(svg, pairs, side, (left - 10.0, room.top + 8.5));
        let names = Room {
            left,
            top: room.top,
            width,
        };
        top = top.max(svg.paragraph(names, small, 16.0, name));
    }
    let first_and_last = [
        pairs.steps.first(),
        pairs.steps.last().filter(|_| pairs.steps.len() > 1),
    ];
    for (at, (place, text)) in first_and_last.into_iter().flatten().enumerate() {
        let anchor = if at == 0 { Anchor::Start } else { Anchor::End };
        svg.text(
            (scale.left + place * scale.width, top - 4.0),
            small.anchored(anchor),
            text,
        );
    }
    top += 4.0;
    svg.line([room.left, top, right, top], (svg.colours.line, 1.0), None);
    top += 3.0;
    for row in &pairs.rows {
        top = draw_row(svg, pairs, row, Room { top, ..room }, (scale, rights));
    }
    top
}

fn draw_row(
    svg: &mut Svg<'_>,
    pairs: &Pairs,
    row: &Pair,
    room: Room,
    (scale, rights): (Room, [f64; 2]),
) -> f64 {
    let face = if row.differ { Face::Strong } else { Face::Sans };
    let lines = svg.fonts.lines(face, 14.0, &row.label, NAMES).len() as f64;
    let height = (lines * LEADING + 8.0).max(ROW);
    let middle = room.top + height / 2.0;
    let name = Letters::new(face, 14.0, svg.colours.ink);
    let names = Room {
        top: middle - lines * LEADING / 2.0,
        width: NAMES,
        ..room
    };
    svg.paragraph(names, name, LEADING, &row.label);
    for (at, _) in &pairs.steps {
        let x = scale.left + at * scale.width;
        let rule = (svg.colours.line, 1.0);
        svg.line([x, room.top, x, room.top + height], rule, None);
    }
    let places = row
        .places
        .map(|place| place.map(|place| scale.left + place * scale.width));
    if let [Some(one), Some(other)] = places {
        let stroke = if row.differ {
            (svg.colours.ink, 5.0)
        } else {
            (EDGE, 1.5)
        };
        svg.line([one, middle, other, middle], stroke, None);
    }
    // The first selection lies above the second.
    for (side, place) in places.iter().enumerate().rev() {
        if let Some(x) = place {
            draw_sign(svg, pairs, side, (*x, middle));
        }
    }
    for (item, right) in row.sides.iter().zip(rights) {
        draw_numbers(svg, item, right, middle + 5.0, row.differ);
    }
    room.top + height
}

fn draw_numbers(svg: &mut Svg<'_>, item: &Item, right: f64, base: f64, differ: bool) {
    let number = Letters::new(Face::Strong, 14.0, svg.colours.ink).anchored(Anchor::End);
    if item.hidden {
        svg.chip((right - BESIDE, base), Anchor::End, &item.text);
    } else {
        svg.text((right - BESIDE, base), number, &item.text);
    }
    let (face, colour) = if differ {
        (Face::Strong, svg.colours.ink)
    } else {
        (Face::Sans, svg.colours.muted)
    };
    svg.text(
        (right, base),
        Letters::new(face, 14.0, colour).anchored(Anchor::End),
        &item.beside,
    );
}

/// Draws the sign of a selection; that of earlier years is hollow.
fn draw_sign(svg: &mut Svg<'_>, pairs: &Pairs, side: usize, (x, y): (f64, f64)) {
    let colour = svg.colours.series[if side == 0 { 0 } else { 3 }];
    let is_hollow = pairs.earlier == Some(side);
    let paint = if is_hollow {
        Paint {
            fill: svg.colours.paper,
            stroke: Some((colour, 2.4)),
            dashes: None,
        }
    } else {
        Paint::plain(colour)
    };
    if side == 0 {
        svg.circle([x, y, if is_hollow { 5.2 } else { 6.0 }], paint);
    } else {
        let reach = if is_hollow { 6.0 } else { 7.0 };
        let [left, right, upper, lower] = [x - reach, x + reach, y - reach, y + reach].map(number);
        let (x, y) = (number(x), number(y));
        svg.path(
            &format!("M{x} {upper}L{right} {y}L{x} {lower}L{left} {y}z"),
            paint,
        );
    }
}
