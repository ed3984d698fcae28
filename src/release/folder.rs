//! Replaces the folder of one release in one step, and puts back what a crash displaced.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use cube::{Release, certificate::Certificate};

use crate::{
    disk::{
        TemporaryFolder, create_folder, create_folders, exchange, parent_of, remove_leftovers,
        rename, sync_folder, write_new,
    },
    error::ReleaseError,
    lock::{FolderLock, lock_folder},
    names::{NEW, TABLE},
    read::{is_release, list_files_beside, name_files, read, read_index},
    recover::{OLD, follow_link, name_of, recover},
    render::{Files, render_files},
};

/// Writes a release to a folder of its own and replaces the release that is there, if any. Adds the hashes of its files to
/// the certificate.
///
/// At each moment the folder holds one whole release. Systems without an exchange of two folders (Windows) need two steps;
/// after a crash between them, the next command that reads or writes the release puts the old one back.
pub fn write(
    release: &Release,
    certificate: &Certificate,
    folder: &Path,
) -> Result<(), ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: folder.into(),
        source,
    };
    let (place, _lock) = lock_place(folder).map_err(unwritable)?;
    check_replaceable(folder, &place)?;
    let files = render_files(release, certificate)?;
    replace_folder(&files, &place).map_err(|failed| match failed {
        Failed::Unwritable(source) => unwritable(source),
        Failed::Displaced { kept, source } => ReleaseError::Displaced {
            folder: folder.into(),
            kept,
            source,
        },
    })
}

/// Follows a link to a folder, locks the folder around it, and puts back what a crash displaced. Returns the folder itself;
/// it stays locked until the second value is dropped.
pub fn lock_place(folder: &Path) -> io::Result<(PathBuf, FolderLock)> {
    let place = follow_link(folder)?;
    let is_link = place != folder.components().collect::<PathBuf>();
    if !is_link {
        create_folders(parent_of(&place))?;
    }
    let lock = lock_folder(parent_of(&place))?;
    recover(&place)?;
    if is_link {
        // A link that leads nowhere may be mistyped, or its disk is not mounted.
        fs::metadata(&place)?;
    }
    Ok((place, lock))
}

/// Refuses a place whose content would be lost or that cannot be renamed. `named` is how the caller calls `folder`.
fn check_replaceable(named: &Path, folder: &Path) -> Result<(), ReleaseError> {
    let unwritable = |source| ReleaseError::Unwritable {
        folder: named.into(),
        source,
    };
    if !folder.try_exists().map_err(unwritable)? {
        return Ok(());
    }
    if !folder.is_dir() {
        return Err(ReleaseError::NotRelease(named.into()));
    }
    let is_empty = fs::read_dir(folder).map_err(unwritable)?.next().is_none();
    if !is_empty {
        check_is_one_release(named, folder)?;
    }
    let resolved = folder.canonicalize().map_err(unwritable)?;
    if std::env::current_dir()
        .and_then(|current| current.canonicalize())
        .is_ok_and(|current| current.starts_with(&resolved))
    {
        return Err(ReleaseError::Current(named.into()));
    }
    if is_mount_point(&resolved).map_err(unwritable)? {
        return Err(ReleaseError::MountPoint(named.into()));
    }
    Ok(())
}

/// Refuses a folder that holds anything but one release that was not made public by `tablero release`.
fn check_is_one_release(named: &Path, folder: &Path) -> Result<(), ReleaseError> {
    if !is_release(folder) {
        return Err(ReleaseError::NotRelease(named.into()));
    }
    let index = read_index(folder)?;
    if !index.releases.is_empty() {
        return Err(ReleaseError::Public(named.into()));
    }
    if let Some(other) = list_files_beside(folder, &name_files(folder, &index))?.pop() {
        return Err(ReleaseError::OtherFile(other));
    }
    // What was put in the place of one of its files would be lost as well.
    read(folder).map(drop)
}

/// Whether a folder is on another disk than the one around it.
#[cfg(unix)]
fn is_mount_point(folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    match folder.parent() {
        Some(parent) => Ok(fs::metadata(folder)?.dev() != fs::metadata(parent)?.dev()),
        None => Ok(true),
    }
}

#[cfg(not(unix))]
fn is_mount_point(folder: &Path) -> io::Result<bool> {
    Ok(folder.parent().is_none())
}

/// Why a folder was not replaced.
pub enum Failed {
    /// What was there before is still there.
    Unwritable(io::Error),
    /// What was there before is now in `kept`.
    Displaced {
        /// Where it is.
        kept: PathBuf,
        /// The system's error.
        source: io::Error,
    },
}

impl From<io::Error> for Failed {
    fn from(source: io::Error) -> Self {
        Failed::Unwritable(source)
    }
}

/// Writes files to a temporary folder and puts it in the place of `folder`.
pub fn replace_folder(files: &Files, folder: &Path) -> Result<(), Failed> {
    let parent = parent_of(folder);
    remove_leftovers(parent, &name_of(folder))?;
    let beside = TemporaryFolder::create(parent, &name_of(folder))?;
    let new = beside.path.join(NEW);
    let replaced = fill_folder(files, &new)
        .map_err(Failed::from)
        .and_then(|()| swap(&new, folder, &beside.path.join(OLD)));
    match replaced {
        Err(Failed::Displaced { .. }) => replaced,
        _ => {
            // What is left over is deleted by the next run; whether the release is in its place matters more.
            let _ = beside.remove();
            replaced
        }
    }
}

/// Creates a folder with files, and waits until all of them are on the disk. Tables come first: whatever is found without
/// its table was not written by this program.
pub fn fill_folder(files: &Files, folder: &Path) -> io::Result<()> {
    create_folder(folder)?;
    let (tables, others): (Vec<_>, Vec<_>) =
        files.iter().partition(|(name, _)| name.ends_with(TABLE));
    for (name, content) in tables.into_iter().chain(others) {
        write_new(&folder.join(name), content)?;
    }
    sync_folder(folder)
}

/// Puts a new folder in the place of another, which gets the name `old` if the two cannot change places in one step.
fn swap(new: &Path, folder: &Path, old: &Path) -> Result<(), Failed> {
    if !folder.try_exists()? {
        rename(new, folder)?;
    } else if !exchange(new, folder)? {
        swap_in_two_steps(new, folder, old)?;
    }
    Ok(sync_folder(parent_of(folder))?)
}

fn swap_in_two_steps(new: &Path, folder: &Path, old: &Path) -> Result<(), Failed> {
    rename(folder, old)?;
    let Err(source) = rename(new, folder) else {
        return Ok(());
    };
    match rename(old, folder) {
        Ok(()) => Err(Failed::Unwritable(source)),
        Err(_) => Err(Failed::Displaced {
            kept: old.into(),
            source,
        }),
    }
}
