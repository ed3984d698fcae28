//! Changes the document: the parts of the page that differ from what stands there, its title and its language.

use dashboard::view::View;
use leptos::prelude::document;
use markup::Setting;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Changes an element and what is in it into what the text describes; what stays the same keeps its focus, its scroll
    /// position and what is open. Defined in `boot.js`.
    fn patch(element: &Element, html: &str);
}

/// The parts of the page as they were drawn last.
#[derive(Default)]
pub struct Drawn(Vec<String>);

impl Drawn {
    /// Draws the parts of a page, each an element with an id, where they differ from what was drawn.
    pub fn draw(&mut self, parts: [(&'static str, String); 4]) {
        let Some(page) = document().get_element_by_id("page") else {
            return;
        };
        let mut before = std::mem::take(&mut self.0);
        if document().get_element_by_id("main").is_none() {
            page.set_inner_html("");
            before.clear();
        }
        for (at, (id, html)) in parts.into_iter().enumerate() {
            if before.get(at) != Some(&html) {
                match document().get_element_by_id(id) {
                    Some(part) => patch(&part, &html),
                    // A browser refuses this only where the element has no parent.
                    None => drop(page.insert_adjacent_html("beforeend", &html)),
                }
            }
            self.0.push(html);
        }
    }
}

/// Sets the document's title and language.
pub fn name(view: &View) {
    document().set_title(&view.document_title);
    set("lang", view.lang.tag());
}

/// Shows what was hidden until the page had the numbers that its link asks for.
pub fn show() {
    if let Some(page) = document().document_element() {
        let _ = page.remove_attribute("data-asked");
    }
    set("data-ready", "");
}

/// Tells screen readers whether more of the page is being fetched.
pub fn set_busy(is_busy: bool) {
    if let Some(main) = document().get_element_by_id("main") {
        let _ = main.set_attribute("aria-busy", if is_busy { "true" } else { "false" });
    }
}

/// Whether the link asks for other numbers than those of the written page.
pub fn is_asked() -> bool {
    has("data-asked")
}

/// Returns whose page this is: an embed says so.
pub fn setting() -> Setting {
    if has("data-embed") {
        Setting::Frame
    } else {
        Setting::Site
    }
}

fn has(attribute: &str) -> bool {
    document()
        .document_element()
        .is_some_and(|page| page.has_attribute(attribute))
}

fn set(attribute: &str, value: &str) {
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute(attribute, value);
    }
}

/// Lists the elements that a selector names.
pub fn query(selector: &str) -> Vec<Element> {
    let mut found = Vec::new();
    if let Ok(nodes) = document().query_selector_all(selector) {
        for at in 0..nodes.length() {
            found.extend(nodes.get(at).and_then(|node| node.dyn_into().ok()));
        }
    }
    found
}
