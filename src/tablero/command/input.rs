//! Finds what a command reads: files, databases, the key and the decisions.

use std::{
    fs,
    path::{Path, PathBuf},
};

use codebook::{Codebook, CodebookError};
use cube::Release;
use records::{
    link::{Decisions, Links, Secret},
    read::Input,
};
use release::Certified;

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

/// Lists the files and folders that arguments name, without the ids of sources.
pub(super) fn list_records(records: &[PathBuf]) -> impl Iterator<Item = &Path> {
    records.iter().map(|argument| {
        let named = publish::candidate::split_source(argument);
        match named {
            Some((_, path)) if !argument.exists() => path,
            _ => argument,
        }
    })
}

/// Reads every release that is public already: of a folder that keeps several, all of them. Refuses if one of them was made
/// public after another that is not among them.
pub(super) fn read_earlier<'a>(
    folders: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<Vec<Release>, Failure> {
    let mut all: Vec<Certified> = Vec::new();
    let folders: Vec<&PathBuf> = folders.into_iter().collect();
    for folder in &folders {
        for certified in release::read_all(folder)? {
            let is_known = all.iter().any(|known| known.release == certified.release);
            if !is_known {
                all.push(certified);
            }
        }
    }
    check_withdrawn(&folders, &all)?;
    check_complete(&all)?;
    // One that was withdrawn is named apart from those that came before and after it.
    all.sort_by_key(|known| {
        known
            .certificate
            .as_ref()
            .map_or(0, |one| one.earlier.len())
    });
    Ok(all.into_iter().map(|certified| certified.release).collect())
}

/// Refuses folders from which a release was withdrawn that is not among those that were read.
fn check_withdrawn(folders: &[&PathBuf], all: &[Certified]) -> Result<(), Failure> {
    for folder in folders {
        for one in release::read_withdrawn(folder)? {
            let mut names = all.iter().map(|known| &known.release.catalog.release);
            if !names.any(|name| *name == one.release) {
                return Err(Failure::WithdrawnMissing {
                    release: one.release,
                    public: folder.to_path_buf(),
                });
            }
        }
    }
    Ok(())
}

/// Refuses releases of which one was made public after another that is not among them.
fn check_complete(all: &[Certified]) -> Result<(), Failure> {
    let names: Vec<&String> = all
        .iter()
        .map(|certified| &certified.release.catalog.release)
        .collect();
    for Certified {
        release,
        certificate,
    } in all
    {
        let earlier = certificate
            .iter()
            .flat_map(|certificate| &certificate.earlier);
        let missing: Vec<String> = earlier
            .filter(|name| !names.contains(name))
            .cloned()
            .collect();
        if !missing.is_empty() {
            return Err(Failure::EarlierMissing {
                release: release.catalog.release.clone(),
                missing,
            });
        }
    }
    Ok(())
}
