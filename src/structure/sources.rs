//! Holds the texts of source files by their paths, from a disk or invented.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The texts of Rust files by path. Everything after this works without a disk.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: BTreeMap<PathBuf, String>,
}

impl Sources {
    /// Reads every Rust file below a folder of a checkout. Paths are written as seen from the checkout's root.
    pub fn read_below(root: &Path, folder: &Path) -> Result<Self, Error> {
        let mut sources = Sources::default();
        sources.add_folder(root, folder)?;
        Ok(sources)
    }

    /// Takes texts as they are, each with its path.
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let texts = texts
            .iter()
            .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()));
        Sources {
            texts: texts.collect(),
        }
    }

    /// The text of a file, if it is there.
    pub fn text(&self, path: &Path) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    fn add_folder(&mut self, root: &Path, folder: &Path) -> Result<(), Error> {
        let on_disk = root.join(folder);
        let entries = std::fs::read_dir(&on_disk).map_err(|error| unreadable(&on_disk, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&on_disk, error))?;
            let path = folder.join(entry.file_name());
            let on_disk = entry.path();
            if on_disk.is_dir() {
                self.add_folder(root, &path)?;
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&on_disk)
                    .map_err(|error| unreadable(&on_disk, error))?;
                self.texts.insert(path, text);
            }
        }
        Ok(())
    }
}

fn unreadable(path: &Path, source: std::io::Error) -> Error {
    Error::Unreadable {
        path: path.to_owned(),
        source,
    }
}
