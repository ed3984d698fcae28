//! Lets a reader go through the marks of a drawing: the one that has the focus, or is pointed at, says its sentence, and
//! the arrow keys lead to the next. An area of a map is marked in the enlarged part as well.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use crate::{answers::closest, document::query};

/// What the arrow keys reach.
const MARKS: &str = "[data-point]";
/// The areas of a map that the keyboard reaches.
const AREAS: &str = ".map a";

/// Follows the marks of all drawings, now and later.
pub fn follow_marks() {
    window_event_listener(ev::focusin, |event| {
        say(mark_of(event.target()));
        mark_twin(closest(event.target(), AREAS));
        // The reason why something cannot be chosen is shown again.
        if let Some(switch) = closest(event.target(), ".shapes") {
            let _ = switch.class_list().remove_1("closed");
        }
    });
    window_event_listener(ev::focusout, |_| {
        say(None);
        mark_twin(None);
    });
    window_event_listener(ev::pointerover, |event| say(mark_of(event.target())));
    window_event_listener(ev::keydown, |event| match event.key().as_str() {
        "Escape" => {
            say(None);
            // It closes without a change of focus.
            if let Some(switch) = closest(event.target(), ".shapes") {
                let _ = switch.class_list().add_1("closed");
            }
        }
        key => {
            if let Some((mark, next)) = next_mark(event.target(), key) {
                event.prevent_default();
                // The tab stop goes along, so that Tab leads out of the drawing in both directions.
                let _ = mark.set_attribute("tabindex", "-1");
                let _ = next.set_attribute("tabindex", "0");
                let _ = next.unchecked_ref::<HtmlElement>().focus();
            }
        }
    });
}

/// Shows the sentence of a mark below its drawing, and no other.
fn say(mark: Option<Element>) {
    for said in query(".said.shown") {
        let _ = said.class_list().remove_1("shown");
        said.set_text_content(None);
    }
    let Some(mark) = mark else { return };
    let drawing = mark.closest(".drawing").ok().flatten();
    let room = drawing.and_then(|drawing| drawing.next_element_sibling());
    if let Some(said) = room.filter(|next| next.class_list().contains("said")) {
        said.set_text_content(mark.get_attribute("aria-label").as_deref());
        let _ = said.class_list().add_1("shown");
    }
}

/// Marks the same area in the enlarged part of its map, and no other.
fn mark_twin(area: Option<Element>) {
    for seen in query(".map .seen") {
        let _ = seen.class_list().remove_1("seen");
    }
    let Some(area) = area else { return };
    let label = area.get_attribute("aria-label");
    for twin in query(".map a") {
        if twin.get_attribute("aria-label") == label {
            let _ = twin.class_list().add_1("seen");
        }
    }
}

/// Finds the mark that an event is about.
fn mark_of(target: Option<EventTarget>) -> Option<Element> {
    closest(target, MARKS)
}

/// Finds the mark that has the focus, and the one to which a key leads from it.
fn next_mark(target: Option<EventTarget>, key: &str) -> Option<(Element, Element)> {
    let current = mark_of(target)?;
    let drawing = current.closest(".drawing").ok()??;
    let marks = drawing.query_selector_all(MARKS).ok()?;
    let mark = |at: u32| marks.get(at)?.dyn_into::<Element>().ok();
    let place: u32 = (0..marks.length()).find(|at| mark(*at).as_ref() == Some(&current))?;
    let last = marks.length().saturating_sub(1);
    let next = mark(match key {
        "ArrowRight" | "ArrowDown" => (place + 1).min(last),
        "ArrowLeft" | "ArrowUp" => place.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return None,
    })?;
    Some((current, next))
}
