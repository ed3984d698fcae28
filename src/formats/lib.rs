//! Writes a release in the formats of other programs: CSV, workbooks, and descriptions for catalogs of open data.
//!
//! Every number is that of a published cell, and every text stands in the catalog or in `words`; the same release gives the
//! same bytes. This crate must not know records, files, addresses of sites, or the clock.

mod columns;
mod dcat;
mod files;
pub mod glotip;
mod licence;
mod notes;
mod package;
mod parquet;
mod render;
mod rows;
mod schema_org;
mod spreadsheet;
mod structure;
mod tidy;
mod titles;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use columns::list_columns;
pub use files::{DCAT, Files, PACKAGE, PARQUET, SCHEMA_ORG, STRUCTURE, csv_file, workbook_file};
pub use render::{FormatError, render};
pub use titles::table_title;
pub use words::{CONFIDENTIALITIES, Coded, STATUSES};
