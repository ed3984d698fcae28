//! Light or dark, as the reader's system says, and as it changes.

use dashboard::chart::Theme;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// The theme that charts are drawn in.
pub fn theme() -> ReadSignal<Theme> {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let read = |dark: bool| if dark { Theme::Dark } else { Theme::Light };
    let (theme, set_theme) = signal(read(query.as_ref().is_some_and(|query| query.matches())));
    if let Some(query) = query {
        let asked = query.clone();
        let changed = Closure::<dyn Fn()>::new(move || set_theme.set(read(asked.matches())));
        // The page listens for as long as it lives, so the closure is never given back.
        let _ = query.add_event_listener_with_callback("change", changed.into_js_value().unchecked_ref());
    }
    theme
}
