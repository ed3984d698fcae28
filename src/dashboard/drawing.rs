//! Writes drawings as HTML and SVG: widths in per cent, heights and letters in pixels, so that nothing has to be measured.
//!
//! Fills and strokes are classes of `style/drawing.css`, which defines the patterns' colours as well.

mod bars;
mod circles;
mod columns;
mod dots;
mod lines;
mod markup;
mod mirror;
mod pairs;
mod stacks;
mod strip;

use crate::view::drawing::{Drawing, Part};
use crate::view::{Circles, Dot, Dots, Outlines};
use markup::Markup;

/// Writes a drawing; `root` stands before the addresses of its links.
pub fn draw(drawing: &Drawing, root: &str) -> String {
    let mut markup = Markup::new(root);
    match drawing {
        Drawing::Bars(bars) => bars::write(&mut markup, bars),
        Drawing::Strip(strip) => strip::write(&mut markup, strip),
        Drawing::Lines(lines) => lines::write(&mut markup, lines),
        Drawing::Columns(columns) => columns::write(&mut markup, columns),
        Drawing::Stacks(stacks) => stacks::write(&mut markup, stacks),
        Drawing::Mirror(mirror) => mirror::write(&mut markup, mirror),
        Drawing::Pairs(pairs) => pairs::write(&mut markup, pairs),
    }
    markup.finish()
}

/// Writes the bar beside a number of a table.
pub fn draw_bar(bar: &Part) -> String {
    let mut markup = Markup::new("");
    markup.open_svg("canvas", markup::BAR);
    markup.parts(std::slice::from_ref(bar), markup::BAR);
    markup.close("svg");
    markup.finish()
}

/// Writes numbers as circles on a map.
pub fn draw_circles(circles: &Circles, outlines: &Outlines) -> String {
    let mut markup = Markup::new("");
    circles::write(&mut markup, circles, outlines);
    markup.finish()
}

/// Writes a row of dots.
pub fn draw_dots(row: &Dots) -> String {
    let mut markup = Markup::new("");
    dots::write(&mut markup, row);
    markup.finish()
}

/// Writes the dot that shows a kind in a key.
pub fn draw_dot(kind: Dot) -> String {
    let mut markup = Markup::new("");
    dots::write_key(&mut markup, kind);
    markup.finish()
}

/// The fills of what is hidden, once a page: drawings refer to them.
pub const PATTERNS: &str = "<defs><pattern id=\"hidden\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><path class=\"stripe\" d=\"M0 0v6\"/></pattern></defs>";
