//! What charts are drawn for: a screen, light or dark as the reader's system says, or paper.

use dashboard::echarts::Theme;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

/// What charts are drawn for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A screen, in one of the themes.
    Screen(Theme),
    /// Paper: light, and of its own width.
    Paper,
}

/// What charts are drawn for now.
pub fn medium() -> ReadSignal<Medium> {
    let (medium, set_medium) = signal(screen());
    window_event_listener(ev::beforeprint, move |_| set_medium.set(Medium::Paper));
    window_event_listener(ev::afterprint, move |_| set_medium.set(screen()));
    if let Some(dark) = dark() {
        // Printing changes the theme too, and is not over then.
        let changed = Closure::<dyn Fn()>::new(move || match medium.get_untracked() {
            Medium::Screen(_) => set_medium.set(screen()),
            Medium::Paper => {}
        });
        // The page listens for as long as it lives, so the closure is never given back.
        let _ = dark
            .add_event_listener_with_callback("change", changed.into_js_value().unchecked_ref());
    }
    medium
}

fn screen() -> Medium {
    Medium::Screen(if dark().is_some_and(|dark| dark.matches()) {
        Theme::Dark
    } else {
        Theme::Light
    })
}

fn dark() -> Option<web_sys::MediaQueryList> {
    window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
}
