//! Puts back a folder that a crash between two renames left under another name.

use std::{ffi::OsString, io, path::Path};

use crate::disk::{list_leftovers, parent_of, remove_folder, rename, sync_folder};

/// In a temporary folder: the release that was replaced.
pub const OLD: &str = "old";

/// Gives a folder back its name if a crash between two renames took it.
pub fn recover(folder: &Path) -> io::Result<()> {
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

/// The name of a folder, by which its temporary folders are called.
pub fn name_of(folder: &Path) -> OsString {
    folder.file_name().unwrap_or_default().to_owned()
}
