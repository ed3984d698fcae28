//! What both reports are put together from: phrases in both languages, cards, tiles.

use cube::Lang;
use maud::{Markup, Render, html};

/// A fixed phrase: in Spanish, in English.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase(pub &'static str, pub &'static str);

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
pub(super) fn card(heading: &str, lede: &str, content: impl Render) -> Markup {
    html! {
        section.card {
            h2 { (heading) }
            @if !lede.is_empty() { p.lede { (lede) } }
            (content)
        }
    }
}

/// A number with what it counts.
pub(super) fn tile(value: impl Render, label: impl Render) -> Markup {
    html! { div.tile { p { (label) } p.number { (value) } } }
}
