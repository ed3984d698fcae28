//! Moves scroll position and focus when the page changes.

use cube::Lang;
use dashboard::view::View;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::address::Arrival;

/// The page that was shown last, and the address of its view.
#[derive(Default)]
pub struct Focus(Option<(Shown, String)>);

impl Focus {
    /// Moves focus and scroll position to what a view shows, in the same step in which it was drawn.
    ///
    /// On another page the heading gets the focus, and after a link the page is scrolled to its top; after Back the
    /// browser restores the scroll position. Later, a reader may have turned to something on the new page already.
    /// Within a section nothing moves, but the clicked element stays in sight; if it is gone, the sentence that describes
    /// the selection gets the focus. Nothing moves when the same view is drawn again, as with the outlines of a map.
    pub fn follow(&mut self, view: &View, arrival: Arrival) {
        let now = (Shown::of(view), view.address.clone());
        let Some(before) = self.0.replace(now) else {
            return;
        };
        match &self.0 {
            Some(now) if before == *now => {}
            Some((shown, _)) if before.0 == *shown => stay(arrival),
            _ => {
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

/// Which page is shown; the address of one page can have several paths.
#[derive(PartialEq)]
struct Shown {
    lang: Lang,
    heading: String,
    is_of_one_figure: bool,
}

impl Shown {
    fn of(view: &View) -> Shown {
        Shown {
            lang: view.lang,
            heading: view.heading.clone(),
            is_of_one_figure: view.whole.is_some(),
        }
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
