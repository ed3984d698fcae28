//! Writes and reads JSON-stat 2.0: one dataset for each table, one collection for each release.
//!
//! Labels are in the first language of the release; the other languages, by their tags, and what JSON-stat has no word for,
//! stand under `extension`. A hidden cell is `null` with status `"c"`. Format: <https://json-stat.org/full/>.

mod cells;
mod error;
mod file;
mod part;
mod read;
mod write;

pub use cells::{read_cells, write_cells};
pub use error::ReadError;
pub use file::{HIDDEN, METRIC};
pub use read::{Dataset, read_catalog, read_dataset, read_table};
pub use write::{
    write_catalog, write_catalog_with_notes, write_collection, write_table, write_table_in,
};

#[cfg(test)]
mod tests;
