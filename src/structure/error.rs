//! Names everything that can keep us from reading sources, each with its place.

use std::path::PathBuf;

/// Why sources could not be read. A file that cannot be read or parsed is never passed over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read from the disk.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A file is not Rust.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Unparsable {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says.
        message: String,
    },
    /// A crate's root file is not among the sources.
    #[error("{}: there is no such file among the sources", path.display())]
    NoRoot {
        /// The file.
        path: PathBuf,
    },
    /// A module is declared, but its file is not there.
    #[error("{}:{line}: no file for `mod {module}`; looked for {}", path.display(), list(tried))]
    NoFile {
        /// The file that declares the module.
        path: PathBuf,
        /// The line of the declaration, from 1.
        line: usize,
        /// The module's name.
        module: String,
        /// Where its file could have been.
        tried: Vec<PathBuf>,
    },
    /// Cargo could not tell what the workspace consists of.
    #[error("cargo metadata: {0}")]
    Metadata(#[from] cargo_metadata::Error),
    /// A document does not say where the picture goes.
    #[error("the document has no line `{0}`; add it where the picture belongs")]
    NoMarker(&'static str),
}

fn list(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    names.join(" and ")
}
