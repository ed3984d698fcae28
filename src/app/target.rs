//! Follows what charts are drawn for: a light or dark screen, as the reader's system prefers, or paper.

use dashboard::echarts::Theme;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

/// What charts are drawn for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A screen, in one of the themes.
    Screen(Theme),
    /// Paper: light, and of its own width.
    Paper,
}

/// Follows the system's colour preference as a signal. It tells of paper only that nothing is drawn meanwhile: browsers
/// take what is printed before a signal is followed ([`on_print`]).
pub fn follow_target() -> ReadSignal<Target> {
    let (target, set_target) = signal(screen());
    window_event_listener(ev::beforeprint, move |_| set_target.set(Target::Paper));
    window_event_listener(ev::afterprint, move |_| set_target.set(screen()));
    if let Some(dark) = dark() {
        // Printing changes the preference as well; what is printed stays light until it is over.
        let changed = Closure::<dyn Fn()>::new(move || match target.get_untracked() {
            Target::Screen(_) => set_target.set(screen()),
            Target::Paper => {}
        });
        // The listener lives as long as the page, so the closure is never freed.
        let _ = dark
            .add_event_listener_with_callback("change", changed.into_js_value().unchecked_ref());
    }
    target
}

/// Draws for paper at once when printing begins, as long as the part of the page that asks for it stands.
pub fn on_print(draw: impl Fn() + 'static) {
    let listener = window_event_listener(ev::beforeprint, move |_| draw());
    on_cleanup(move || listener.remove());
}

fn screen() -> Target {
    Target::Screen(if dark().is_some_and(|dark| dark.matches()) {
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
