//! Draws rows with a bar each, the numbers in columns.

use dashboard::view::drawing::{Bar, Bars, Fill, Item, Part};

use crate::{
    font::Face,
    svg::{Anchor, HIDDEN, Letters, Room, Svg},
};

/// The height of letters, and the distance between two lines.
const SIZE: f64 = 14.0;
const LEADING: f64 = 17.0;
/// The least height of a row.
const ROW: f64 = 24.0;
/// The height of a bar, and of one that is divided.
const BAR: f64 = 13.0;
const DIVIDED: f64 = 18.0;
/// The width of the columns of the number and the second number.
const NUMBER: f64 = 46.0;
const BESIDE: f64 = 58.0;
/// The gap between columns.
const GAP: f64 = 12.0;

/// The columns of rows with a number.
struct Columns {
    name: f64,
    bar: (f64, f64),
    number: f64,
    beside: f64,
}

/// Draws the rows. Returns the place below them.
pub fn draw(svg: &mut Svg<'_>, bars: &Bars, room: Room) -> f64 {
    let has_second = bars.rows.iter().any(|row| !row.item.beside.is_empty());
    let has_bars = bars
        .rows
        .iter()
        .any(|row| !row.parts.is_empty() || row.zero);
    let columns = columns(svg, bars, room, has_second, has_bars);
    let mut top = room.top;
    if has_second {
        top = draw_heads(svg, &bars.heads, &columns, room);
    }
    for row in &bars.rows {
        top = draw_row(svg, row, &columns, Room { top, ..room });
    }
    top
}

/// Divides the room: names are as wide as they need, up to two fifths.
fn columns(svg: &Svg<'_>, bars: &Bars, room: Room, has_second: bool, has_bars: bool) -> Columns {
    let right = room.left + room.width;
    let number = if has_second { right - BESIDE } else { right };
    let end = number - NUMBER - GAP;
    let width = |row: &Bar| svg.fonts.width(Face::Strong, SIZE, &row.item.label);
    let widest = bars
        .rows
        .iter()
        .filter(|row| !is_together(row))
        .map(width)
        .fold(60.0, f64::max);
    let name = if has_bars {
        widest.min(room.width * 0.4)
    } else {
        end - room.left
    };
    let start = room.left + name + GAP;
    Columns {
        name,
        bar: (start, (end - start).max(0.0)),
        number,
        beside: right,
    }
}

fn draw_heads(svg: &mut Svg<'_>, heads: &[String; 3], columns: &Columns, room: Room) -> f64 {
    let letters = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let base = room.top + 13.0;
    svg.text((room.left, base), letters, &heads[0]);
    svg.text(
        (columns.number, base),
        letters.anchored(Anchor::End),
        &heads[1],
    );
    svg.text(
        (columns.beside, base),
        letters.anchored(Anchor::End),
        &heads[2],
    );
    let y = room.top + 20.0;
    let rule = (svg.colours.line, 1.0);
    svg.line([room.left, y, room.left + room.width, y], rule, None);
    y + 5.0
}

fn is_together(row: &Bar) -> bool {
    matches!(
        row.parts.as_slice(),
        [Part {
            fill: Fill::Together,
            ..
        }]
    )
}

fn draw_row(svg: &mut Svg<'_>, row: &Bar, columns: &Columns, room: Room) -> f64 {
    let face = if row.named { Face::Strong } else { Face::Sans };
    let letters = Letters::new(face, SIZE, svg.colours.ink);
    let is_together = is_together(row);
    // What is hidden together has long names: they stand above their bar.
    let mut name_room = Room {
        width: columns.name,
        ..room
    };
    if is_together {
        name_room.width = columns.number - NUMBER - room.left;
        let width = svg.chip((room.left, room.top + 16.5), Anchor::Start, HIDDEN);
        name_room.left += width + 6.0;
        name_room.width -= width + 6.0;
    }
    let lines = svg
        .fonts
        .lines(face, SIZE, &row.item.label, name_room.width)
        .len()
        .max(1) as f64;
    let height = (lines * LEADING + 7.0).max(ROW);
    name_room.top += (height - lines * LEADING) / 2.0;
    svg.paragraph(name_room, letters, LEADING, &row.item.label);
    let base = room.top + height / 2.0 + 5.0;
    draw_numbers(svg, &row.item, columns, base, row.named);
    let mut bottom = room.top + height;
    let bar = if row.parts.len() > 1 { DIVIDED } else { BAR };
    let mut top = room.top + (height - bar) / 2.0;
    if is_together {
        top = bottom - 1.0;
        bottom += BAR + 5.0;
    }
    if row.zero {
        let paint = svg.paint(Fill::Named);
        svg.rectangle([columns.bar.0, top, 2.5, bar], paint);
    }
    draw_parts(svg, &row.parts, columns.bar, (top, bar));
    if !row.detail.is_empty() {
        let room = Room {
            left: columns.bar.0,
            top: bottom - 2.0,
            width: room.left + room.width - columns.bar.0,
        };
        bottom = draw_detail(svg, row, room) + 4.0;
    }
    bottom
}

/// Draws the number and the second one.
fn draw_numbers(svg: &mut Svg<'_>, item: &Item, columns: &Columns, base: f64, named: bool) {
    let ink = svg.colours.ink;
    if item.hidden {
        svg.chip((columns.number, base), Anchor::End, &item.text);
    } else {
        let letters = Letters::new(Face::Strong, SIZE, ink).anchored(Anchor::End);
        svg.text((columns.number, base), letters, &item.text);
    }
    let (face, colour) = if named {
        (Face::Strong, ink)
    } else {
        (Face::Sans, svg.colours.muted)
    };
    let letters = Letters::new(face, SIZE, colour).anchored(Anchor::End);
    svg.text((columns.beside, base), letters, &item.beside);
}

/// Draws the parts of a bar beside each other, with their numbers where they have room.
pub fn draw_parts(
    svg: &mut Svg<'_>,
    parts: &[Part],
    (start, width): (f64, f64),
    (top, height): (f64, f64),
) {
    let mut left = start;
    for (at, part) in parts.iter().enumerate() {
        let length = part.length * width;
        let paint = svg.paint(part.fill);
        let rim = paint.stroke.map_or(0.0, |(_, width)| width / 2.0);
        // Parts are kept apart by a gap.
        let gap = if at + 1 < parts.len() { 1.5 } else { 0.0 };
        let box_of_part = [
            left + rim,
            top + rim,
            length - 2.0 * rim - gap,
            height - 2.0 * rim,
        ];
        svg.rectangle(box_of_part, paint);
        let letters = svg.letters_on(part.fill);
        let needed = svg.fonts.width(letters.face, letters.size, &part.text) + 8.0;
        if height > BAR && length > needed {
            svg.text(
                (left + length / 2.0, top + height / 2.0 + 4.6),
                letters,
                &part.text,
            );
        }
        left += length;
    }
}

/// Names the parts of a bar with their numbers. Returns the place below.
fn draw_detail(svg: &mut Svg<'_>, row: &Bar, room: Room) -> f64 {
    let letters = Letters::new(Face::Sans, 13.0, svg.colours.muted);
    let (mut x, mut base) = (room.left, room.top + 13.0);
    for (at, (item, part)) in row.detail.iter().zip(&row.parts).enumerate() {
        let is_together = part.fill == Fill::Together;
        let number = if item.hidden { "" } else { item.text.as_str() };
        let words = format!("{} {number}", item.label);
        let words = words.trim();
        let dot = if at > 0 { " · " } else { "" };
        let chips = f64::from(u8::from(is_together) + u8::from(item.hidden)) * 25.0;
        let width = svg.fonts.width(Face::Sans, 13.0, words) + chips;
        let dot_width = svg.fonts.width(Face::Sans, 13.0, " · ");
        if x > room.left && x + width + dot_width > room.left + room.width {
            (x, base) = (room.left, base + LEADING);
        } else if !dot.is_empty() {
            svg.text(
                (x + dot_width / 2.0, base),
                letters.anchored(Anchor::Middle),
                "·",
            );
            x += dot_width;
        }
        if is_together {
            x += svg.chip((x, base), Anchor::Start, HIDDEN) + 5.0;
        }
        // One name alone may be longer than a line.
        for (place, line) in svg
            .fonts
            .lines(Face::Sans, 13.0, words, room.left + room.width - x)
            .iter()
            .enumerate()
        {
            if place > 0 {
                (x, base) = (room.left, base + LEADING);
            }
            svg.text((x, base), letters, line);
            x += svg.fonts.width(Face::Sans, 13.0, line);
        }
        if item.hidden {
            x += 5.0 + svg.chip((x + 5.0, base), Anchor::Start, &item.text);
        }
    }
    base + 5.0
}
