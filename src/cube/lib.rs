//! Models what anyone may see: dimensions, categories, cells, tables, and JSON-stat 2.0 in and out.
//!
//! A [`Table`] is one published cross-tabulation with its totals; a [`Catalog`] lists the tables and how a dashboard
//! presents them. Both are read from and written to JSON-stat 2.0 by [`json_stat`]; [`number`] formats counts for readers
//! of each language. A [`certificate`] states how a release was protected and which attacks were tried.
//!
//! This crate must not know records, reasons for thresholds, files, or browsers: everything in it may be published.

mod catalog;
pub mod certificate;
mod classification;
mod colour;
mod dimension;
mod indicator;
pub mod json_stat;
mod lang;
mod languages;
mod measure;
pub mod number;
mod objects;
mod population;
mod relations;
mod release;
mod section;
mod settled;
mod site;
mod span;
mod table;
mod text;

pub use catalog::{Catalog, Categories, KeptRelease, TableEntry};
pub use classification::Classification;
pub use colour::Colour;
pub use dimension::{Category, Dimension, Drawn, Role, Settled, TOTAL};
pub use indicator::{Indicator, SourceMark};
pub use lang::{Lang, Manner};
pub use languages::Languages;
pub use measure::{Break, Measure};
pub use population::Population;
pub use relations::{Pin, Relations};
pub use release::Release;
pub use section::{Contact, Door, Headline, Layout, Preset, Section};
pub use site::{Accent, Site};
pub use span::parse_years;
pub use table::{Address, Cell, ShapeError, Table};
pub use text::{Phrase, Text};
