//! Writes one bar that is everybody, with its key below it.

use crate::drawing::dots;
use crate::drawing::markup::{HIDDEN, Markup};
use crate::view::drawing::{Fill, Strip};

/// The height of the bar in pixels.
const HEIGHT: u32 = 30;

/// Writes the bar and its key.
pub fn write(markup: &mut Markup, strip: &Strip) {
    if let Some(persons) = &strip.dots {
        dots::write(markup, persons);
    } else {
        markup.open_svg("canvas strip", HEIGHT);
        markup.parts(&strip.parts, HEIGHT);
        markup.close("svg");
    }
    if strip.key.is_empty() {
        return;
    }
    let is_nested = strip.key.iter().any(|(_, _, depth)| *depth > 0);
    markup.open("ul", if is_nested { "key nested" } else { "key" });
    for (item, fill, depth) in &strip.key {
        markup.open("li", if *depth > 0 { "inner" } else { "" });
        markup.swatch(*fill);
        markup.open("span", "name");
        if *fill == Fill::Together {
            markup.chip(HIDDEN);
        }
        markup.name(item);
        markup.close("span");
        markup.number(item);
        markup.element("span", "beside", &item.beside);
        markup.close("li");
    }
    markup.close("ul");
}
