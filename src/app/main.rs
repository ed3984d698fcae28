//! Shows the view that `dashboard` computes in the browser, and follows its links.
//!
//! It decides nothing: every word, number and address on the page comes from the view, as `markup` writes it. It must not
//! know records or thresholds.

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

use crate::{address::Address, engine::Engine, page::Page, store::Store};

mod address;
mod answers;
mod chart;
mod charts;
mod document;
mod engine;
mod fetch;
mod focus;
mod marks;
mod outlines;
mod page;
mod pause;
mod store;
mod target;

fn main() {
    console_error_panic_hook::set_once();
}

/// Takes the page over: `boot.js` calls it when the browser has time for it.
#[wasm_bindgen]
pub fn start() {
    let Some(place) = document().get_element_by_id("message") else {
        return;
    };
    mount_to(place.unchecked_into(), || {
        let address = Address::follow();
        let store = Store::open(address);
        view! { <Page address store engine=Engine::open() /> }
    })
    .forget();
}
