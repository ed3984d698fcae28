//! What anyone may see: dimensions, categories, cells, tables, and JSON-stat 2.0 in and out.
//!
//! A [`Table`] is one published cross-tabulation with its totals; a [`Catalog`] says which tables exist and how a
//! dashboard presents them. Both are read from and written to JSON-stat 2.0 by [`json_stat`]; [`number`] writes counts
//! as readers of each language do. A [`certificate`] says how a release was protected and what was tried against it.
//!
//! This crate must not know records, thresholds' reasons, files, or browsers: whatever is in it may be published.

mod catalog;
pub mod certificate;
mod dimension;
mod indicator;
pub mod json_stat;
pub mod number;
mod objects;
mod population;
mod release;
mod table;
mod text;

pub use catalog::{
    Break, Catalog, Contact, Headline, Layout, Measure, Pin, Preset, Relations, Section, TableEntry,
};
pub use dimension::{Category, Dimension, Role, Settled};
pub use indicator::{Indicator, SourceMark};
pub use population::Population;
pub use release::Release;
pub use table::{Address, Cell, ShapeError, Table};
pub use text::{Lang, Text};

/// The code of the category "all" of every dimension, as SDMX writes it.
pub const TOTAL: &str = "_T";
