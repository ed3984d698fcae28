//! Makes the dashboard's pages as plain values, from a release and an address, without a browser.
//!
//! [`Request::parse`] reads an address, [`tables_for`] names the published tables that answer it, and [`view()`] makes
//! the page. This crate must not know leptos, web-sys, the network or the clock: everything in it is a function from
//! values to values.
//!
//! The folders from the lowest to the highest; each may know only those in its last column, and `cube`:
//!
//! | folder | does | knows |
//! |---|---|---|
//! | `view` | describes the page as plain values | – |
//! | `query` | represents the query of a page, and the keys of its address | – |
//! | `counts` | adds up published cells, compares years, divides by inhabitants | – |
//! | `words` | writes every text in each language | `view`, `query`, `counts` |
//! | `context` | gathers a release and a query, and labels their filters | `query`, `words` |
//! | `plan` | decides which figures there are and which table answers each | `view`, `query`, `counts`, `words`, `context` |
//! | `link` | parses and writes addresses | `view`, `query`, `context`, `plan` |
//! | `numbers` | fills figures with published numbers | `view`, `query`, `counts`, `words`, `context`, `plan`, `link` |
//! | `controls` | makes the bar of questions, and switches | `view`, `query`, `counts`, `words`, `context`, `plan`, `link`, `numbers` |
//! | `echarts` | turns charts into options for ECharts | `view` |
//! | `drawing` | writes drawings as HTML and SVG | `view` |
//! | `figures` | draws charts, maps, flows, tables and files, and writes their notes | all above but `drawing` |
//! | `page` | puts the page together | all above but `numbers`, `echarts` and `drawing` |
//! | `received` | keeps the files that were fetched, and checks that they belong together | `view`, `query`, `words`, `plan`, `link`, `page` |

mod context;
mod controls;
mod counts;
mod drawing;
pub mod echarts;
mod figures;
mod link;
mod numbers;
mod page;
mod plan;
mod query;
mod received;
#[cfg(test)]
mod testing;
pub mod view;
#[cfg(test)]
mod whole;
mod words;

pub use drawing::{PATTERNS, draw, draw_bar, draw_circles, draw_dot, draw_dots};
pub use figures::{
    draw_flow,
    sheet::{Cell, Column, Sheet, SheetRow, Value},
};
pub use link::{Request, embed, href, pages, release_named};
pub use page::{Failure, Message, failure, pictured, sheets, view};
pub use plan::tables_for;
pub use query::{Notice, Page, Query, Years};
pub use received::{Place, Received, SectionFiles, State};
