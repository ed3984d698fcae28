//! Draws tables: the same numbers as the chart, for everyone.

use dashboard::view::{Grid, GridCell, Row};
use leptos::prelude::*;

use crate::{address::Address, list::list, map::class};

/// Draws a table. A table wider than the page scrolls in a region of its own that the keyboard reaches.
pub fn grid(grid: Grid, address: Address) -> impl IntoView {
    let name = grid.caption.clone();
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    let has_bars = cells.any(|cell| cell.bar.is_some());
    let column = |label: String| view! { <th scope="col">{label}</th> };
    view! {
        <div class="table" role="region" tabindex="0" aria-label=name>
            <table class:with-bars=has_bars>
                <caption class="spoken">{grid.caption}</caption>
                <thead>
                    <tr>{list(grid.columns, column)}</tr>
                </thead>
                <tbody>{list(grid.rows, |line| row(line, address))}</tbody>
            </table>
        </div>
    }
}

fn row(row: Row, address: Address) -> impl IntoView {
    let head = match row.href {
        Some(href) => view! { <a href=address.url(&href)>{row.head}</a> }.into_any(),
        None => row.head.into_any(),
    };
    view! {
        <tr class:total=row.total data-depth=row.depth>
            <th scope="row">{head}</th>
            {list(merged(row.cells), cell)}
        </tr>
    }
}

/// Lists the fields of a row, each with the number of cells that it spans.
fn merged(cells: Vec<GridCell>) -> Vec<(GridCell, usize)> {
    let mut merged: Vec<(GridCell, usize)> = Vec::new();
    for cell in cells {
        match merged.last_mut() {
            Some((_, cells)) if cell.joins => *cells += 1,
            _ => merged.push((cell, 1)),
        }
    }
    merged
}

fn cell((cell, cells): (GridCell, usize)) -> impl IntoView {
    let colour = cell.colour.map(class);
    let hidden = cell.meaning.is_some();
    let span = (cells > 1).then_some(cells);
    let number = number(cell.text, cell.meaning);
    match cell.bar {
        Some(bar) => view! {
            <td class="barred" class:hidden-cell=hidden>
                <span class="beside-bar" inner_html=dashboard::draw_bar(&bar)></span>
                {number}
            </td>
        }
        .into_any(),
        None => view! { <td class=colour class:hidden-cell=hidden colspan=span>{number}</td> }
            .into_any(),
    }
}

/// Draws a number, with its meaning where the text alone does not convey it.
pub fn number(text: String, meaning: Option<String>) -> impl IntoView {
    let spoken = meaning
        .clone()
        .map(|meaning| view! { <span class="spoken">{meaning}</span> });
    view! { <span title=meaning>{text}</span> " " {spoken} }
}
