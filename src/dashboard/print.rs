//! A page as plain text, for the tests.

use std::fmt::Write;

use crate::view::{Body, Choice, Figure, Grid, View};

/// The page's text, one thing a line; links as `[label](address)`.
pub fn print(view: &View) -> String {
    let mut text = format!("# {}\n{}\n{}\n", view.heading, view.lede, view.summary);
    let mut line = |line: String| writeln!(text, "{line}").unwrap();
    line(format!("title: {}", view.document_title));
    line(format!("other language: [{}]({})", view.other_language.1.label, view.other_language.1.href));
    view.navigation.iter().for_each(|page| line(format!("page: {}", choice(page))));
    view.notices.iter().for_each(|notice| line(format!("notice: {notice}")));
    view.headlines.iter().for_each(|tile| line(format!("tile: {} = {} ({})", tile.label, tile.value, tile.detail)));
    for control in &view.controls {
        line(format!("{} ({}):", control.label, control.id));
        control.choices.iter().for_each(|answer| line(format!("  {}", choice(answer))));
    }
    view.chips
        .iter()
        .for_each(|chip| line(format!("chip: {} [{}]({})", chip.label, chip.remove.label, chip.remove.href)));
    view.clear.iter().for_each(|link| line(format!("clear: [{}]({})", link.label, link.href)));
    view.figures.iter().for_each(|shown| line(figure(shown)));
    view.doors.iter().for_each(|door| line(format!("door: [{}]({}) {}", door.link.label, door.link.href, door.detail)));
    text
}

/// One figure's text.
pub fn figure(figure: &Figure) -> String {
    let mut text = format!("\n## {} ({})\n{}\n", figure.title, figure.id, figure.subtitle);
    let mut line = |line: String| writeln!(text, "{line}").unwrap();
    match &figure.body {
        Body::Chart(chart) => {
            line(format!("{:?}, {} px: {}", chart.kind, chart.height, chart.description));
            for series in &chart.series {
                line(format!("{}:", series.name));
                for (category, mark) in chart.categories.iter().zip(&series.marks) {
                    let href = mark.href.as_ref().map_or_else(String::new, |href| format!(" ({href})"));
                    line(format!("  {category} | {}{href}", mark.label));
                }
            }
        }
        Body::Table(table) => line(grid(table)),
        Body::Unanswered { reason, offers } => {
            line(reason.clone());
            offers.iter().for_each(|offer| line(format!("offer: [{}]({})", offer.label, offer.href)));
        }
    }
    figure.notes.iter().for_each(|note| line(format!("note: {note}")));
    figure.shapes.iter().for_each(|shape| line(format!("shape: {}", choice(shape))));
    line(format!("definition: {}", figure.definition));
    line(format!("source: {}", figure.source));
    text
}

fn grid(grid: &Grid) -> String {
    let mut text = format!("{}\n{}", grid.caption, grid.columns.join(" | "));
    for row in &grid.rows {
        let head = format!("{}{}{}", "  ".repeat(row.depth), row.head, if row.total { " =" } else { "" });
        let cells = row.cells.iter().map(|cell| match &cell.meaning {
            Some(meaning) => format!("{} ({meaning})", cell.text),
            None => cell.text.clone(),
        });
        let cells: Vec<String> = std::iter::once(head).chain(cells).collect();
        write!(text, "\n{}", cells.join(" | ")).unwrap();
    }
    text
}

fn choice(choice: &Choice) -> String {
    let mark = if choice.selected { "*" } else { " " };
    let unavailable = choice.unavailable.as_ref().map_or_else(String::new, |reason| format!(" – {reason}"));
    format!("{mark}[{}]({}){unavailable}", choice.link.label, choice.link.href)
}
