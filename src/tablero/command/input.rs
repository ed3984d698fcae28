//! Finds what a command reads: files, databases, the key and the decisions.

use std::{
    fs,
    path::{Path, PathBuf},
};

use codebook::{Codebook, CodebookError};
use records::{
    link::{Decisions, Links, Secret},
    read::Input,
};

use crate::command::failure::Failure;

/// Reads the text of a codebook.
pub(super) fn read_codebook(codebook: &Path) -> Result<String, CodebookError> {
    fs::read_to_string(codebook).map_err(|source| CodebookError::Unreadable {
        file: codebook.display().to_string(),
        source,
    })
}

/// Lists what to read: files, the files of folders, and databases by the ids of their sources.
pub(super) fn list_inputs(
    records: &[PathBuf],
    databases: &[String],
    codebook: &Codebook,
) -> Result<Vec<Input>, Failure> {
    let files = publish::candidate::list_files(records)?;
    let files = files
        .iter()
        .map(|argument| Input::parse(argument, codebook));
    Ok(files
        .chain(databases.iter().cloned().map(Input::Database))
        .collect())
}

/// Opens the key and, if a file is named, the decisions.
pub(super) fn open_links(key: Option<&Path>, decisions: Option<&Path>) -> Result<Links, Failure> {
    let secret = Secret::find(key)?;
    let decisions = decisions
        .map(|file| Decisions::open(file, &secret))
        .transpose()?
        .unwrap_or_default();
    Ok(Links { secret, decisions })
}

/// Reads releases in the order of their folders.
pub(super) fn read_releases<'a>(
    folders: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<cube::Release>, Failure> {
    let mut releases = Vec::new();
    for folder in folders {
        releases.push(release::read(folder)?);
    }
    Ok(releases)
}
