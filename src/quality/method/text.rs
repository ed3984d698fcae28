//! Draws cards of paragraphs and of points.

use cube::{Lang, Text};
use maud::{Markup, html};

use crate::parts::{Phrase, card};

/// A card of paragraphs.
pub(super) fn paragraphs(heading: Phrase, lang: Lang, paragraphs: &[Text]) -> Markup {
    card(
        heading.get(lang),
        "",
        html! { @for text in paragraphs { p { (text.get(lang)) } } },
    )
}

/// A card of points.
pub(super) fn points(heading: Phrase, lang: Lang, points: &[Phrase]) -> Markup {
    card(
        heading.get(lang),
        "",
        html! { ul.list { @for point in points { li { (point.get(lang)) } } } },
    )
}
