//! Writes bars on both sides of the categories.

use crate::drawing::markup::{HIDDEN, Markup, class};
use crate::view::drawing::{Fill, Mirror, MirrorRow};

/// The height of a row in pixels.
const HEIGHT: u32 = 22;
/// The gap between a bar and its number in pixels.
const GAP: i32 = 7;

/// Writes the groups above the rows.
pub fn write(markup: &mut Markup, mirror: &Mirror) {
    markup.open(
        "ul",
        if mirror.uneven {
            "mirror uneven"
        } else {
            "mirror"
        },
    );
    markup.open("li", "heads");
    for (at, side) in mirror.sides.iter().enumerate() {
        if at == 1 {
            markup.raw("<span></span>");
        }
        markup.open(
            "span",
            if at == 0 {
                "side name first"
            } else {
                "side name"
            },
        );
        markup.raw("<b>");
        markup.number(side);
        markup.raw("</b> ");
        markup.name(side);
        if !side.beside.is_empty() {
            markup.raw(" ");
            markup.element("span", "beside", &side.beside);
        }
        markup.close("span");
    }
    markup.close("li");
    for row in &mirror.rows {
        write_row(markup, row);
    }
    markup.close("ul");
}

fn write_row(markup: &mut Markup, row: &MirrorRow) {
    let class = if row.fills[0] == Fill::Together {
        "together"
    } else {
        ""
    };
    markup.open("li", class);
    write_side(markup, row, 0);
    markup.open("span", "name");
    if row.fills[0] == Fill::Together {
        markup.chip(HIDDEN);
    }
    markup.link(&row.label, &row.href);
    markup.close("span");
    write_side(markup, row, 1);
    markup.close("li");
}

/// Writes the bar of one side with its number at the outer end. What is hidden has a chip in place of both.
fn write_side(markup: &mut Markup, row: &MirrorRow, side: usize) {
    let (item, length, fill) = (&row.sides[side], row.lengths[side], row.fills[side]);
    markup.open("span", if side == 0 { "side first" } else { "side" });
    if item.hidden {
        markup.number(item);
    } else {
        markup.element("span", "spoken", &item.text);
        markup.open_svg("canvas", HEIGHT);
        let left = if side == 0 { 1.0 - length } else { 0.0 };
        let fill = match (fill, side) {
            (Fill::Plain, 1) => "fill-2",
            (fill, _) => class(fill),
        };
        markup.rectangle(fill, (left, length), (1, HEIGHT - 2));
        let (end, gap) = if side == 0 {
            (left, -GAP)
        } else {
            (length, GAP)
        };
        markup.shifted(
            if side == 0 {
                "value end"
            } else {
                "value start"
            },
            (end, gap),
            HEIGHT - 6,
            &item.text,
        );
        markup.close("svg");
    }
    markup.close("span");
}
