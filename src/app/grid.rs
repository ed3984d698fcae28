//! Draws tables: the same numbers as the chart, for everyone.

use dashboard::view::{Grid, GridCell, Row};
use leptos::prelude::*;

use crate::{address::Address, list::list, map::class};

/// Draws a table. A table wider than the page scrolls in a region of its own that the keyboard reaches.
pub fn grid(grid: Grid, address: Address) -> impl IntoView {
    let name = grid.caption.clone();
    let column = |label: String| view! { <th scope="col">{label}</th> };
    view! {
        <div class="table" role="region" tabindex="0" aria-label=name>
            <table>
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
            {list(row.cells, cell)}
        </tr>
    }
}

fn cell(cell: GridCell) -> impl IntoView {
    let colour = cell.colour.map(class);
    let hidden = cell.meaning.is_some();
    view! { <td class=colour class:hidden-cell=hidden>{number(cell.text, cell.meaning)}</td> }
}

/// Draws a number, with its meaning where the text alone does not convey it.
pub fn number(text: String, meaning: Option<String>) -> impl IntoView {
    let spoken = meaning
        .clone()
        .map(|meaning| view! { <span class="spoken">{meaning}</span> });
    view! { <span title=meaning>{text}</span> " " {spoken} }
}
