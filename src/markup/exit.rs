//! Draws the quick exit: it opens an inconspicuous page and clears this one from the screen.
//!
//! GOV.UK's pattern "Exit this page", the component alone. It is a link; `first.js`, which runs before anything else on
//! every page, blanks the page before the browser has the next one, which replaces this one in the history. Pages visited
//! before stay in it.

use dashboard::view::View;
use leptos::prelude::*;

/// Draws the exit.
pub fn exit(page: Memo<View>) -> impl IntoView {
    view! {
        <a class="exit" href=move || page.with(|page| page.frame.exit.href.clone()) rel="nofollow noreferrer">
            {move || page.with(|page| page.frame.exit.label.clone())}
        </a>
    }
}
