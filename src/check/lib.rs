//! The check of a release by whoever reads it: are these the certified files, and what can be derived from them?
//!
//! It runs in the visitor's browser, on the very files that the dashboard loads, apart from the page ([`attack`] takes
//! seconds). Everything here but `main.rs` is plain functions from texts to values, and is tested without a browser.
//!
//! It must not know records, nor how the release was made.

mod told;

use std::collections::BTreeMap;

use attack::{Progress, Report};
use cube::{
    Release,
    certificate::Certificate,
    json_stat::{self, ReadError},
};
use sha2::{Digest, Sha256};

pub use told::{changed, finished, loading, searching, unreadable};

/// The file that lists all tables.
pub const INDEX: &str = "index.json";

/// The files of a release as they were received.
#[derive(Clone, Debug)]
pub struct Received {
    /// What was certified.
    pub certificate: Certificate,
    /// The text of every file, by its name.
    pub files: BTreeMap<String, String>,
}

/// Which tables are attacked together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The tables of one attribute at a time. It takes about a second.
    ByYear,
    /// All tables at once. It takes longer.
    Everything,
}

impl Received {
    /// The names of the files that are not what was certified, or were not received.
    pub fn changed(&self) -> Vec<&str> {
        let certified = self.certificate.files.iter();
        let differs = |(name, hash): &(&String, &String)| {
            self.files
                .get(*name)
                .is_none_or(|text| self::hash(text) != **hash)
        };
        certified
            .filter(differs)
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// The release that the files are.
    pub fn release(&self) -> Result<Release, ReadError> {
        let text = |name: &str| self.files.get(name).map(String::as_str).unwrap_or_default();
        let catalog = json_stat::read_catalog(text(INDEX))?;
        let table = |entry: &cube::TableEntry| {
            Ok((
                entry.id.clone(),
                json_stat::read_table(text(&file(&entry.id)))?,
            ))
        };
        let tables = catalog
            .tables
            .iter()
            .map(table)
            .collect::<Result<_, ReadError>>()?;
        Ok(Release { catalog, tables })
    }
}

/// The name of a table's file.
pub fn file(table: &str) -> String {
    format!("{table}.json")
}

/// What can be derived from the tables within the scope; says meanwhile how far it has come.
pub fn search(release: &Release, scope: Scope, tell: &mut dyn FnMut(Progress)) -> Report {
    attack::attack_with_progress(&[&within(release, scope)], tell)
}

/// The release with the tables within the scope alone.
fn within(release: &Release, scope: Scope) -> Release {
    let catalog = &release.catalog;
    let is_within = |dimensions: &[cube::Dimension]| match scope {
        Scope::Everything => true,
        Scope::ByYear => {
            dimensions
                .iter()
                .filter(|dimension| dimension.id != catalog.time)
                .count()
                < 2
        }
    };
    let tables = release
        .tables
        .iter()
        .filter(|(_, table)| is_within(table.dimensions()));
    Release {
        catalog: catalog.clone(),
        tables: tables
            .map(|(id, table)| (id.clone(), table.clone()))
            .collect(),
    }
}

/// The SHA-256 of a text, in hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests;
