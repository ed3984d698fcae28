//! A release as a directory: `index.json` and one file a table. Written beside its place and renamed, so that a failed
//! run leaves the last good release as it was.

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use cube::{Release, Table, json_stat};
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
}

/// Writes a release to a directory, in the place of the release that stands there, if one does.
pub fn write(release: &Release, place: &Path) -> Result<(), ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable { place: place.into(), source };
    if !may_be_replaced(place).map_err(unwritable)? {
        return Err(ReleaseError::Taken(place.into()));
    }
    write_beside(release, place).map_err(unwritable)
}

/// Reads the release that stands in a directory.
pub fn read(place: &Path) -> Result<Release, ReleaseError> {
    let (file, json) = text(place.join(INDEX))?;
    let catalog = json_stat::read_catalog(&json).map_err(|source| ReleaseError::Malformed { file, source })?;
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let (file, json) = text(place.join(format!("{}.json", entry.id)))?;
        let table =
            json_stat::read_table(&json).map_err(|source| ReleaseError::Malformed { file: file.clone(), source })?;
        let is_described = table.id == entry.id
            && table.measure == entry.measure
            && table.dimensions() == catalog.dimensions_of(entry).as_slice();
        if !is_described {
            return Err(ReleaseError::OtherTable { file, table: entry.id.clone() });
        }
        tables.insert(entry.id.clone(), table);
    }
    Ok(Release { catalog, tables })
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
    let mut files = fs::read_dir(place)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_none_or(|extension| extension != "json") || file.is_dir());
    let is_empty = fs::read_dir(place)?.next().is_none();
    Ok(is_empty || files.is_empty() && stands(place))
}

fn write_beside(release: &Release, place: &Path) -> io::Result<()> {
    let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    // What is left in it goes when it is dropped. The release has a directory of its own inside, for others to read.
    let beside = tempfile::Builder::new().prefix(".tablero-").tempdir_in(parent)?;
    let (new, old) = (beside.path().join("new"), beside.path().join("old"));
    fs::create_dir(&new)?;
    let tables: Vec<Table> = release.tables.values().cloned().collect();
    fs::write(new.join(INDEX), json_stat::write_catalog(&release.catalog, &tables, ""))?;
    for table in &tables {
        fs::write(new.join(format!("{}.json", table.id)), json_stat::write_table(table, &release.catalog))?;
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
