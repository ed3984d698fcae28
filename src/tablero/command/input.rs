//! Finds what a command reads: files, databases, the key and the decisions.

use std::path::{Path, PathBuf};

use codebook::Codebook;
use records::{
    link::{Decisions, Links, Secret},
    read::Input,
};

use crate::command::failure::Failure;

/// What is to be read: files, those of folders, and databases by the ids of their sources.
pub(super) fn inputs(
    records: &[PathBuf],
    databases: &[String],
    codebook: &Codebook,
) -> Result<Vec<Input>, Failure> {
    let files = publish::candidate::files(records)?;
    let files = files
        .iter()
        .map(|argument| Input::parse(argument, codebook));
    Ok(files
        .chain(databases.iter().cloned().map(Input::Database))
        .collect())
}

/// What rows are linked with: a key, and decisions if there are any.
pub(super) fn links(key: Option<&Path>, decisions: Option<&Path>) -> Result<Links, Failure> {
    let secret = Secret::find(key)?;
    let decisions = decisions
        .map(|file| Decisions::open(file, &secret))
        .transpose()?
        .unwrap_or_default();
    Ok(Links { secret, decisions })
}
