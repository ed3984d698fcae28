//! Keeps the list of what this program wrote into a site, so that nothing of anybody else is replaced or deleted.

use std::{collections::BTreeMap, path::Path};

use release::fingerprint_bytes;
use serde::{Deserialize, Serialize};

use crate::files::Files;

/// The file of the list, in the root of the site.
pub const LIST: &str = "written.json";

/// SHA-256 of files, in hexadecimal digits, by their paths.
pub type Hashes = BTreeMap<String, String>;

/// Whether a folder holds a site that this program wrote, and would update.
pub fn is_written(folder: &Path) -> bool {
    folder.join(LIST).exists()
}

/// What this program wrote into a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Whether the run that wrote it came to its end.
    pub finished: bool,
    /// The files of the site.
    pub files: Hashes,
    /// Files of the site before, which pages that are still open may ask for.
    pub previous: Hashes,
}

impl Written {
    /// Reads a list; `None` where this is none.
    pub fn parse(text: &str) -> Option<Written> {
        serde_json::from_str(text).ok()
    }

    /// Writes the list as text.
    pub fn to_text(&self) -> String {
        // Texts by texts: serialization cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Whether this program wrote a file of this name.
    pub fn names(&self, name: &str) -> bool {
        self.files.contains_key(name) || self.previous.contains_key(name)
    }

    /// Whether a file is as this program wrote it.
    pub fn is_own(&self, name: &str, hash: &str) -> bool {
        let [now, before] = [&self.files, &self.previous].map(|files| files.get(name));
        now.is_some_and(|known| known == hash) || before.is_some_and(|known| known == hash)
    }
}

/// Hashes files.
pub fn hash_files(files: &Files) -> Hashes {
    let files = files.iter();
    files
        .map(|(name, content)| (name.clone(), fingerprint_bytes(content)))
        .collect()
}
