//! Adds releases to a public folder, which keeps every release that was ever made public.
//!
//! Each release has a folder of its own in `releases/`, which is never changed. `index.json` beside it is the catalog of the
//! last one, with links into its folder, and lists all. It is the last file that is written, and replaced in one step: at
//! each moment readers find one whole release.

use std::{ffi::OsStr, fs, io, path::Path};

use cube::{Catalog, KeptRelease, Release, certificate::Certificate};

use crate::{
    disk::{
        TemporaryFolder, create_folders, remove_file, remove_folder, remove_leftovers, rename,
        sync_folder,
    },
    error::ReleaseError,
    file::replace_file,
    folder::{fill_folder, lock_place},
    names::{INDEX, NEW, RELEASES},
    read::{is_release, list_files_beside, name_files, read, read_index},
    render::{Files, fingerprint, render_files, render_index},
    withdrawn::{Withdrawn, read_withdrawn},
};

/// Adds a release to a public folder and lets the index lead to it. Adds the hashes of its files to the certificate, which
/// must name every release that the folder keeps: it was attacked together with them.
///
/// `folder` is new, empty, a public folder, or the folder of one release, which is kept as the first. Returns what went wrong
/// after the release was public, if anything: files that are no longer needed may be left, or the disk may not have
/// confirmed the last names.
pub fn add(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
) -> Result<Option<io::Error>, ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    };
    let (place, _lock) = lock_place(folder).map_err(unwritable)?;
    let is_there = check_may_hold_releases(folder, &place)?;
    let releases = place.join(RELEASES);
    create_folders(&releases).map_err(unwritable)?;
    remove_leftovers(&releases, OsStr::new(RELEASES)).map_err(unwritable)?;
    let files = render_files(release, certificate)?;
    let mut kept = match is_there {
        true => keep_what_is_there(&place, &releases)?,
        false => {
            check_nothing_is_forgotten(&releases, &files)?;
            Vec::new()
        }
    };
    let withdrawn = read_withdrawn(&place)?;
    check_withdrawn(release, certificate, &withdrawn)?;
    let added = match check_follows(release, certificate, &place, &kept)? {
        Known::Same(before) => before,
        Known::No => put(&files, &release.catalog.release, &releases, &kept).map_err(unwritable)?,
    };
    if kept.last() != Some(&added) {
        kept.push(added.clone());
    }
    let catalog = Catalog {
        releases: kept,
        ..release.catalog.clone()
    };
    let index = render_index(&catalog, release, &withdrawn);
    if let Err(source) = replace_file(&place.join(INDEX), index.as_bytes()) {
        return match find_listing(&place, &added) {
            Listing::Listed => Ok(Some(source)),
            Listing::NotListed => {
                // If this fails as well, the next run removes it; the first error is the one to report.
                let _ = remove_folder(&place.join(&added.folder));
                Err(unwritable(source))
            }
            Listing::Unknown => Err(unwritable(source)),
        };
    }
    Ok(remove_copies(&place, &catalog).err())
}

/// Whether readers find a release by the index of its folder.
enum Listing {
    Listed,
    NotListed,
    /// There is an index, and it cannot be read.
    Unknown,
}

fn find_listing(folder: &Path, added: &KeptRelease) -> Listing {
    match (read_index(folder), folder.join(INDEX).try_exists()) {
        (Ok(index), _) if index.releases.contains(added) => Listing::Listed,
        (Ok(_), _) | (Err(_), Ok(false)) => Listing::NotListed,
        (Err(_), _) => Listing::Unknown,
    }
}

/// Whether a release is public already.
enum Known {
    /// It is the last one, with the same files but for its certificate.
    Same(KeptRelease),
    /// It is not.
    No,
}

/// Refuses a release that cannot follow those that are kept.
fn check_follows(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
    kept: &[KeptRelease],
) -> Result<Known, ReleaseError> {
    let name = &release.catalog.release;
    let mut known = Known::No;
    for (position, before) in kept.iter().enumerate() {
        if before.release != *name {
            if !certificate.earlier.contains(&before.release) {
                return Err(ReleaseError::NotTriedWith {
                    release: name.clone(),
                    other: before.release.clone(),
                });
            }
        } else if kept[position..].iter().any(|later| later.release != *name) {
            return Err(ReleaseError::NotLast(name.clone()));
        } else {
            let public = read(&folder.join(&before.folder))?;
            if public.tables != release.tables {
                return Err(ReleaseError::OtherNumbers(name.clone()));
            }
            if fingerprint(&public) == fingerprint(release) {
                known = Known::Same(before.clone());
            }
        }
    }
    Ok(known)
}

/// Refuses a release that was not attacked together with those that were withdrawn, or has the name of one.
fn check_withdrawn(
    release: &Release,
    certificate: &Certificate,
    withdrawn: &[Withdrawn],
) -> Result<(), ReleaseError> {
    let name = &release.catalog.release;
    for one in withdrawn {
        if one.release == *name {
            return Err(ReleaseError::WithdrawnName(name.clone()));
        }
        if !certificate.earlier.contains(&one.release) {
            return Err(ReleaseError::NotTriedWithWithdrawn {
                release: name.clone(),
                other: one.release.clone(),
            });
        }
    }
    Ok(())
}

/// Checks that a release can be added to a public folder, and writes nothing.
pub fn check_add(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
) -> Result<(), ReleaseError> {
    check_withdrawn(release, certificate, &read_withdrawn(folder)?)?;
    if !check_may_hold_releases(folder, folder)? {
        return Ok(());
    }
    let index = read_index(folder)?;
    check_follows(release, certificate, folder, &index.releases).map(drop)
}

/// Whether a folder holds a release already. Refuses a folder that holds anything else, or releases without their index.
/// `named` is how the caller calls it.
fn check_may_hold_releases(named: &Path, folder: &Path) -> Result<bool, ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: named.into(),
        source,
    };
    if !folder.try_exists().map_err(unwritable)? {
        return Ok(false);
    }
    if !folder.is_dir() {
        return Err(ReleaseError::NotRelease(named.into()));
    }
    if is_release(folder) {
        return Ok(true);
    }
    let (mut has_releases, mut has_others) = (false, false);
    for entry in fs::read_dir(folder).map_err(unwritable)? {
        let name = entry.map_err(unwritable)?.file_name();
        let name = name.to_string_lossy();
        has_releases |= name == RELEASES;
        has_others |= name != RELEASES && !name.starts_with(".tablero-");
    }
    match (has_releases, has_others) {
        (true, true) => Err(ReleaseError::NoIndex(named.into())),
        (false, true) => Err(ReleaseError::NotRelease(named.into())),
        (_, false) => Ok(false),
    }
}

/// Refuses a folder of releases without an index, unless a crash left it with this release alone before there was one.
fn check_nothing_is_forgotten(releases: &Path, files: &Files) -> Result<(), ReleaseError> {
    let unreadable = |source| ReleaseError::Unreadable {
        file: releases.into(),
        source,
    };
    for entry in fs::read_dir(releases).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(".tablero-") && !has_files(&path, files).map_err(unreadable)? {
            return Err(ReleaseError::NoIndex(
                releases.parent().unwrap_or(releases).into(),
            ));
        }
    }
    Ok(())
}

/// Lists the releases that a folder keeps. A release that stands in it alone is copied into a folder of its own first.
fn keep_what_is_there(folder: &Path, releases: &Path) -> Result<Vec<KeptRelease>, ReleaseError> {
    let index = read_index(folder)?;
    if !index.releases.is_empty() {
        return Ok(index.releases);
    }
    let copy = || {
        let mut files = Files::new();
        for name in name_files(folder, &index) {
            // An old release has no certificate.
            if folder.join(&name).try_exists()? {
                files.insert(name.clone(), fs::read(folder.join(&name))?);
            }
        }
        put(&files, &index.release, releases, &[])
    };
    let kept = copy().map_err(|source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    })?;
    Ok(vec![kept])
}

/// Writes the files of a release to a folder of its own, named after it. A folder that has the same files is used as it is.
fn put(
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
        let listed = kept
            .iter()
            .find(|kept| kept.folder.eq_ignore_ascii_case(&named.folder));
        // Some systems do not tell small letters from capital ones.
        let is_taken = listed.is_some_and(|listed| *listed != named);
        if !is_taken && !folder.try_exists()? {
            write_folder(files, releases, &folder)?;
            return Ok(named);
        }
        if !is_taken && has_files(&folder, files)? {
            return Ok(named);
        }
        // No index ever led to it: a crash came first.
        if listed.is_none() && is_release_alone(&folder) {
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
    // Names that Windows keeps for devices, with any extension.
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let is_device =
        DEVICES.contains(&stem.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    if name.is_empty() || is_device {
        format!("release-{name}")
    } else {
        name.into()
    }
}

/// Writes a folder under a temporary name and renames it.
fn write_folder(files: &Files, releases: &Path, folder: &Path) -> io::Result<()> {
    let beside = TemporaryFolder::create(releases, OsStr::new(RELEASES))?;
    let new = beside.path.join(NEW);
    let written = fill_folder(files, &new)
        .and_then(|()| rename(&new, folder))
        .and_then(|()| sync_folder(releases));
    // What is left over is deleted by the next run; whether the release was written matters more.
    let _ = beside.remove();
    written
}

/// Whether a folder has these files and no others.
fn has_files(folder: &Path, files: &Files) -> io::Result<bool> {
    if !folder.is_dir() {
        return Ok(false);
    }
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
        read_index(folder).and_then(|index| list_files_beside(folder, &name_files(folder, &index)));
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
