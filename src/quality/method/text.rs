//! Renders cards of paragraphs and of bullet points.

use cube::{Lang, Phrase, Text};
use maud::{Markup, html};

use crate::parts::card;

/// Renders a card of paragraphs.
pub(super) fn paragraphs(heading: Phrase, lang: Lang, paragraphs: &[Text]) -> Markup {
    card(
        heading.get(lang),
        "",
        html! { @for text in paragraphs { p { (text.get(lang)) } } },
    )
}

/// Renders a card of bullet points.
pub(super) fn points<'a>(
    heading: Phrase,
    lang: Lang,
    points: impl IntoIterator<Item = &'a str>,
) -> Markup {
    card(
        heading.get(lang),
        "",
        html! { ul.list { @for point in points { li { (point) } } } },
    )
}
