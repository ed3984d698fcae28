//! Writes all tables of a release as one Parquet file, which programs for large data load with its types.
//!
//! Format: <https://github.com/apache/parquet-format>. What is written is a small part of it: one group of rows, texts by a
//! dictionary, no compression. A library that can do everything would make the program larger by more than it is worth.

mod column;
mod file;
mod rows;
mod thrift;

use cube::Release;

/// Writes the file.
pub fn write(release: &Release) -> Vec<u8> {
    let (columns, rows) = rows::list(release);
    file::write(&columns, rows, &release.catalog)
}
