//! Lets the browser answer its reader between two pieces of work.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Goes on once the browser has done what is waiting. Defined in `boot.js`.
    pub async fn pause();
}
