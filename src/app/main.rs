//! Draws the view that `dashboard` computes in the browser, and follows its links.
//!
//! It decides nothing: every word, number and address on the page comes from the view. It must not know records or
//! thresholds.

use leptos::{mount::mount_to, prelude::*};
use markup::{Address, Engine};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

use crate::{page::Page, store::Store};

mod page;
mod pause;
mod store;
mod takeover;

fn main() {
    console_error_panic_hook::set_once();
}

/// Draws the page: `boot.js` calls it when the browser has time for it.
#[wasm_bindgen]
pub fn start() {
    let Some(place) = document().get_element_by_id("page") else {
        return;
    };
    mount_to(place.unchecked_into(), || {
        let address = Address::follow();
        let store = Store::open(address);
        view! { <Page address store engine=Engine::open() /> }
    })
    .forget();
}
