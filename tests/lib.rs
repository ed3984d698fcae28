//! Shares among the tests what several of them need.
//!
//! The root of the checkout, the `tablero` program and a folder to call it in, codebooks, invented registers, the published
//! dataset, a PostgreSQL server, and a real browser.

pub mod chrome;
pub mod codebook;
pub mod dataset;
pub mod invented;
pub mod postgres;
mod program;
pub mod workdir;

use std::path::{Path, PathBuf};

pub use program::tablero;

/// The root of the checkout.
pub fn root() -> &'static Path {
    // This crate lies in a folder of the root.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// A file of the checkout, as text.
///
/// # Panics
/// If it cannot be read.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file or folder of `../shared/data`: data that are not part of this repository.
///
/// A test that calls this is marked `#[ignore = "needs ../shared/data/…: run by cargo verify"]`, so that it never passes
/// without having run.
///
/// # Panics
/// If it is absent.
pub fn shared(path: &str) -> PathBuf {
    let path = root().join("../shared/data").join(path);
    assert!(
        path.exists(),
        "{} is absent: this test needs the folder `shared` beside the checkout",
        path.display()
    );
    path
}

/// Every file below a folder of the checkout, by path.
///
/// # Panics
/// If a folder cannot be read.
pub fn files_below(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let folder = root().join(folder);
    let entries =
        std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
