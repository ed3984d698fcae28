//! The quick exit: leaves for a page about the weather, and leaves nothing of this one on the screen.
//!
//! GOV.UK's pattern "Exit this page", the component alone. The page is blanked before the browser has the next one,
//! and the next one takes this one's place in the history. What was visited before cannot be taken out of it.

use leptos::{ev, prelude::*};

/// Costa Rica's weather service: nobody asks why it is open.
const ELSEWHERE: &str = "https://www.imn.ac.cr/";

/// The exit, a link that also works before any script does.
pub fn exit(label: Memo<String>) -> impl IntoView {
    window_event_listener(ev::pageshow, |_| blank("false"));
    view! {
        <a class="exit" href=ELSEWHERE rel="nofollow noreferrer" on:click=leave>
            {label}
        </a>
    }
}

fn leave(event: ev::MouseEvent) {
    event.prevent_default();
    blank("true");
    document().set_title("");
    // If the browser refuses, the page is blank all the same.
    let _ = window().location().replace(ELSEWHERE);
}

/// The style sheet hides everything while the document says so.
fn blank(blank: &str) {
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute("data-blank", blank);
    }
}
