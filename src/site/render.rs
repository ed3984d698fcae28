//! Renders a view as HTML text.

use std::sync::Arc;

use dashboard::view::View;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use markup::{Address, Engine, Read, provide_files};

/// Renders the whole page of a view; `root` leads from it to the root of the site: `./`, `../`. Outlines of maps are read
/// by `read`.
pub fn render(view: &View, root: &str, read: Read) -> String {
    // Tells the markup that there is no browser.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let html = owner.with(|| {
        provide_files(read);
        let view = view.clone();
        let page = Memo::new(move |_| view.clone());
        let busy = Memo::new(|_| "false".to_owned());
        markup::page(page, busy, (), Address::at(root), Engine::open()).to_html()
    });
    owner.cleanup();
    // Leptos marks where its program would take over; ours draws anew.
    html.replace("<!>", "")
}
