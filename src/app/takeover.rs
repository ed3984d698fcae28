//! Takes over from the written page: the drawn one has its focus and its opened details, nothing moves, and what was
//! clicked meanwhile happens.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// What can have the focus.
const FOCUSABLE: &str = "a, button, summary, input, select, [tabindex]";

/// What was clicked last before there was a program, as boot.js marks it.
const CLICKED: &str = "[data-clicked]";

/// Removes the written page, which the drawn one stands below.
pub fn take_over() {
    let Some(written) = document().get_element_by_id("shell") else {
        return;
    };
    let drawn = document().get_element_by_id("page");
    if let Some(drawn) = &drawn {
        let [before, after] = [&written, drawn].map(|page| all(page, "details"));
        for (before, after) in before.iter().zip(&after) {
            if before.has_attribute("open") {
                let _ = after.set_attribute("open", "");
            }
        }
    }
    let focused = document()
        .active_element()
        .filter(|focused| written.contains(Some(focused)));
    let clicked = written.query_selector(CLICKED).ok().flatten();
    let twin = |one: Option<Element>| {
        let twin = find_twin(&one?, drawn.as_ref()?)?;
        twin.dyn_into::<HtmlElement>().ok()
    };
    let (focused, clicked) = (twin(focused), twin(clicked));
    written.remove();
    if let Some(focused) = focused {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = focused.focus_with_options(&options);
    }
    // What the reader has clicked meanwhile happens now.
    if let Some(clicked) = clicked {
        clicked.click();
    }
    if let Some(page) = document().document_element() {
        let _ = page.remove_attribute("data-asked");
    }
}

/// Finds the element of the drawn page that says the same as one of the written page.
fn find_twin(one: &Element, drawn: &Element) -> Option<Element> {
    let is_twin = |other: &Element| {
        other.tag_name() == one.tag_name()
            && other.id() == one.id()
            && other.get_attribute("aria-label") == one.get_attribute("aria-label")
            && other.text_content() == one.text_content()
    };
    all(drawn, FOCUSABLE).into_iter().find(is_twin)
}

fn all(page: &Element, selector: &str) -> Vec<Element> {
    let mut found = Vec::new();
    if let Ok(nodes) = page.query_selector_all(selector) {
        for at in 0..nodes.length() {
            found.extend(nodes.get(at).and_then(|node| node.dyn_into().ok()));
        }
    }
    found
}
