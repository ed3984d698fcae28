//! Writes two selections on one scale: a point each, and their numbers in two columns.

use crate::drawing::markup::{Markup, percent};
use crate::view::drawing::{Pair, Pairs};

/// The height of a row in pixels.
const ROW: u32 = 24;
/// The height of the scale's row in pixels.
const SCALE: u32 = 16;

/// Writes the scale and the rows.
pub fn write(markup: &mut Markup, pairs: &Pairs) {
    let has_scale = !pairs.steps.is_empty();
    markup.open("ol", if has_scale { "pairs" } else { "pairs plain" });
    markup.raw("<li class=\"heads\"><span class=\"name\"></span>");
    if has_scale {
        markup.open_svg("canvas", SCALE);
        // Values between would lie upon each other where there is little room.
        let last = pairs.steps.len() - 1;
        for (place, (at, text)) in pairs.steps.iter().enumerate() {
            if place == 0 || place == last {
                let class = if place == 0 { "step" } else { "step end" };
                markup.label(class, *at, SCALE - 4, text);
            }
        }
        markup.close("svg");
    }
    for (at, side) in pairs.sides.iter().enumerate() {
        markup.open("span", "number");
        markup.raw("<svg class=\"swatch-mark\" width=\"14\" height=\"14\" viewBox=\"-7 -7 14 14\" aria-hidden=\"true\">");
        markup.raw(sign(at, pairs));
        markup.raw("</svg>");
        markup.text(side);
        markup.close("span");
    }
    markup.close("li");
    for row in &pairs.rows {
        write_row(markup, row, pairs);
    }
    markup.close("ol");
}

/// The sign of a selection; that of earlier years is hollow.
fn sign(side: usize, pairs: &Pairs) -> &'static str {
    match (side, pairs.earlier == Some(side)) {
        (0, false) => "<circle class=\"fill-1\" r=\"6\"/>",
        (0, true) => "<circle class=\"hollow-1\" r=\"5.2\"/>",
        (_, false) => "<path class=\"fill-4\" d=\"M0-7 7 0 0 7-7 0z\"/>",
        (_, true) => "<path class=\"hollow-4\" d=\"M0-6 6 0 0 6-6 0z\"/>",
    }
}

fn write_row(markup: &mut Markup, row: &Pair, pairs: &Pairs) {
    markup.open("li", if row.differ { "pair named" } else { "pair" });
    markup.element("span", "name", &row.label);
    if !pairs.steps.is_empty() {
        write_points(markup, row, pairs);
    }
    for side in &row.sides {
        markup.open("span", "number");
        markup.number(side);
        markup.raw(" ");
        markup.element("span", "beside", &side.beside);
        markup.close("span");
    }
    markup.close("li");
}

/// Writes the two points with the stroke between them: a thick one if they differ by more than chance.
fn write_points(markup: &mut Markup, row: &Pair, pairs: &Pairs) {
    markup.open_svg("canvas", ROW);
    for (at, _) in &pairs.steps {
        markup.line("grid", [*at, *at], [0, ROW]);
    }
    if let [Some(one), Some(other)] = row.places {
        let class = if row.differ { "stroke thick" } else { "stroke" };
        markup.line(class, [one, other], [ROW / 2, ROW / 2]);
    }
    // The first selection lies above the second.
    for (side, place) in row.places.iter().enumerate().rev() {
        if let Some(place) = place {
            markup.begin("svg");
            markup.attribute("x", &percent(*place));
            markup.pixels("y", ROW / 2);
            markup.raw(" overflow=\"visible\">");
            markup.raw(sign(side, pairs));
            markup.close("svg");
        }
    }
    markup.close("svg");
}
