//! Moves scroll position and focus when the page changes.

use cube::Lang;
use dashboard::{State, view::View};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::address::{Address, Arrival};

/// Moves focus and scroll position after a change of address.
///
/// On another page the heading gets the focus, and after a link the page is scrolled to its top; after Back the
/// browser restores the scroll position. Within a section nothing moves, but the clicked element stays in sight; if it
/// is gone, the sentence that describes the selection gets the focus.
pub fn move_focus(address: Address, state: Memo<State>) {
    Effect::new(move |before: Option<Option<Shown>>| {
        let (location, before) = (address.location(), before.flatten());
        if state.with(|state| state.busy) {
            return before;
        }
        let shown = state.with(|state| state.view.as_deref().map(Shown::of));
        if let Some(before) = before {
            let moved = shown.as_ref() != Some(&before);
            request_animation_frame(move || {
                let is_link = location.arrival == Arrival::Link;
                let focused = document().active_element();
                if moved {
                    if is_link {
                        window().scroll_to_with_x_and_y(0.0, 0.0);
                    }
                    focus("heading");
                } else if focused == document().body().map(Into::into) {
                    focus("summary");
                } else if let Some(clicked) = focused.filter(|_| is_link) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    clicked.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
        shown
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
