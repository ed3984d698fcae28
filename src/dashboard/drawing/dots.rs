//! Writes persons as dots: each group begins in a column of its own, and nothing tells which dot is who.

use crate::drawing::markup::Markup;
use crate::view::{Dot, DotGroup, Dots};

/// The distance between two dots, in units of the drawing.
const STEP: u64 = 10;
/// The fewest columns that a drawing has room for, so that dots of several rows are of one size.
const COLUMNS: u64 = 25;
/// The gap between groups, in units of the drawing.
const GAP: u64 = 7;

/// Writes a row of dots.
pub fn write(markup: &mut Markup, dots: &Dots) {
    let all: u64 = dots.groups.iter().map(|group| group.count).sum();
    let rows = if all > 3 * (COLUMNS - 3) { 6 } else { 3 };
    let columns = |group: &DotGroup| group.count.div_ceil(rows) * STEP;
    let width: u64 = dots.groups.iter().map(|group| columns(group) + GAP).sum();
    let width = width.saturating_sub(GAP).max(COLUMNS * STEP);
    // What a key beside it says already need not be said again.
    markup.raw(if dots.says.is_empty() {
        "<svg class=\"dots\" aria-hidden=\"true\" viewBox=\"0 0 "
    } else {
        "<svg class=\"dots\" role=\"img\" viewBox=\"0 0 "
    });
    markup.raw(
        &[width, rows * STEP]
            .map(|length| length.to_string())
            .join(" "),
    );
    markup.raw("\"");
    markup.attribute("aria-label", &dots.says);
    markup.raw(">");
    let mut left = 0;
    for group in &dots.groups {
        for place in 0..group.count {
            let x = left + place / rows * STEP + STEP / 2;
            let y = place % rows * STEP + STEP / 2;
            write_dot(markup, group.kind, [x, y], "4.1");
        }
        left += columns(group) + GAP;
    }
    markup.raw("</svg>");
}

/// Writes the dot that shows a kind in the key.
pub fn write_key(markup: &mut Markup, kind: Dot) {
    markup.raw("<svg class=\"dot-key\" width=\"14\" height=\"14\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">");
    write_dot(markup, kind, [5, 5], "4.1");
    markup.raw("</svg>");
}

fn write_dot(markup: &mut Markup, kind: Dot, [x, y]: [u64; 2], radius: &str) {
    let (class, radius) = match kind {
        Dot::Series(0) => ("fill-1", radius),
        Dot::Series(1) => ("fill-2", radius),
        Dot::Series(2) => ("fill-3", radius),
        Dot::Series(_) => ("fill-4", radius),
        Dot::Unknown => ("fill-unknown", "3.4"),
        Dot::Together => ("fill-hidden", "3.4"),
    };
    markup.begin("circle");
    markup.attribute("class", class);
    markup.attribute("cx", &x.to_string());
    markup.attribute("cy", &y.to_string());
    markup.attribute("r", radius);
    markup.raw("/>");
}
