//! Finds what a command reads: files, databases, the key and the decisions.

use std::path::{Path, PathBuf};

use codebook::Codebook;
use records::{
    link::{Decisions, Links, Secret},
    read::Input,
};

use crate::command::failure::Failure;

/// Lists what to read: files, the files of folders, and databases by the ids of their sources.
pub(super) fn list_inputs(
    records: &[PathBuf],
    databases: &[String],
    codebook: &Codebook,
) -> Result<Vec<Input>, Failure> {
    let files = publish::candidate::list_files(records)?;
    let files = files.iter().map(|argument| Input::new(argument, codebook));
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
