//! Adds to a printed page what only the moment knows: its full address and the date, by which a reader finds it again.

use cube::Lang;
use dashboard::State;
use leptos::{ev, prelude::*};

use crate::document::query;

/// Completes the page whenever it is printed.
pub fn follow_print(state: Memo<State>) {
    window_event_listener(ev::beforeprint, move |_| {
        let lang = state.with_untracked(|state| state.view.as_ref().map(|view| view.lang));
        for printed in query(".printed") {
            let address = printed.get_attribute("data-address").unwrap_or_default();
            let text = [&address, " · ", &today(lang.unwrap_or_default())].concat();
            printed.set_text_content(Some(&text));
        }
    });
}

/// Writes today's date as the page's language does.
fn today(lang: Lang) -> String {
    let date = js_sys::Date::new_0();
    let (day, month, year) = (date.get_date(), date.get_month() + 1, date.get_full_year());
    // The browser's own words for it take as long to load as all figures to calculate.
    match lang {
        Lang::Es => format!("{day}/{month}/{year}"),
        Lang::En => format!("{day:02}/{month:02}/{year}"),
    }
}
