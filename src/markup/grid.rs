//! Writes tables: the same numbers as the chart, for everyone.

use dashboard::view::{Grid, GridCell, Row};
use maud::{Markup, PreEscaped, html};

use crate::{map::class, surroundings::Surroundings};

/// Writes a table. A table wider than the page scrolls in a region of its own that the keyboard reaches.
pub fn grid(grid: &Grid, around: &Surroundings) -> Markup {
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    let has_bars = cells.any(|cell| cell.bar.is_some());
    html! {
        div.table role="region" tabindex="0" aria-label=(grid.caption) {
            table.with-bars[has_bars] {
                caption.spoken { (grid.caption) }
                thead {
                    tr {
                        @for column in &grid.columns {
                            th scope="col" { (column) }
                        }
                    }
                }
                tbody {
                    @for row in &grid.rows { (self::row(row, around)) }
                }
            }
        }
    }
}

fn row(row: &Row, around: &Surroundings) -> Markup {
    html! {
        tr.total[row.total] data-depth=(depth(row.depth)) {
            th scope="row" {
                @match &row.href {
                    Some(href) => { a href=(around.url(href)) { (row.head) } }
                    None => (row.head),
                }
            }
            @for (cell, columns) in merged(&row.cells) { (self::cell(cell, columns)) }
        }
    }
}

/// Writes a depth as the style sheet knows it.
fn depth(depth: usize) -> &'static str {
    match depth {
        0 => "0",
        1 => "1",
        2 => "2",
        _ => "3",
    }
}

/// Lists the fields of a row, each with the number of columns that it spans.
fn merged(cells: &[GridCell]) -> Vec<(&GridCell, u32)> {
    let mut merged: Vec<(&GridCell, u32)> = Vec::new();
    for cell in cells {
        match merged.last_mut() {
            Some((_, columns)) if cell.joins => *columns += 1,
            _ => merged.push((cell, 1)),
        }
    }
    merged
}

fn cell(cell: &GridCell, columns: u32) -> Markup {
    let is_hidden = cell.meaning.is_some();
    let number = number(&cell.text, cell.meaning.as_deref());
    match &cell.bar {
        Some(bar) => html! {
            td.barred.hidden-cell[is_hidden] {
                span.beside-bar { (PreEscaped(dashboard::draw_bar(bar))) }
                (number)
            }
        },
        None => {
            let span = (columns > 1).then(|| columns.to_string());
            let class = match (cell.colour.map(class), is_hidden) {
                (Some(colour), true) => Some([colour, " hidden-cell"].concat()),
                (Some(colour), false) => Some(colour.to_owned()),
                (None, true) => Some("hidden-cell".to_owned()),
                (None, false) => None,
            };
            html! { td class=[class] colspan=[span] { (number) } }
        }
    }
}

/// Writes a number, with its meaning where the text alone does not convey it.
fn number(text: &str, meaning: Option<&str>) -> Markup {
    html! {
        span title=[meaning] { (text) } " "
        @if let Some(meaning) = meaning {
            span.spoken { (meaning) }
        }
    }
}
