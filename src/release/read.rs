//! Reads releases: one from its own folder, or every release that a public folder keeps.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Component, Path, PathBuf},
};

use cube::{
    Catalog, KeptRelease, Release,
    certificate::{self, Certificate},
    json_stat::{self, Dataset},
};

use crate::{
    error::ReleaseError,
    names::{INDEX, LOG, NOTICE, RELEASES, SUMS, WITHDRAWN},
    recover::recover,
    render::{hash, hash_bytes, table_file},
    withdrawn::{Withdrawn, read_withdrawn},
};

/// A release with its certificate.
#[derive(Clone, Debug)]
pub struct Certified {
    /// The release.
    pub release: Release,
    /// Its certificate; `None` for an old release that has none.
    pub certificate: Option<Certificate>,
}

/// Reads the release in a folder; of a public folder, the last one. Compares the hash of each file with the certificate,
/// if there is one.
pub fn read(folder: &Path) -> Result<Release, ReleaseError> {
    let index = read_index(folder)?;
    let release = read_files(&folder.join(index.folder()))?;
    check_index(folder, index, &release)?;
    Ok(release)
}

/// Reads the certificate of the release in a folder, of a public folder that of the last one; `None` for an old release
/// that has none.
pub fn read_certificate(folder: &Path) -> Result<Option<Certificate>, ReleaseError> {
    let index = read_index(folder)?;
    read_certificate_file(&folder.join(index.folder()))
}

/// Reads every release that a folder keeps, the oldest first: one, unless it is a public folder.
pub fn read_all(folder: &Path) -> Result<Vec<Certified>, ReleaseError> {
    let index = read_index(folder)?;
    let mut folders: Vec<PathBuf> = Vec::new();
    for kept in &index.releases {
        folders.push(folder.join(&kept.folder));
    }
    if folders.is_empty() {
        folders.push(folder.into());
    }
    let mut all = Vec::new();
    for folder in folders {
        all.push(Certified {
            release: read_files(&folder)?,
            certificate: read_certificate_file(&folder)?,
        });
    }
    for (kept, Certified { release, .. }) in index.releases.iter().zip(&all) {
        if kept.release != release.catalog.release {
            return Err(ReleaseError::OtherName {
                folder: folder.join(&kept.folder),
                found: release.catalog.release.clone(),
                listed: kept.release.clone(),
            });
        }
    }
    if let Some(last) = all.last() {
        check_index(folder, index, &last.release)?;
    }
    Ok(all)
}

/// The last release of a folder as its files lie there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The folder of its files below this one: empty, or with `/` at the end.
    pub below: String,
    /// The size of each file in bytes, by its name.
    pub sizes: BTreeMap<String, u64>,
    /// All releases that the folder keeps, the oldest first; none if it holds one release alone.
    pub kept: Vec<KeptRelease>,
    /// The releases that were withdrawn from it.
    pub withdrawn: Vec<Withdrawn>,
    /// The files on what changed from release to release that are there.
    pub log: Vec<String>,
}

/// Lists the files of the last release in a folder, with their sizes.
pub fn list_files(folder: &Path) -> Result<Listed, ReleaseError> {
    let index = read_index(folder)?;
    let place = folder.join(index.folder());
    let mut sizes = BTreeMap::new();
    for name in name_files(&place, &index) {
        if let Ok(metadata) = fs::metadata(place.join(&name)) {
            sizes.insert(name, metadata.len());
        }
    }
    Ok(Listed {
        below: index.folder().into(),
        sizes,
        kept: index.releases,
        withdrawn: read_withdrawn(folder)?,
        log: LOG
            .into_iter()
            .filter(|name| folder.join(name).is_file())
            .map(Into::into)
            .collect(),
    })
}

/// Whether a folder holds a release, or several: its index is the catalog of one.
pub fn is_release(folder: &Path) -> bool {
    fs::read_to_string(folder.join(INDEX))
        .is_ok_and(|index| json_stat::read_catalog(&index).is_ok())
}

/// Whether a folder looks like one that is public, even if its index is missing, damaged or of another version.
pub fn looks_public(folder: &Path) -> bool {
    let is_collection = fs::read_to_string(folder.join(INDEX))
        .is_ok_and(|index| index.contains("\"collection\"") && index.contains("\"extension\""));
    let has_releases = || {
        let entries = fs::read_dir(folder.join(RELEASES)).into_iter().flatten();
        entries
            .flatten()
            .any(|entry| entry.path().join(INDEX).is_file())
    };
    is_collection || folder.join(certificate::FILE).is_file() || has_releases()
}

/// Lists the files in a folder that are not part of the release, or the releases, that it keeps.
pub fn list_other_files(folder: &Path) -> Result<Vec<PathBuf>, ReleaseError> {
    let index = read_index(folder)?;
    if index.releases.is_empty() {
        return list_files_beside(folder, &name_files(folder, &index));
    }
    let mut expected: BTreeSet<PathBuf> = [INDEX, WITHDRAWN].map(|name| folder.join(name)).into();
    expected.extend(LOG.map(|name| folder.join(name)));
    for one in read_withdrawn(folder)? {
        let below = folder.join(&one.folder);
        expected.extend([NOTICE, WITHDRAWN].map(|name| below.join(name)));
    }
    for kept in &index.releases {
        let below = folder.join(&kept.folder);
        let names = name_files(&below, &read_index(&below)?);
        expected.extend(names.iter().map(|name| below.join(name)));
    }
    let mut others = list_files_below(folder).map_err(|source| ReleaseError::Unreadable {
        file: folder.into(),
        source,
    })?;
    others.retain(|file| !expected.contains(file));
    Ok(others)
}

/// Names the files of a release alone: what its index and its certificate name, and themselves.
pub fn name_files(folder: &Path, index: &Catalog) -> BTreeSet<String> {
    let tables = index.tables.iter().map(|table| table_file(&table.id));
    let mut names: BTreeSet<String> = tables
        .chain([INDEX, certificate::FILE].map(Into::into))
        .collect();
    // Older releases have no other formats; a damaged certificate is reported by whoever reads the release.
    if let Ok(Some(certificate)) = read_certificate_file(folder)
        && !certificate.formats.is_empty()
    {
        names.insert(SUMS.into());
        names.extend(certificate.formats.into_keys());
    }
    names
}

/// Lists what stands in the folder of a release and has another name than its files.
pub fn list_files_beside(
    folder: &Path,
    names: &BTreeSet<String>,
) -> Result<Vec<PathBuf>, ReleaseError> {
    let unreadable = |source| ReleaseError::Unreadable {
        file: folder.into(),
        source,
    };
    let mut others = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !names.contains(&*entry.file_name().to_string_lossy()) && !is_litter(&entry.path()) {
            others.push(entry.path());
        }
    }
    others.sort();
    Ok(others)
}

/// Lists all files in a folder and the folders in it, sorted.
fn list_files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(list_files_below(&path)?);
        } else if !is_litter(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a system puts this file into folders by itself.
fn is_litter(file: &Path) -> bool {
    const NAMES: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
    file.file_name()
        .is_some_and(|name| NAMES.contains(&&*name.to_string_lossy()))
}

/// Reads the index in a folder. If a crash left the folder under another name, gives it back its own first.
pub fn read_index(folder: &Path) -> Result<Catalog, ReleaseError> {
    // If it cannot be recovered, the index cannot be read either, and that is the error to report.
    let _ = recover(folder);
    let (file, json) = read_text(folder.join(INDEX))?;
    let catalog = json_stat::read_catalog(&json).map_err(|source| ReleaseError::Malformed {
        file: file.clone(),
        source,
    })?;
    for KeptRelease { folder, .. } in &catalog.releases {
        if !is_below_releases(folder) {
            let folder = folder.clone();
            return Err(ReleaseError::OtherFolder { file, folder });
        }
    }
    Ok(catalog)
}

/// Whether a path is `releases/NAME/`.
fn is_below_releases(folder: &str) -> bool {
    let parts: Vec<Component<'_>> = Path::new(folder).components().collect();
    folder.ends_with('/')
        && matches!(parts.as_slice(), [Component::Normal(first), Component::Normal(_)] if *first == RELEASES)
}

/// Compares the index of a public folder with the catalog of its last release.
fn check_index(folder: &Path, index: Catalog, release: &Release) -> Result<(), ReleaseError> {
    let below = index.folder().to_owned();
    let index = Catalog {
        releases: Vec::new(),
        ..index
    };
    if index == release.catalog {
        return Ok(());
    }
    Err(ReleaseError::OtherIndex {
        file: folder.join(INDEX),
        folder: below,
    })
}

/// Reads the files of one release.
fn read_files(folder: &Path) -> Result<Release, ReleaseError> {
    let certificate = read_certificate_file(folder)?;
    if let Some(certificate) = &certificate {
        check_formats(folder, certificate)?;
    }
    let hashes = certificate.map(|certificate| certificate.files);
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
        let (file, json) = read_verified(folder.join(table_file(&entry.id)))?;
        let Dataset { table, edition, .. } =
            json_stat::read_dataset(&json).map_err(|source| ReleaseError::Malformed {
                file: file.clone(),
                source,
            })?;
        let is_described = edition == catalog.edition
            && table.id == entry.id
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

/// Compares the files in other formats with their hashes.
fn check_formats(folder: &Path, certificate: &Certificate) -> Result<(), ReleaseError> {
    for (name, certified) in &certificate.formats {
        let file = folder.join(name);
        match fs::read(&file) {
            Ok(content) if hash_bytes(&content) == *certified => (),
            Ok(_) => return Err(ReleaseError::Altered(file)),
            Err(source) => return Err(ReleaseError::Unreadable { file, source }),
        }
    }
    Ok(())
}

fn read_certificate_file(folder: &Path) -> Result<Option<Certificate>, ReleaseError> {
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
