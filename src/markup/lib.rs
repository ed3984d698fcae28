//! Draws the view that `dashboard` computes, as elements of the browser or as HTML text.
//!
//! It decides nothing: every word, number and address comes from the view. It chooses no feature of Leptos: `app` draws
//! into the browser's document and follows the reader, `site` writes text. What only a browser can do waits for one.

mod address;
mod chart;
mod controls;
mod derived;
mod drawing;
mod exit;
mod fetch;
mod figure;
mod files;
mod flow;
mod footer;
mod front;
mod grid;
mod header;
mod list;
mod map;
mod page;
mod rest;
mod target;
mod turns;

pub use address::{Address, Arrival, Location};
pub use chart::Engine;
pub use derived::derive;
pub use fetch::text as fetch_text;
pub use files::{Read, provide_files};
pub use list::list;
pub use page::page;
pub use turns::Turns;
