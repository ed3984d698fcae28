//! Draws the quick exit: it opens a page about the weather and clears this one from the screen.
//!
//! GOV.UK's pattern "Exit this page", the component alone. The page is blanked before the browser has the next one,
//! and the next one replaces this one in the history. Pages visited before stay in it.

use leptos::{ev, prelude::*};

/// Costa Rica's weather service, a page that draws no attention.
const EXIT_PAGE: &str = "https://www.imn.ac.cr/";

/// Draws the exit: a link, so that it works before any script runs.
pub fn exit(label: Memo<String>) -> impl IntoView {
    window_event_listener(ev::pageshow, |_| blank("false"));
    view! {
        <a class="exit" href=EXIT_PAGE rel="nofollow noreferrer" on:click=leave>
            {label}
        </a>
    }
}

fn leave(event: ev::MouseEvent) {
    event.prevent_default();
    blank("true");
    document().set_title("");
    // If the browser refuses, the page is blank nevertheless.
    let _ = window().location().replace(EXIT_PAGE);
}

/// Sets the attribute by which the style sheet hides everything.
fn blank(blank: &str) {
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute("data-blank", blank);
    }
}
