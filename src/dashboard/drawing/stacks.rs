//! Writes a bar a year, each divided into the same categories.

use crate::drawing::markup::Markup;
use crate::view::drawing::{Part, Stacks};

/// The height of a bar in pixels.
const HEIGHT: u32 = 20;

/// Writes the key and the bars.
pub fn write(markup: &mut Markup, stacks: &Stacks) {
    markup.open("ul", "fills");
    for (name, fill) in &stacks.key {
        markup.raw("<li>");
        markup.swatch(*fill);
        markup.text(name);
        markup.close("li");
    }
    markup.close("ul");
    markup.open("ol", "bars stacks");
    markup.raw("<li class=\"heads\" aria-hidden=\"true\">");
    for head in &stacks.heads {
        markup.element("span", "column-name", head);
    }
    markup.close("li");
    for (item, parts) in &stacks.rows {
        markup.open("li", "row");
        markup.open("span", "name");
        markup.name(item);
        markup.close("span");
        markup.open_svg("canvas", HEIGHT);
        markup.parts(parts, HEIGHT);
        markup.close("svg");
        markup.element("span", "spoken", &read_out(stacks, parts));
        markup.number(item);
        markup.element("span", "beside", &item.beside);
        markup.close("li");
    }
    markup.close("ol");
}

/// Names the parts of a bar with their numbers, for readers who do not see their colours.
fn read_out(stacks: &Stacks, parts: &[Part]) -> String {
    let mut named = Vec::new();
    for part in parts {
        let name = stacks.key.iter().find(|(_, fill)| *fill == part.fill);
        named.extend(name.map(|(name, _)| format!("{name}: {}", part.text)));
    }
    named.join("; ")
}
