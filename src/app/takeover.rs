//! Takes over from the written page: the drawn one has its focus and its opened details, nothing moves, and what was
//! clicked meanwhile happens.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use crate::pause::next_frame;

/// What can have the focus.
const FOCUSABLE: &str = "a, button, summary, input, select, [tabindex]";
/// What was clicked last before there was a program, as boot.js marks it.
const CLICKED: &str = "[data-clicked]";

/// Hides the drawn page as long as the written one stands, or shows it.
pub fn hide(hidden: bool) {
    if let Some(drawn) = document().get_element_by_id("page") {
        drawn.unchecked_into::<HtmlElement>().set_hidden(hidden);
    }
}

/// Shows the drawn page in place of the written one. What is out of sight is laid out afterwards, figure by figure: each is
/// as high as the written one until then.
pub async fn take_over() {
    let (Some(written), Some(drawn)) = (
        document().get_element_by_id("shell"),
        document().get_element_by_id("page"),
    ) else {
        hide(false);
        return;
    };
    let later = keep_heights(&written, &drawn);
    replace(&written, &drawn);
    for figure in later {
        next_frame().await;
        for property in ["content-visibility", "height"] {
            let _ = figure.style().remove_property(property);
        }
    }
}

/// Keeps the browser from laying out what cannot be seen: each figure stands for as much room as it had. Browsers that
/// cannot do so lay out everything at once.
fn keep_heights(written: &Element, drawn: &Element) -> Vec<HtmlElement> {
    let [before, after] = [written, drawn].map(|page| all(page, ".figures figure"));
    let mut figures = Vec::new();
    for (before, after) in before.iter().zip(after) {
        if before.id() == after.id() {
            // JavaScript writes the number: here that would add code to the page.
            let height = js_sys::Number::from(before.get_bounding_client_rect().height());
            let height = height
                .to_string_with_radix(10)
                .map(String::from)
                .unwrap_or_default();
            let figure: HtmlElement = after.unchecked_into();
            let style = figure.style();
            let _ = style.set_property("content-visibility", "auto");
            let _ = style.set_property("height", &format!("{height}px"));
            figures.push(figure);
        }
    }
    figures
}

fn replace(written: &Element, drawn: &Element) {
    let [before, after] = [written, drawn].map(|page| all(page, "details"));
    for (before, after) in before.iter().zip(&after) {
        if before.has_attribute("open") {
            let _ = after.set_attribute("open", "");
        }
    }
    let focused = document()
        .active_element()
        .filter(|focused| written.contains(Some(focused)));
    let clicked = written.query_selector(CLICKED).ok().flatten();
    let twin = |one: Option<Element>| {
        let twin = find_twin(&one?, drawn)?;
        twin.dyn_into::<HtmlElement>().ok()
    };
    let (focused, clicked) = (twin(focused), twin(clicked));
    hide(false);
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

/// Lists the elements of the document that a selector names.
pub fn query(selector: &str) -> Vec<Element> {
    let page = document().document_element();
    page.map_or_else(Vec::new, |page| all(&page, selector))
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
