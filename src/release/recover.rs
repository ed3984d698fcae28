//! Puts back a folder that a crash between two renames left under another name.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use crate::disk::{list_leftovers, parent_of, remove_folder, rename, sync_folder};

/// In a temporary folder: the release that was replaced.
pub const OLD: &str = "old";

/// Gives a folder back its name if a crash between two renames took it. A link is followed, also one that leads nowhere now.
pub fn recover(folder: &Path) -> io::Result<()> {
    let folder = &follow_link(folder)?;
    let parent = parent_of(folder);
    if folder.try_exists()? || !parent.is_dir() {
        return Ok(());
    }
    for leftover in list_leftovers(parent, &name_of(folder))? {
        let old = leftover.join(OLD);
        if old.is_dir() {
            rename(&old, folder)?;
            sync_folder(parent)?;
            return remove_folder(&leftover);
        }
    }
    Ok(())
}

/// The place that a link leads to, whether anything is there or not; another path as it is.
pub fn follow_link(path: &Path) -> io::Result<PathBuf> {
    /// As many as Linux follows.
    const MOST: usize = 40;
    // With a slash at its end, a link is taken for what it leads to.
    let mut place: PathBuf = path.components().collect();
    for _ in 0..MOST {
        if !place.is_symlink() {
            return Ok(place);
        }
        place = match place.canonicalize() {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                parent_of(&place).join(fs::read_link(&place)?)
            }
            Err(error) => return Err(error),
        };
    }
    Err(io::Error::other("these links lead to each other"))
}

/// The name of a folder, by which its temporary folders are called.
pub fn name_of(folder: &Path) -> OsString {
    folder.file_name().unwrap_or_default().to_owned()
}
