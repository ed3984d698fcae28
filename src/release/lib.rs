//! A release as a directory: `index.json`, one file a table, and the certificate that names them all. Written beside its
//! place and renamed, so that a failed run leaves the last good release as it was.

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
    /// The place is taken by something that is not a release; it would be lost.
    #[error("{}: this is not a release, so it is not replaced; name an empty or a new directory", .0.display())]
    Taken(PathBuf),
    /// The system refuses to write.
    #[error("{}: the release cannot be written: {source}", .place.display())]
    Unwritable {
        /// The directory.
        place: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file of the release is not there or may not be read.
    #[error("{}: a file of the release cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is not what a release consists of.
    #[error("{}: {source}", .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: json_stat::ReadError,
    },
    /// A file holds another table than the index says.
    #[error("{}: this is not the table “{table}” that {INDEX} describes", .file.display())]
    OtherTable {
        /// The file.
        file: PathBuf,
        /// The id of the table that was expected.
        table: String,
    },
    /// The certificate is not of the shape that this version knows.
    #[error("{}: this is no certificate of this version: {source}", .file.display())]
    OtherCertificate {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A file is not the one that the certificate was written for.
    #[error("{}: this file was changed after it was certified; take the release from where it was published", .0.display())]
    Altered(PathBuf),
}

/// Writes a release to a directory, in the place of the release that stands there, if one does. The certificate is
/// written with the hashes of what was written.
pub fn write(
    release: &Release,
    certificate: &Certificate,
    place: &Path,
) -> Result<(), ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        place: place.into(),
        source,
    };
    if !may_be_replaced(place).map_err(unwritable)? {
        return Err(ReleaseError::Taken(place.into()));
    }
    write_beside(&files(release, certificate), place).map_err(unwritable)
}

/// Every file of a release, by its name.
fn files(release: &Release, certificate: &Certificate) -> BTreeMap<String, String> {
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
    let mut files: BTreeMap<String, String> = tables.iter().map(table).chain([index]).collect();
    let hashes = files
        .iter()
        .map(|(name, text)| (name.clone(), hash(text)))
        .collect();
    let certificate = Certificate {
        files: hashes,
        ..certificate.clone()
    };
    // Texts and numbers by text are always JSON.
    let json = serde_json::to_string_pretty(&certificate).unwrap_or_default() + "\n";
    files.insert(certificate::FILE.to_owned(), json);
    files
}

/// The SHA-256 of a text, in hexadecimal digits.
fn hash(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Reads the release that stands in a directory. If it carries a certificate, its files must be those that were
/// certified.
pub fn read(place: &Path) -> Result<Release, ReleaseError> {
    let certified = certified(place)?;
    let text = |file: PathBuf| {
        let (file, text) = text(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let is_certified = certified
            .as_ref()
            .is_none_or(|files| files.get(&*name) == Some(&hash(&text)));
        if is_certified {
            Ok((file, text))
        } else {
            Err(ReleaseError::Altered(file))
        }
    };
    let (file, json) = text(place.join(INDEX))?;
    let catalog = json_stat::read_catalog(&json)
        .map_err(|source| ReleaseError::Malformed { file, source })?;
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let (file, json) = text(place.join(format!("{}.json", entry.id)))?;
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

/// The certificate that stands in a directory. Earlier releases have none.
pub fn certificate(place: &Path) -> Result<Option<Certificate>, ReleaseError> {
    let file = place.join(certificate::FILE);
    if !file.exists() {
        return Ok(None);
    }
    let (file, json) = text(file)?;
    serde_json::from_str(&json)
        .map(Some)
        .map_err(|source| ReleaseError::OtherCertificate { file, source })
}

/// The hashes of the files that were certified.
fn certified(place: &Path) -> Result<Option<BTreeMap<String, String>>, ReleaseError> {
    Ok(certificate(place)?.map(|certificate| certificate.files))
}

fn text(file: PathBuf) -> Result<(PathBuf, String), ReleaseError> {
    match fs::read_to_string(&file) {
        Ok(text) => Ok((file, text)),
        Err(source) => Err(ReleaseError::Unreadable { file, source }),
    }
}

/// Whether a release stands in a place.
pub fn stands(place: &Path) -> bool {
    place.join(INDEX).is_file()
}

/// Whether nothing is lost with what stands in a place: nothing, an empty directory, or a release.
fn may_be_replaced(place: &Path) -> io::Result<bool> {
    if !place.try_exists()? {
        return Ok(true);
    }
    if !place.is_dir() {
        return Ok(false);
    }
    let mut files = fs::read_dir(place)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| {
        file.extension().is_none_or(|extension| extension != "json") || file.is_dir()
    });
    let is_empty = fs::read_dir(place)?.next().is_none();
    Ok(is_empty || files.is_empty() && stands(place))
}

fn write_beside(files: &BTreeMap<String, String>, place: &Path) -> io::Result<()> {
    let parent = place
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    // What is left in it goes when it is dropped. The release has a directory of its own inside, for others to read.
    let beside = tempfile::Builder::new()
        .prefix(".tablero-")
        .tempdir_in(parent)?;
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fs::create_dir(&new)?;
    for (name, text) in files {
        fs::write(new.join(name), text)?;
    }
    let stands = place.try_exists()?;
    if stands {
        fs::rename(place, &old)?;
    }
    fs::rename(&new, place).inspect_err(|_| {
        if stands {
            // If this fails as well, the first error is the one to tell.
            let _ = fs::rename(&old, place);
        }
    })
}
