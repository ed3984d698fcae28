//! Fetches a file of the site as text, with a time limit and a named cause for each failure.

use std::time::Duration;

use dashboard::Failure;
use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestInit, Response};

/// How long to wait for a file.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Fetches the text at an address, with this use of what the browser has kept.
pub async fn text(url: &str, cache: RequestCache) -> Result<String, Failure> {
    let controller = AbortController::new().map_err(|_| Failure::Unreachable)?;
    let signal = controller.signal();
    let timer = set_timeout_with_handle(move || controller.abort(), TIME_LIMIT);
    let init = RequestInit::new();
    init.set_cache(cache);
    init.set_signal(Some(&signal));
    let text = request(url, &init).await.map_err(|failure| {
        if signal.aborted() {
            Failure::Silent
        } else {
            failure
        }
    });
    if let Ok(timer) = timer {
        timer.clear();
    }
    text
}

async fn request(url: &str, init: &RequestInit) -> Result<String, Failure> {
    let answer = JsFuture::from(window().fetch_with_str_and_init(url, init)).await;
    let answer: Response = answer.map_err(|_| Failure::Unreachable)?.unchecked_into();
    if !answer.ok() {
        return Err(Failure::Missing);
    }
    let cut_short = |_: JsValue| Failure::Unreadable;
    let text = JsFuture::from(answer.text().map_err(cut_short)?)
        .await
        .map_err(cut_short)?;
    text.as_string().ok_or(Failure::Unreadable)
}
