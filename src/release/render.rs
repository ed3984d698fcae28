//! Renders the files of a release, and computes their hashes.

use std::collections::BTreeMap;

use cube::{
    Catalog, Lang, Release, Table,
    certificate::{self, Certificate},
    json_stat,
};
use sha2::{Digest, Sha256};

use crate::{
    error::ReleaseError,
    names::{INDEX, SUMS},
    withdrawn::{Withdrawn, list_notes},
};

/// The content of files by their names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Renders every file of a release.
pub fn render_files(release: &Release, certificate: &Certificate) -> Result<Files, ReleaseError> {
    let mut files = Files::new();
    for (name, text) in render_tables(release) {
        files.insert(name, text.into_bytes());
    }
    let mut formats = formats::render(release)?;
    let certificate = Certificate {
        files: hash_files(&files),
        formats: hash_files(&formats),
        ..certificate.clone()
    };
    // A certificate holds only texts, numbers and maps by text: serialization cannot fail.
    let json = serde_json::to_string_pretty(&certificate).unwrap_or_default() + "\n";
    let mut hashes = certificate.files;
    hashes.extend(certificate.formats);
    hashes.insert(certificate::FILE.to_owned(), hash(&json));
    files.insert(certificate::FILE.to_owned(), json.into_bytes());
    files.append(&mut formats);
    let sums = render_sums(&hashes, &release.catalog);
    files.insert(SUMS.to_owned(), sums.into_bytes());
    Ok(files)
}

fn hash_files(files: &Files) -> BTreeMap<String, String> {
    let mut hashes = BTreeMap::new();
    for (name, content) in files {
        hashes.insert(name.clone(), hash_bytes(content));
    }
    hashes
}

/// Lists the hashes of files as `sha256sum -c` reads them; it skips the line that says that the data are invented.
fn render_sums(hashes: &BTreeMap<String, String>, catalog: &Catalog) -> String {
    let mark = catalog.mark(Lang::default());
    let mut text: String = mark.map(|mark| format!("# {mark}\n")).unwrap_or_default();
    for (name, hash) in hashes {
        text.push_str(&format!("{hash}  {name}\n"));
    }
    text
}

/// Renders the index and the tables; returns the texts by file name.
fn render_tables(release: &Release) -> BTreeMap<String, String> {
    let table = |table: &Table| {
        (
            table_file(&table.id),
            json_stat::write_table(table, &release.catalog),
        )
    };
    let index = render_index(&release.catalog, release, &[]);
    let index = (INDEX.to_owned(), index);
    release.tables.values().map(table).chain([index]).collect()
}

/// Renders the index of a release: its catalog, with links to its tables in the folder that the catalog names.
/// It says which releases were withdrawn.
pub fn render_index(catalog: &Catalog, release: &Release, withdrawn: &[Withdrawn]) -> String {
    let tables: Vec<Table> = release.tables.values().cloned().collect();
    let notes = list_notes(withdrawn);
    json_stat::write_catalog_with_notes(catalog, &tables, catalog.folder(), &notes)
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
