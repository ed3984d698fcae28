//! Lets the browser answer its reader between two pieces of work.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Defined in `boot.js`.
    #[wasm_bindgen(js_name = pause)]
    fn promise() -> js_sys::Promise;
}

/// Goes on after the next frame.
pub async fn next_frame() {
    let frame = js_sys::Promise::new(&mut |done, _| {
        // Without a window there are no frames to wait for.
        let _ = leptos::prelude::window().request_animation_frame(&done);
    });
    let _ = JsFuture::from(frame).await;
    pause().await;
}

/// Goes on once the browser has done what is waiting.
pub async fn pause() {
    // It is never refused.
    let _ = JsFuture::from(promise()).await;
}
