//! The dashboard without a browser: query, URL, view, charts as charming values, words.
//!
//! [`Request::parse`] reads an address, [`tables_for`] says which published tables it takes to answer it, and
//! [`view()`] is the page as values. This crate must not know leptos, web-sys, the network or the clock: everything in
//! it is a function from values to values.

mod context;
mod controls;
mod counts;
mod csv;
mod draw;
pub mod echarts;
mod failure;
mod figure;
mod finding;
mod flow;
mod front;
mod headline;
mod heat;
mod indicator;
mod link;
mod map;
mod numbers;
mod page;
mod part;
mod plan;
#[cfg(test)]
mod print;
mod query;
mod remark;
#[cfg(test)]
mod sample;
mod stack;
mod tone;
pub mod view;
#[cfg(test)]
mod whole;
mod words;

pub use failure::{Failure, Message, failure};
pub use flow::svg as draw_flow;
pub use link::Request;
pub use page::view;
pub use plan::tables_for;
pub use query::{Notice, Page, Query, Years};
