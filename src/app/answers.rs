//! Follows the answers of the panel: each carries the view that it leads to.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, Node};

use crate::address::{Address, Arrival};

/// Visits the view of an answer when it is chosen.
///
/// Arrow keys choose at once, so all that is chosen while a question has the focus is one step back, but for ticks.
pub fn follow_answers(address: Address) {
    // The question of which something was chosen since it has the focus.
    let last = StoredValue::new(None::<String>);
    window_event_listener(ev::change, move |event| {
        let Some(answer) = closest(event.target(), "#panel input, #panel select") else {
            return;
        };
        let href = event_target_value(&event);
        let question = question_of(&answer).map(|question| question.id());
        let is_again = question.is_some() && last.get_value() == question;
        // Who has gone back meanwhile is at another step, which stays.
        let is_next = address.location_untracked().arrival == Arrival::Link;
        let is_tick = answer.get_attribute("type").as_deref() == Some("checkbox");
        if is_again && is_next && !is_tick {
            address.correct(&href);
        } else {
            address.visit(&href);
        }
        last.set_value(question);
    });
    window_event_listener(ev::focusout, move |event| {
        let Some(question) = closest(event.target(), "#panel fieldset") else {
            return;
        };
        let to: Option<Node> = event.related_target().and_then(|to| to.dyn_into().ok());
        if !question.contains(to.as_ref()) {
            last.set_value(None);
        }
    });
}

fn question_of(answer: &Element) -> Option<Element> {
    answer.closest("fieldset").ok()?
}

/// Finds the nearest element around the target of an event that a selector names.
pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}
