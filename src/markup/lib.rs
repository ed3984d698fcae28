//! Writes the page that a view describes as HTML text.
//!
//! It decides nothing: every word, number and address comes from the view, and the same view gives the same text natively
//! (`site`) and in the browser (`app`). It must not know a browser, the network or the clock: what only these can add has an
//! empty place in the text, which `app` fills.

mod controls;
mod embed;
mod figure;
mod flow;
mod footer;
mod front;
mod grid;
mod header;
mod map;
mod page;
mod panel;
mod rest;
mod surroundings;

pub use page::{page, parts};
pub use surroundings::{Setting, Surroundings};
