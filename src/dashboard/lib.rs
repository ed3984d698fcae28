//! Decides the dashboard without a browser: reads an address, and answers it with the page as values.
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
//! | `query` | holds what a page asks, and the keys of its address | – |
//! | `counts` | adds up published cells, compares years, divides by inhabitants | – |
//! | `words` | holds every text in both languages | `query`, `counts` |
//! | `context` | gathers a release, a query and their words | `query`, `words` |
//! | `plan` | decides which figures there are and which table answers each | `view`, `query`, `counts`, `words`, `context` |
//! | `link` | reads and writes addresses | `view`, `query`, `context`, `plan` |
//! | `numbers` | fills figures with published numbers | `view`, `query`, `counts`, `words`, `context`, `plan`, `link` |
//! | `controls` | makes selects, groups and switches | `view`, `query`, `words`, `context`, `plan`, `link`, `numbers` |
//! | `echarts` | turns charts into options for ECharts | `view` |
//! | `figures` | draws charts, maps, flows, tables and files, and says what they show | all above |
//! | `page` | puts the page together | all above but `numbers` and `echarts` |

mod context;
mod controls;
mod counts;
pub mod echarts;
mod figures;
mod link;
mod numbers;
mod page;
mod plan;
mod query;
#[cfg(test)]
mod testing;
pub mod view;
#[cfg(test)]
mod whole;
mod words;

pub use figures::draw_flow;
pub use link::Request;
pub use page::{Failure, Message, failure, view};
pub use plan::tables_for;
pub use query::{Notice, Page, Query, Years};
