//! Writes rows with a bar each: names, bars and numbers in columns that line up.

use crate::drawing::markup::{BAR, DIVIDED, HIDDEN, Markup};
use crate::view::drawing::{Bar, Bars, Fill, Part};

/// Writes the rows as a list.
pub fn write(markup: &mut Markup, bars: &Bars) {
    let has_second = bars.rows.iter().any(|row| !row.item.beside.is_empty());
    let has_bars = bars
        .rows
        .iter()
        .any(|row| !row.parts.is_empty() || row.zero);
    markup.open(
        "ol",
        match (has_bars, has_second) {
            (true, true) => "bars",
            (true, false) => "bars single",
            (false, true) => "bars numbers",
            (false, false) => "bars single numbers",
        },
    );
    if has_second {
        // The signs of shares say what they are; where there is little room, such heads are left out.
        let is_plain = bars.heads[2] == "%";
        markup.begin("li");
        markup.attribute("class", if is_plain { "heads plain" } else { "heads" });
        markup.raw(" aria-hidden=\"true\">");
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
    let is_divided = row.parts.len() > 1;
    let height = if is_divided { DIVIDED } else { BAR };
    markup.open_svg(
        if is_divided {
            "canvas divided"
        } else {
            "canvas"
        },
        height,
    );
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
        write_detail(markup, row);
    }
    markup.close("li");
}

/// Writes what the parts of a bar are.
fn write_detail(markup: &mut Markup, row: &Bar) {
    markup.open("span", "detail");
    for (at, (item, part)) in row.detail.iter().zip(&row.parts).enumerate() {
        if at > 0 {
            markup.raw(" · ");
        }
        if part.fill == Fill::Together {
            markup.chip(HIDDEN);
        }
        markup.name(item);
        markup.raw(" ");
        markup.number(item);
    }
    markup.close("span");
}
