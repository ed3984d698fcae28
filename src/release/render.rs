//! Renders the files of a release, and computes their hashes.

use std::collections::BTreeMap;

use cube::{
    Catalog, Release, Table,
    certificate::{self, Certificate},
    json_stat,
};
use sha2::{Digest, Sha256};

use crate::names::INDEX;

/// Renders every file of a release; returns the texts by file name.
pub fn render_files(release: &Release, certificate: &Certificate) -> BTreeMap<String, String> {
    let mut files = render_tables(release);
    let hashes = files
        .iter()
        .map(|(name, text)| (name.clone(), hash(text)))
        .collect();
    let certificate = Certificate {
        files: hashes,
        ..certificate.clone()
    };
    // A certificate holds only texts, numbers and maps by text: serialization cannot fail.
    let json = serde_json::to_string_pretty(&certificate).unwrap_or_default() + "\n";
    files.insert(certificate::FILE.to_owned(), json);
    files
}

/// Renders the index and the tables; returns the texts by file name.
fn render_tables(release: &Release) -> BTreeMap<String, String> {
    let table = |table: &Table| {
        (
            table_file(&table.id),
            json_stat::write_table(table, &release.catalog),
        )
    };
    let index = render_index(&release.catalog, release);
    let index = (INDEX.to_owned(), index);
    release.tables.values().map(table).chain([index]).collect()
}

/// Renders the index of a release: its catalog, with links to its tables in the folder that the catalog names.
pub fn render_index(catalog: &Catalog, release: &Release) -> String {
    let tables: Vec<Table> = release.tables.values().cloned().collect();
    json_stat::write_catalog(catalog, &tables, catalog.folder())
}

/// Returns the name of a table's file.
pub fn table_file(id: &str) -> String {
    format!("{id}.json")
}

/// How many hexadecimal digits tell two editions apart.
const EDITION: usize = 16;

/// Names the edition of a release: its index and its tables repeat it, so that those of no other are taken for them.
pub fn name_edition(release: &mut Release) {
    let mut edition = fingerprint(release);
    edition.truncate(EDITION);
    release.catalog.edition = edition;
}

/// A fingerprint of a release: of all of its files but the certificate, without the edition that they name.
pub fn fingerprint(release: &Release) -> String {
    let mut release = release.clone();
    release.catalog.edition.clear();
    let files = render_tables(&release);
    let lines = files
        .iter()
        .map(|(name, text)| format!("{name} {}\n", hash(text)));
    hash(&lines.collect::<String>())
}

/// Hashes a text by SHA-256, in hexadecimal digits.
pub fn hash(text: &str) -> String {
    hash_bytes(text.as_bytes())
}

/// Hashes the content of a file by SHA-256, in hexadecimal digits.
pub fn hash_bytes(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
