//! Writes the bar of questions above the figures.
//!
//! Every answer is a native control or a link that carries the view that it leads to. `panel.js` opens and closes the panels.

use dashboard::view::{About, Bar, Count, Link, Number, View};
use maud::{Markup, html};

use crate::{panel::panel, surroundings::Surroundings};

/// Writes the bar of questions, if the page has one.
pub fn bar(view: &View, around: &Surroundings) -> Markup {
    let nothing = Bar::default();
    let bar = view.bar.as_ref().unwrap_or(&nothing);
    let is_plain = bar.questions.is_empty();
    html! {
        section.bar.plain[is_plain] aria-label=(view.frame.filters) hidden[view.bar.is_none()] {
            div.wrap {
                p.counts.sides[bar.compares] {
                    @for count in &bar.counts { (self::count(count)) }
                }
                div.questions {
                    (buttons(bar, About::Whom))
                    (clear(bar.clear.as_ref(), around))
                }
                div.questions.how {
                    (buttons(bar, About::How))
                    (copy(view, around))
                }
                p.brief { (bar.brief) }
                button.main type="button" id="open-all" hidden[is_plain] aria-controls="panel" aria-expanded="false" {
                    (view.frame.ask)
                }
            }
            (panel(view, bar, around))
        }
    }
}

fn count(count: &Count) -> Markup {
    html! { span { b { (number(&count.number)) } " " (count.counted) } }
}

/// Writes a number with the meaning of its mark.
pub fn number(number: &Number) -> Markup {
    html! {
        (number.text)
        @if let Some(meaning) = &number.meaning {
            span.spoken { " (" (meaning) ")" }
        }
    }
}

/// Writes the link that takes all filters away.
pub fn clear(clear: Option<&Link>, around: &Surroundings) -> Markup {
    html! {
        @if let Some(clear) = clear {
            a.clear href=(around.url(&clear.href)) { (clear.label) }
        }
    }
}

fn buttons(bar: &Bar, about: About) -> Markup {
    html! {
        @for question in &bar.questions {
            @if let Some(button) = question.button.as_ref().filter(|_| question.about == about) {
                button.question.set[button.set] type="button" id={ "open-" (question.id) } aria-controls="panel"
                    aria-label=(button.spoken) aria-expanded="false" {
                    span { (button.label) }
                }
            }
        }
    }
}

/// Writes the button that copies the page's address. Not the window's: whoever gets the link need not know by which one
/// this page was reached.
pub fn copy(view: &View, around: &Surroundings) -> Markup {
    let (label, done) = &view.frame.copy;
    html! {
        button.copy type="button" data-copy=(around.url(&view.address)) data-done=(done) { (label) }
        span.copied role="status" {}
    }
}
