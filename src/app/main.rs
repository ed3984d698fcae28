//! The skin: draws `dashboard`'s view in the browser and follows its links. It decides nothing; every word, number
//! and address on the page comes out of the view. It must not know records or thresholds.

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;

use crate::{address::Address, chart::Engine, library::Library, page::Page};

mod address;
mod chart;
mod controls;
mod exit;
mod fetch;
mod figure;
mod flow;
mod footer;
mod front;
mod grid;
mod header;
mod library;
mod list;
mod map;
mod medium;
mod page;
mod slice;

fn main() {
    console_error_panic_hook::set_once();
    let Some(place) = document().get_element_by_id("page") else {
        return;
    };
    mount_to(place.unchecked_into(), || {
        let address = Address::follow();
        let library = Library::open(address);
        view! { <Page address library engine=Engine::new() /> }
    })
    .forget();
}
