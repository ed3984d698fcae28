//! What both reports are put together from: phrases in both languages, cards, tiles, tables.

use cube::Lang;
use maud::{Markup, Render, html};

/// A fixed phrase: in Spanish, in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(pub &'static str, pub &'static str);

impl Phrase {
    /// The phrase in one language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Es => self.0,
            Lang::En => self.1,
        }
    }
}

/// A card: a heading, a sentence or two that say what stands below if that needs any, and that.
pub fn card(heading: &str, lede: &str, content: impl Render) -> Markup {
    html! {
        section.card {
            h2 { (heading) }
            @if !lede.is_empty() { p.lede { (lede) } }
            (content)
        }
    }
}

/// A number with what it counts.
pub fn tile(value: impl Render, label: impl Render) -> Markup {
    html! { div.tile { p { (label) } p.number { (value) } } }
}

/// One row of a table: what it is about, and its cells.
pub type Row = (String, Vec<Markup>);

/// A table that scrolls by itself where it is wider than the page. The first of its heads names the rows.
pub fn table<'a>(
    heads: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Row>,
) -> Markup {
    with_total(heads, rows, None)
}

/// A table with a last row that adds up the others.
pub fn with_total<'a>(
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

/// A cell.
pub fn cell(text: impl Render) -> Markup {
    html! { td { (text) } }
}

/// A cell of words.
pub fn worded(text: impl Render) -> Markup {
    html! { td.words { (text) } }
}

/// A cell whose ground is the darker the larger a part of the whole it tells.
pub fn tinted(text: impl Render, part: u64, whole: u64) -> Markup {
    html! { td class={ "tint-" (tint(part, whole)) } { (text) } }
}

/// How dark the ground of a share is: nothing, up to a tenth, a quarter, a half, more.
fn tint(part: u64, whole: u64) -> u8 {
    match part.saturating_mul(100).checked_div(whole).unwrap_or(0) {
        0 if part == 0 => 0,
        0..10 => 1,
        10..25 => 2,
        25..50 => 3,
        _ => 4,
    }
}
