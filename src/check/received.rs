//! Compares received files with their certificate, and reads the release from them.

use std::collections::BTreeMap;

use cube::{
    Release,
    certificate::Certificate,
    json_stat::{self, ReadError},
};
use sha2::{Digest, Sha256};

/// The file that lists all tables.
pub const INDEX: &str = "index.json";

/// The files of a release as they were received.
#[derive(Clone, Debug)]
pub struct Received {
    /// The certificate.
    pub certificate: Certificate,
    /// The text of every other file, by its name.
    pub files: BTreeMap<String, String>,
}

impl Received {
    /// Lists the certified files that are missing or differ from the certificate.
    pub fn changed_files(&self) -> Vec<&str> {
        let mut changed = Vec::new();
        for (name, certified) in &self.certificate.files {
            let received = self.files.get(name).map(|text| hash(text));
            if received.as_ref() != Some(certified) {
                changed.push(name.as_str());
            }
        }
        changed
    }

    /// Reads the release from the files.
    pub fn read_release(&self) -> Result<Release, ReadError> {
        let catalog = json_stat::read_catalog(self.text(INDEX))?;
        let mut tables = BTreeMap::new();
        for entry in &catalog.tables {
            let table = json_stat::read_table(self.text(&file_name(&entry.id)))?;
            tables.insert(entry.id.clone(), table);
        }
        Ok(Release { catalog, tables })
    }

    /// Returns the text of a file; empty if it was not received.
    fn text(&self, name: &str) -> &str {
        self.files.get(name).map(String::as_str).unwrap_or_default()
    }
}

/// Returns the name of a table's file.
pub fn file_name(table: &str) -> String {
    format!("{table}.json")
}

/// Returns the SHA-256 of a text, in hexadecimal digits.
pub(crate) fn hash(text: &str) -> String {
    let bytes = Sha256::digest(text);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
