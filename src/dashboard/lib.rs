//! The dashboard without a browser: query, URL, view, charts as charming values, words.
//!
//! [`Request::parse`] reads an address, [`tables_for`] says which published tables it takes to answer it, and
//! [`view`] is the page as values. This crate must not know leptos, web-sys, the network or the clock: everything in
//! it is a function from values to values.

pub mod chart;
pub mod view;
