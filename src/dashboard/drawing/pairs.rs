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
        for (at, text) in &pairs.steps {
            let class = if *at == 0.0 { "step" } else { "step middle" };
            markup.label(class, *at, SCALE - 4, text);
        }
        markup.close("svg");
    }
    for (at, side) in pairs.sides.iter().enumerate() {
        markup.open("span", "number");
        markup.raw(if at == 0 { DISC } else { SQUARE });
        markup.text(side);
        markup.close("span");
    }
    markup.close("li");
    for row in &pairs.rows {
        write_row(markup, row, pairs);
    }
    markup.close("ol");
}

/// The signs of the two selections beside their names.
const DISC: &str = "<svg class=\"swatch-mark\" width=\"14\" height=\"14\" aria-hidden=\"true\">\
    <circle class=\"fill-1\" cx=\"7\" cy=\"7\" r=\"5.5\"/></svg>";
const SQUARE: &str = "<svg class=\"swatch-mark\" width=\"14\" height=\"14\" aria-hidden=\"true\">\
    <path class=\"fill-4\" d=\"M7 0l7 7-7 7-7-7z\"/></svg>";

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
    let shapes = [
        "<circle class=\"fill-1\" r=\"6\"/>",
        "<path class=\"fill-4\" d=\"M0-7.4 7.4 0 0 7.4-7.4 0z\"/>",
    ];
    // The first selection lies above the second.
    for (place, shape) in row.places.iter().zip(shapes).rev() {
        if let Some(place) = place {
            markup.begin("svg");
            markup.attribute("x", &percent(*place));
            markup.pixels("y", ROW / 2);
            markup.raw(" overflow=\"visible\">");
            markup.raw(shape);
            markup.close("svg");
        }
    }
    markup.close("svg");
}
