//! Reads a codebook from a file or a text, and reports every mistake with its place.

use std::{io, path::Path};

use thiserror::Error;

use crate::{mistake::Mistakes, model::Codebook, resolve};

/// A codebook that cannot be used.
#[derive(Debug, Error)]
pub enum CodebookError {
    /// The file does not exist or cannot be read.
    #[error("{file}: the codebook cannot be read: {source}")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The codebook has mistakes.
    #[error("{}", .mistakes.0.iter().map(|mistake| format!("{file}, {mistake}")).collect::<Vec<_>>().join("\n"))]
    Mistaken {
        /// The file as it was named.
        file: String,
        /// All of its mistakes.
        mistakes: Mistakes,
    },
}

impl Codebook {
    /// Reads a codebook from a file.
    pub fn open(path: &Path) -> Result<Self, CodebookError> {
        let file = path.display().to_string();
        let text = read_text(path).map_err(|source| CodebookError::Unreadable {
            file: file.clone(),
            source,
        })?;
        Self::parse(&text).map_err(|mistakes| CodebookError::Mistaken { file, mistakes })
    }

    /// Reads a codebook from its text. All contradictions are reported at once. If the text is not TOML or not of this
    /// format, the first error is reported.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        resolve::parse(text)
    }
}
/// Reads a file as text. A device or a pipe may have no end.
fn read_text(path: &Path) -> io::Result<String> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(io::Error::other(
            "this is a device or a pipe; save what comes from it to a file, and name that file",
        ));
    }
    std::fs::read_to_string(path)
}
