//! Draws the quick exit: it opens an inconspicuous page and clears this one from the screen.
//!
//! GOV.UK's pattern "Exit this page", the component alone. The page is blanked before the browser has the next one,
//! and the next one replaces this one in the history. Pages visited before stay in it.

use dashboard::view::View;
use leptos::{ev, prelude::*};

/// Draws the exit: a link, so that it works before any script runs.
pub fn exit(page: Memo<View>) -> impl IntoView {
    window_event_listener(ev::pageshow, |_| blank("false"));
    let leave = move |event: ev::MouseEvent| {
        event.prevent_default();
        blank("true");
        document().set_title("");
        // If the browser refuses, the page is blank nevertheless.
        let _ = page.with_untracked(|page| window().location().replace(&page.frame.exit.href));
    };
    view! {
        <a class="exit" href=move || page.with(|page| page.frame.exit.href.clone()) rel="nofollow noreferrer" on:click=leave>
            {move || page.with(|page| page.frame.exit.label.clone())}
        </a>
    }
}

/// Sets the attribute by which the style sheet hides everything.
fn blank(blank: &str) {
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute("data-blank", blank);
    }
}
