//! Adds releases to a public folder, which keeps every release that was ever made public.
//!
//! Each release has a folder of its own in `releases/`, which is never changed. `index.json` beside it is the catalog of the
//! last one, with links into its folder, and lists all. It is the last file that is written, and replaced in one step: at
//! each moment readers find one whole release.

use std::{collections::BTreeMap, ffi::OsStr, fs, io, path::Path};

use cube::{Catalog, KeptRelease, Release, certificate::Certificate};

use crate::{
    disk::{
        TemporaryFolder, create_folders, list_leftovers, lock_folder, remove_file, remove_folder,
        rename, sync_folder,
    },
    error::ReleaseError,
    file::replace_file,
    folder::fill_folder,
    names::{INDEX, RELEASES},
    read::{is_release, list_files_beside, name_files, read_index},
    recover::recover,
    render::{render_files, render_index},
};

type Files = BTreeMap<String, Vec<u8>>;

/// Adds a release to a public folder and lets the index lead to it. Adds the hashes of its files to the certificate, which
/// must name every release that the folder keeps: it was attacked together with them.
///
/// `folder` is new, empty, a public folder, or the folder of one release, which is kept as the first.
pub fn add(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
) -> Result<(), ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    };
    recover(folder).map_err(unwritable)?;
    let is_there = is_release(folder);
    if !is_there && !may_begin(folder).map_err(unwritable)? {
        return Err(ReleaseError::NotRelease(folder.into()));
    }
    let releases = folder.join(RELEASES);
    create_folders(&releases).map_err(unwritable)?;
    let _lock = lock_folder(&releases).map_err(unwritable)?;
    for leftover in list_leftovers(&releases, OsStr::new(RELEASES)).map_err(unwritable)? {
        remove_folder(&leftover).map_err(unwritable)?;
    }
    let mut kept = match is_there {
        true => keep_what_is_there(folder, &releases)?,
        false => Vec::new(),
    };
    let name = &release.catalog.release;
    let known = kept.iter().position(|kept| kept.release == *name);
    if known.is_some_and(|position| position + 1 < kept.len()) {
        return Err(ReleaseError::NotLast(name.clone()));
    }
    let mut others = kept.iter().map(|kept| &kept.release);
    if let Some(other) = others.find(|other| *other != name && !certificate.earlier.contains(other))
    {
        return Err(ReleaseError::NotTriedWith {
            release: name.clone(),
            other: other.clone(),
        });
    }
    let mut files = Files::new();
    for (file, text) in render_files(release, certificate) {
        files.insert(file, text.into_bytes());
    }
    let added = place(&files, name, &releases, &kept).map_err(unwritable)?;
    if kept.last() != Some(&added) {
        kept.push(added.clone());
    }
    let catalog = Catalog {
        releases: kept,
        ..release.catalog.clone()
    };
    replace_file(
        &folder.join(INDEX),
        render_index(&catalog, release).as_bytes(),
    )
    .map_err(|source| {
        take_back(folder, &added);
        unwritable(source)
    })?;
    remove_copies(folder, &catalog).map_err(unwritable)
}

/// Removes the folder of a release that the index does not list, because the index could not be written.
fn take_back(folder: &Path, added: &KeptRelease) {
    let is_listed = read_index(folder).map_or(true, |index| index.releases.contains(added));
    if !is_listed {
        // If this fails as well, the next run removes it; the first error is the one to report.
        let _ = remove_folder(&folder.join(&added.folder));
    }
}

/// Whether a folder without an index may become a public folder: it is not there, or holds at most what a crash left.
fn may_begin(folder: &Path) -> io::Result<bool> {
    if !folder.try_exists()? {
        return Ok(true);
    }
    if !folder.is_dir() {
        return Ok(false);
    }
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name != RELEASES && !name.starts_with(".tablero-") {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Lists the releases that a folder keeps. A release that stands in it alone is copied into a folder of its own first.
fn keep_what_is_there(folder: &Path, releases: &Path) -> Result<Vec<KeptRelease>, ReleaseError> {
    let index = read_index(folder)?;
    if !index.releases.is_empty() {
        return Ok(index.releases);
    }
    let copy = || {
        let mut files = Files::new();
        for name in name_files(&index) {
            // An old release has no certificate.
            if folder.join(&name).try_exists()? {
                files.insert(name.clone(), fs::read(folder.join(&name))?);
            }
        }
        place(&files, &index.release, releases, &[])
    };
    let kept = copy().map_err(|source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    })?;
    Ok(vec![kept])
}

/// Writes the files of a release to a folder of its own, named after it. A folder that has the same files is used as it is.
fn place(
    files: &Files,
    release: &str,
    releases: &Path,
    kept: &[KeptRelease],
) -> io::Result<KeptRelease> {
    let base = name_folder(release);
    let mut name = base.clone();
    for number in 2.. {
        let folder = releases.join(&name);
        let named = KeptRelease {
            release: release.into(),
            folder: format!("{RELEASES}/{name}/"),
        };
        let is_listed = kept.iter().any(|kept| kept.folder == named.folder);
        if !folder.try_exists()? {
            write_folder(files, releases, &folder)?;
            return Ok(named);
        }
        if has_files(&folder, files)? {
            return Ok(named);
        }
        // No index ever led to it: a crash came first.
        if !is_listed && is_release_alone(&folder) {
            remove_folder(&folder)?;
            write_folder(files, releases, &folder)?;
            return Ok(named);
        }
        name = format!("{base}-{number}");
    }
    Err(io::Error::other("there are too many releases of this name"))
}

/// Makes a folder's name of a release's: letters without marks, digits, `.`, `-` and `_`.
fn name_folder(release: &str) -> String {
    let plain = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => letter,
        _ => '-',
    };
    let name: String = release.chars().map(plain).collect();
    let name = name.trim_matches('.');
    if name.is_empty() {
        "release".into()
    } else {
        name.into()
    }
}

/// Writes a folder under a temporary name and renames it.
fn write_folder(files: &Files, releases: &Path, folder: &Path) -> io::Result<()> {
    let beside = TemporaryFolder::create(releases, OsStr::new(RELEASES))?;
    let new = beside.path.join("new");
    let written = fill_folder(files, &new)
        .and_then(|()| rename(&new, folder))
        .and_then(|()| sync_folder(releases));
    // What is left over is deleted by the next run; whether the release was written matters more.
    let _ = beside.remove();
    written
}

/// Whether a folder has these files and no others.
fn has_files(folder: &Path, files: &Files) -> io::Result<bool> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let expected = files.get(&*entry.file_name().to_string_lossy());
        if !entry.path().is_file() || expected != Some(&fs::read(entry.path())?) {
            return Ok(false);
        }
        count += 1;
    }
    Ok(count == files.len())
}

/// Whether a folder holds one release and nothing else.
fn is_release_alone(folder: &Path) -> bool {
    let others =
        read_index(folder).and_then(|index| list_files_beside(folder, &name_files(&index)));
    others.is_ok_and(|others| others.is_empty())
}

/// Removes the files of the release that stood in the folder alone, once the index leads to its copy.
fn remove_copies(folder: &Path, index: &Catalog) -> io::Result<()> {
    let mut removed = false;
    for kept in &index.releases {
        let below = folder.join(&kept.folder);
        for entry in fs::read_dir(&below)? {
            let copy = entry?.path();
            let file = folder.join(copy.file_name().unwrap_or_default());
            let is_copied = file != folder.join(INDEX)
                && file.is_file()
                && fs::read(&file)? == fs::read(&copy)?;
            if is_copied {
                remove_file(&file)?;
                removed = true;
            }
        }
    }
    if removed { sync_folder(folder) } else { Ok(()) }
}
