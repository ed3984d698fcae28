//! Draws a bar a year, each divided into the same categories.

use dashboard::view::drawing::Stacks;

use crate::{
    bars::draw_parts,
    font::Face,
    strip::draw_swatch,
    svg::{Anchor, Letters, Room, Svg},
};

/// The height of a bar and of a row.
const BAR: f64 = 20.0;
const ROW: f64 = 27.0;
/// The width of the columns of the year, the whole and the share.
const YEAR: f64 = 52.0;
const WHOLE: f64 = 74.0;
const SHARE: f64 = 92.0;

/// Draws the key and the bars. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, stacks: &Stacks, room: Room) -> f64 {
    let right = room.left + room.width;
    let mut top = draw_key(svg, stacks, room);
    let small = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let heads = [
        (room.left, YEAR, Anchor::Start),
        (right - SHARE - WHOLE + 8.0, WHOLE - 8.0, Anchor::End),
        (right - SHARE + 8.0, SHARE - 8.0, Anchor::End),
    ];
    let mut bottom = top;
    for (head, (left, width, anchor)) in stacks.heads.iter().zip(heads) {
        let below = svg.paragraph(
            Room { left, top, width },
            small.anchored(anchor),
            16.0,
            head,
        );
        bottom = bottom.max(below);
    }
    top = bottom + 4.0;
    svg.line([room.left, top, right, top], (svg.colours.line, 1.0), None);
    top += 4.0;
    for (item, parts) in &stacks.rows {
        let base = top + ROW / 2.0 + 5.0;
        svg.text(
            (room.left, base),
            Letters::new(Face::Sans, 14.0, svg.colours.ink),
            &item.label,
        );
        let width = room.width - YEAR - WHOLE - SHARE;
        draw_parts(
            svg,
            parts,
            (room.left + YEAR, width),
            (top + (ROW - BAR) / 2.0, BAR),
        );
        let number = Letters::new(Face::Strong, 14.0, svg.colours.ink).anchored(Anchor::End);
        if item.hidden {
            svg.chip((right - SHARE, base), Anchor::End, &item.text);
        } else {
            svg.text((right - SHARE, base), number, &item.text);
        }
        let beside = Letters::new(Face::Sans, 14.0, svg.colours.muted).anchored(Anchor::End);
        svg.text((right, base), beside, &item.beside);
        top += ROW;
    }
    top
}

fn draw_key(svg: &mut Svg<'_>, stacks: &Stacks, room: Room) -> f64 {
    let letters = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let (mut x, mut base) = (room.left, room.top + 13.0);
    for (name, fill) in &stacks.key {
        let width = 21.0 + svg.fonts.width(Face::Sans, 13.0, name);
        if x > room.left && x + width > room.left + room.width {
            (x, base) = (room.left, base + 19.0);
        }
        draw_swatch(svg, *fill, (x, base - 11.5));
        svg.text((x + 21.0, base), letters, name);
        x += width + 20.0;
    }
    base + 10.0
}
