//! Writes the bar of questions above the figures.
//!
//! Every answer is a native control or a link that carries the view that it leads to. `panel.js` opens and closes the panels.

use dashboard::view::{About, Bar, Count, View};
use maud::{Markup, html};

use crate::{
    panel::{clear, copy, number, panel},
    surroundings::Surroundings,
};

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
