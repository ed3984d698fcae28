//! Renders the parts that all pages are made of: cards, tiles, tables, and phrases in two languages.

use cube::Lang;
use maud::{Markup, Render, html};

/// A fixed phrase, in Spanish and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(pub &'static str, pub &'static str);

impl Phrase {
    /// Returns the phrase in one language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Es => self.0,
            Lang::En => self.1,
        }
    }
}

/// Renders a card: a heading, an introduction unless it is empty, and the content.
pub fn card(heading: &str, lede: &str, content: impl Render) -> Markup {
    html! {
        section.card {
            h2 { (heading) }
            @if !lede.is_empty() { p.lede { (lede) } }
            (content)
        }
    }
}

/// Renders a number with its label.
pub fn tile(value: impl Render, label: impl Render) -> Markup {
    html! { div.tile { p { (label) } p.number { (value) } } }
}

/// A row of a table: its heading and its cells.
pub type Row = (String, Vec<Markup>);

/// Renders a table that scrolls by itself if it is wider than the page. The first head is that of the rows' headings.
pub fn table<'a>(
    heads: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Row>,
) -> Markup {
    table_with_total(heads, rows, None)
}

/// Renders a table with a last row for the total.
pub fn table_with_total<'a>(
    heads: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Row>,
    total: Option<Row>,
) -> Markup {
    html! {
        div.table tabindex="0" {
            table {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for (head, cells) in rows { tr { th scope="row" { (head) } @for cell in cells { (cell) } } }
                    @if let Some((head, cells)) = total {
                        tr.total { th scope="row" { (head) } @for cell in cells { (cell) } }
                    }
                }
            }
        }
    }
}

/// Renders a cell.
pub fn cell(text: impl Render) -> Markup {
    html! { td { (text) } }
}

/// Renders a cell of text.
pub fn text_cell(text: impl Render) -> Markup {
    html! { td.words { (text) } }
}

/// Renders a cell whose background is darker for a larger share `part / whole`.
pub fn shaded_cell(text: impl Render, part: u64, whole: u64) -> Markup {
    html! { td class={ "tint-" (choose_tint(part, whole)) } { (text) } }
}

/// Chooses how dark the background of a share is: 0 for none, then up to a tenth, a quarter, a half, more.
fn choose_tint(part: u64, whole: u64) -> u8 {
    match part.saturating_mul(100).checked_div(whole).unwrap_or(0) {
        0 if part == 0 => 0,
        0..10 => 1,
        10..25 => 2,
        25..50 => 3,
        _ => 4,
    }
}
