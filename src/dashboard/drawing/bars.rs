//! Writes rows with a bar each: names, bars and numbers in columns that line up.

use crate::drawing::markup::{BAR, HIDDEN, Markup};
use crate::view::drawing::{Bar, Bars, Fill, Item, Part};

/// The height of a bar that is divided, in pixels: numbers have room in it.
const DIVIDED: u32 = 18;

/// Writes the rows as a list.
pub fn write(markup: &mut Markup, bars: &Bars) {
    let has_second = bars.rows.iter().any(|row| !row.item.beside.is_empty());
    markup.open("ol", if has_second { "bars" } else { "bars single" });
    if has_second {
        markup.raw("<li class=\"heads\" aria-hidden=\"true\">");
        for head in &bars.heads {
            markup.element("span", "column-name", head);
        }
        markup.close("li");
    }
    for row in &bars.rows {
        write_row(markup, row);
    }
    markup.close("ol");
}

fn write_row(markup: &mut Markup, row: &Bar) {
    let is_together = matches!(
        row.parts.as_slice(),
        [Part {
            fill: Fill::Together,
            ..
        }]
    );
    markup.open(
        "li",
        match (row.named, is_together) {
            (true, _) => "row named",
            (_, true) => "row together",
            _ => "row",
        },
    );
    markup.open("span", "name");
    if is_together {
        markup.chip(HIDDEN);
    }
    markup.name(&row.item);
    markup.close("span");
    let height = if row.parts.len() > 1 { DIVIDED } else { BAR };
    markup.open_svg("canvas", height);
    if row.zero {
        markup.raw("<rect class=\"fill-1\" width=\"2.5\"");
        markup.pixels("height", height);
        markup.raw("/>");
    }
    markup.parts(&row.parts, height);
    markup.close("svg");
    markup.number(&row.item);
    markup.element("span", "beside", &row.item.beside);
    if !row.detail.is_empty() {
        write_detail(markup, &row.detail);
    }
    markup.close("li");
}

/// Writes what the parts of a bar are.
fn write_detail(markup: &mut Markup, detail: &[Item]) {
    markup.open("span", "detail");
    for (at, item) in detail.iter().enumerate() {
        if at > 0 {
            markup.raw(" · ");
        }
        markup.name(item);
        markup.raw(" ");
        markup.number(item);
    }
    markup.close("span");
}
