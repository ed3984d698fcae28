//! Reads the dataset of the finished site, as a visitor's browser fetches it.

use std::collections::BTreeMap;

use cube::{Release, json_stat};

use crate::read;

/// The release in `dist/data`, with all its tables.
///
/// # Panics
/// If the site has not been built, or a file is not what it should be.
pub fn published() -> Release {
    let catalog = json_stat::read_catalog(&read("dist/data/index.json"))
        .unwrap_or_else(|error| panic!("{error}"));
    let table = |id: &String| {
        let table = json_stat::read_table(&read(format!("dist/data/{id}.json")));
        (
            id.clone(),
            table.unwrap_or_else(|error| panic!("{id}: {error}")),
        )
    };
    let tables: BTreeMap<_, _> = catalog
        .tables
        .iter()
        .map(|entry| table(&entry.id))
        .collect();
    Release { catalog, tables }
}
