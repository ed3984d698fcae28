//! Checks a release for its readers: are the files certified, and what do they disclose?
//!
//! It runs in the visitor's browser, on the very files that the dashboard loads, in a worker beside
//! the page, because [`attack`] takes seconds. Everything here but `main.rs` is plain functions
//! from texts to values, and is tested without a browser.
//!
//! It must not know records, nor how the release was made.

mod page;
mod received;
mod scope;
#[cfg(test)]
mod tests;

pub use page::{
    render_attack, render_changed_files, render_loading, render_report, render_unreadable,
};
pub use received::{INDEX, Received, file_name};
pub use scope::{Scope, attack_release};
