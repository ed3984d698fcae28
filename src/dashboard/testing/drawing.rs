//! Prints drawings as plain text: a line a row, with the shares of its parts.

use crate::view::drawing::{Bar, Drawing, Item, Part, Point, Year};
use crate::view::{BROKEN, Body};

/// Prints a drawing.
pub fn drawing(drawing: &Drawing) -> String {
    let mut lines = Vec::new();
    match drawing {
        Drawing::Bars(bars) => {
            lines.push(format!("Bars: {}", bars.heads.join(" | ")));
            lines.extend(bars.rows.iter().map(bar));
        }
        Drawing::Strip(strip) => {
            lines.push(format!("Strip: {}", parts(&strip.parts)));
            for (entry, fill, depth) in &strip.key {
                lines.push(format!("{}{fill:?} {}", "  ".repeat(*depth), item(entry)));
            }
        }
        Drawing::Lines(all) => {
            lines.push(format!("Lines: {}", all.label));
            for (at, year) in all.years.iter().enumerate() {
                let broken = if year.broken { "*" } else { "" };
                let points = all.series.iter().map(|series| point(&series.points[at]));
                let points: Vec<String> = points.collect();
                let link = link(&all.series[0].points[at].href);
                lines.push(format!(
                    "{}{broken} | {}{link}",
                    year.label,
                    points.join(" | ")
                ));
            }
        }
        Drawing::Columns(columns) => {
            lines.push(format!("Columns: {}", columns.label));
            for (year, one) in columns.years.iter().zip(&columns.points) {
                lines.push(format!("{} | {}", year.label, point(one)));
            }
        }
        Drawing::Stacks(stacks) => {
            lines.push(format!("Stacks: {}", stacks.heads.join(" | ")));
            for (row, divided) in &stacks.rows {
                lines.push(format!("{}: {}", item(row), parts(divided)));
            }
        }
        Drawing::Mirror(mirror) => {
            let [one, other] = mirror.sides.each_ref().map(item);
            lines.push(format!("Mirror: {one} ‖ {other}"));
            for row in &mirror.rows {
                let [one, other] = row.sides.each_ref().map(number);
                let [left, right] = row.lengths.map(|length| format!("{:.0}", length * 100.0));
                let fills = row.fills;
                lines.push(format!(
                    "{} | {one} {left} | {other} {right} {fills:?}",
                    row.label
                ));
            }
        }
        Drawing::Pairs(pairs) => {
            lines.push(format!("Pairs: {}", pairs.sides.join(" | ")));
            for row in &pairs.rows {
                let [one, other] = row.sides.each_ref().map(number);
                let sign = if row.differ { " ≠" } else { "" };
                lines.push(format!("{} | {one} | {other}{sign}", row.label));
            }
        }
    }
    lines.join("\n")
}

/// Lists the years of a figure, with the sign of breaks.
pub fn years(body: &Body) -> Vec<String> {
    let Body::Drawing(drawing) = body else {
        let Body::Chart(chart) = body else {
            return vec![];
        };
        return chart.categories.clone();
    };
    let Drawing::Lines(lines) = drawing.as_ref() else {
        return vec![];
    };
    let year = |year: &Year| format!("{}{}", year.label, if year.broken { BROKEN } else { "" });
    lines.years.iter().map(year).collect()
}

fn bar(bar: &Bar) -> String {
    let detail: Vec<String> = bar.detail.iter().map(item).collect();
    let named = if bar.named { "▶ " } else { "" };
    let zero = if bar.zero { " (0)" } else { "" };
    let detail = if detail.is_empty() {
        String::new()
    } else {
        format!("\n  {}", detail.join(" · "))
    };
    format!(
        "{named}{}{}{zero}{detail}",
        item(&bar.item),
        bars(&bar.parts)
    )
}

fn bars(drawn: &[Part]) -> String {
    if drawn.is_empty() {
        String::new()
    } else {
        format!(" [{}]", parts(drawn))
    }
}

fn parts(parts: &[Part]) -> String {
    let part = |part: &Part| format!("{:?} {:.0}", part.fill, part.length * 100.0);
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn point(point: &Point) -> String {
    let stroke = point
        .stroke
        .map_or(String::new(), |stroke| format!("{stroke:?} "));
    let open = if point.provisional { "?" } else { "" };
    format!("{stroke}{}{open}", point.text)
}

/// Prints a name with its number.
fn item(item: &Item) -> String {
    format!("{} | {}{}", item.label, number(item), link(&item.href))
}

fn number(item: &Item) -> String {
    match (item.beside.as_str(), &item.meaning) {
        ("", Some(meaning)) => format!("{} ({meaning})", item.text),
        ("", None) => item.text.clone(),
        (beside, _) => format!("{} ({beside})", item.text),
    }
}

fn link(href: &Option<String>) -> String {
    href.as_ref()
        .map_or(String::new(), |href| format!(" → {href}"))
}
