//! Reads and writes the folder of a release: `index.json`, a file for each table, and the certificate with their hashes.
//!
//! A release is written under a temporary name and renamed, so that a failed run leaves the last good release as it was.

pub mod file;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use cube::{
    Release, Table,
    certificate::{self, Certificate},
    json_stat,
};
use sha2::{Digest, Sha256};
use thiserror::Error;

const INDEX: &str = "index.json";

/// Why a release could not be written or read.
#[derive(Debug, Error)]
pub enum ReleaseError {
    /// The folder holds something other than a release, which would be lost.
    #[error("{}: this is not a release, so it is not replaced; name an empty or a new directory", .0.display())]
    NotRelease(PathBuf),
    /// The folder cannot be written.
    #[error("{}: the release cannot be written: {source}", .folder.display())]
    Unwritable {
        /// The folder of the release.
        folder: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file of the release is missing or cannot be read.
    #[error("{}: a file of the release cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A file is neither a catalog nor a table.
    #[error("{}: {source}", .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: json_stat::ReadError,
    },
    /// A file holds another table than the index describes.
    #[error("{}: this is not the table “{table}” that {INDEX} describes", .file.display())]
    OtherTable {
        /// The file.
        file: PathBuf,
        /// The id of the table that was expected.
        table: String,
    },
    /// The certificate has a format that this version cannot read.
    #[error("{}: this version of tablero cannot read this certificate: {source}", .file.display())]
    OtherCertificate {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The hash of a file differs from the one in the certificate.
    #[error("{}: this file was changed after it was certified; take the release from where it was published", .0.display())]
    Altered(PathBuf),
}

/// Writes a release to a folder and replaces the release that is there, if any. Adds the hashes of its files to the
/// certificate.
pub fn write(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
) -> Result<(), ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    };
    if !may_be_replaced(folder).map_err(unwritable)? {
        return Err(ReleaseError::NotRelease(folder.into()));
    }
    replace_folder(&render_files(release, certificate), folder).map_err(unwritable)
}

/// A fingerprint of a release: of all of its files but the certificate.
pub fn fingerprint(release: &Release) -> String {
    let files = render_tables(release);
    let lines = files
        .iter()
        .map(|(name, text)| format!("{name} {}\n", hash(text)));
    hash(&lines.collect::<String>())
}

/// A fingerprint of a text.
pub fn fingerprint_text(text: &str) -> String {
    hash(text)
}

/// Renders every file of a release; returns the texts by file name.
fn render_files(release: &Release, certificate: &Certificate) -> BTreeMap<String, String> {
    let mut files = render_tables(release);
    let hashes = files
        .iter()
        .map(|(name, text)| (name.clone(), hash(text)))
        .collect();
    let certificate = Certificate {
        files: hashes,
        ..certificate.clone()
    };
    // A certificate holds only texts, numbers and maps by text: serialization cannot fail.
    let json = serde_json::to_string_pretty(&certificate).unwrap_or_default() + "\n";
    files.insert(certificate::FILE.to_owned(), json);
    files
}

/// Renders the index and the tables; returns the texts by file name.
fn render_tables(release: &Release) -> BTreeMap<String, String> {
    let tables: Vec<Table> = release.tables.values().cloned().collect();
    let index = (
        INDEX.to_owned(),
        json_stat::write_catalog(&release.catalog, &tables, ""),
    );
    let table = |table: &Table| {
        (
            format!("{}.json", table.id),
            json_stat::write_table(table, &release.catalog),
        )
    };
    tables.iter().map(table).chain([index]).collect()
}

/// Hashes a text by SHA-256, in hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Reads the release in a folder. Compares the hash of each file with the certificate, if there is one.
pub fn read(folder: &Path) -> Result<Release, ReleaseError> {
    let hashes = read_certificate(folder)?.map(|certificate| certificate.files);
    let read_verified = |file: PathBuf| {
        let (file, text) = read_text(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let is_unchanged = hashes
            .as_ref()
            .is_none_or(|hashes| hashes.get(&*name) == Some(&hash(&text)));
        if is_unchanged {
            Ok((file, text))
        } else {
            Err(ReleaseError::Altered(file))
        }
    };
    let (file, json) = read_verified(folder.join(INDEX))?;
    let catalog = json_stat::read_catalog(&json)
        .map_err(|source| ReleaseError::Malformed { file, source })?;
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let (file, json) = read_verified(folder.join(format!("{}.json", entry.id)))?;
        let table = json_stat::read_table(&json).map_err(|source| ReleaseError::Malformed {
            file: file.clone(),
            source,
        })?;
        let is_described = table.id == entry.id
            && table.measure == entry.measure
            && table.dimensions() == catalog.dimensions_of(entry).as_slice();
        if !is_described {
            return Err(ReleaseError::OtherTable {
                file,
                table: entry.id.clone(),
            });
        }
        tables.insert(entry.id.clone(), table);
    }
    Ok(Release { catalog, tables })
}

/// Reads the certificate in a folder; `None` for an old release that has none.
pub fn read_certificate(folder: &Path) -> Result<Option<Certificate>, ReleaseError> {
    let file = folder.join(certificate::FILE);
    if !file.exists() {
        return Ok(None);
    }
    let (file, json) = read_text(file)?;
    serde_json::from_str(&json)
        .map(Some)
        .map_err(|source| ReleaseError::OtherCertificate { file, source })
}

fn read_text(file: PathBuf) -> Result<(PathBuf, String), ReleaseError> {
    match fs::read_to_string(&file) {
        Ok(text) => Ok((file, text)),
        Err(source) => Err(ReleaseError::Unreadable { file, source }),
    }
}

/// Whether a folder holds a release.
pub fn is_release(folder: &Path) -> bool {
    folder.join(INDEX).is_file()
}

/// Whether a path may be replaced: nothing is there, an empty directory, or a release.
fn may_be_replaced(folder: &Path) -> io::Result<bool> {
    if !folder.try_exists()? {
        return Ok(true);
    }
    if !folder.is_dir() {
        return Ok(false);
    }
    let mut files = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| {
        file.extension().is_none_or(|extension| extension != "json") || file.is_dir()
    });
    let is_empty = fs::read_dir(folder)?.next().is_none();
    Ok(is_empty || files.is_empty() && is_release(folder))
}

/// Writes files to a temporary folder and renames it to `folder`; restores the old folder if that fails.
fn replace_folder(files: &BTreeMap<String, String>, folder: &Path) -> io::Result<()> {
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    // Dropping it deletes what is left. The release gets a directory inside, because others may not read this one.
    let beside = tempfile::Builder::new()
        .prefix(".tablero-")
        .tempdir_in(parent)?;
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fs::create_dir(&new)?;
    for (name, text) in files {
        fs::write(new.join(name), text)?;
    }
    let was_there = folder.try_exists()?;
    if was_there {
        fs::rename(folder, &old)?;
    }
    fs::rename(&new, folder).inspect_err(|_| {
        if was_there {
            // If this fails as well, the first error is the one to report.
            let _ = fs::rename(&old, folder);
        }
    })
}
