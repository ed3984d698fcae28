//! Moves scroll position and focus when the page changes.

use cube::Lang;
use dashboard::view::View;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::address::Arrival;

/// What was shown last.
#[derive(Default)]
pub struct Focus(Option<Shown>);

impl Focus {
    /// Moves focus and scroll position to what a view shows, in the same step in which it was drawn.
    ///
    /// On another page the heading gets the focus, and after a link the page is scrolled to its top; after Back the
    /// browser restores the scroll position. Later, a reader may have turned to something on the new page already.
    /// Within a section nothing moves, but the clicked element stays in sight; if it is gone, the sentence that describes
    /// the selection gets the focus. Nothing moves when the same view is drawn again, as with the outlines of a map.
    pub fn follow(&mut self, view: &View, arrival: Arrival) {
        match self.0.replace(Shown::of(view)) {
            None => {}
            Some(before) if before.address == view.address => {}
            Some(before) if before.is_on_page_of(view) => stay(arrival),
            Some(_) => {
                if arrival == Arrival::Link {
                    window().scroll_to_with_x_and_y(0.0, 0.0);
                }
                focus("heading");
            }
        }
    }
}

/// Keeps the clicked element in sight, once the charts around it have their heights.
fn stay(arrival: Arrival) {
    request_animation_frame(move || {
        let focused = document().active_element();
        if focused == document().body().map(Into::into) {
            focus("summary");
        } else if let Some(clicked) = focused.filter(|_| arrival == Arrival::Link) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            clicked.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// A view, and the page that it is of: the address of one page can have several paths.
struct Shown {
    lang: Lang,
    heading: String,
    is_of_one_figure: bool,
    address: String,
}

impl Shown {
    fn of(view: &View) -> Shown {
        Shown {
            lang: view.lang,
            heading: view.heading.clone(),
            is_of_one_figure: view.whole.is_some(),
            address: view.address.clone(),
        }
    }

    fn is_on_page_of(&self, view: &View) -> bool {
        self.lang == view.lang
            && self.heading == view.heading
            && self.is_of_one_figure == view.whole.is_some()
    }
}

/// Moves the focus to an element without scrolling to it.
fn focus(id: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element
            .unchecked_into::<HtmlElement>()
            .focus_with_options(&options);
    }
}
