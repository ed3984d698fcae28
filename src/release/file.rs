//! Writes files under a temporary name and renames them, so that a failed run leaves the earlier file as it was.

use std::{
    ffi::OsStr,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::disk::{
    Call, before, create_folders, parent_of, persist, persist_new, remove_file, sync_file,
    sync_folder, temporary_prefix,
};

/// Writes a file that everybody may read. Creates its folder if it is missing.
pub fn write_public(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    create_folders(parent_of(path))?;
    replace_file(path, content.as_ref())
}

/// Writes a file that everybody may read, in a folder that is there, and replaces it in one step.
pub(crate) fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    write_synced(path, Readers::Everybody, |to| to.write_all(content))
}

/// Writes a file that, on Unix, only its owner may read and write. Creates its folder if it is missing.
pub fn write_confidential(path: &Path, text: &str) -> io::Result<()> {
    stream_confidential(path, |to| to.write_all(text.as_bytes()))
}

/// Writes a new file that, on Unix, only its owner may read and write. Its folder must be there. A file of this name is
/// never replaced; after a failure there is none.
pub fn create_confidential(path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let folder = parent_of(path);
    let mut beside = create_beside(path, Readers::Owner)?;
    before(Call::Write, beside.path())?;
    beside.write_all(text.as_bytes())?;
    sync_file(beside.as_file(), beside.path())?;
    persist_new(beside, path)?;
    sync_folder(folder).inspect_err(|_| {
        // The first error is the one to report.
        let _ = remove_file(path);
    })
}

/// Writes a file piece by piece that, on Unix, only its owner may read and write.
pub fn stream_confidential(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    create_folders(parent_of(path))?;
    write_synced(path, Readers::Owner, write)
}

/// Who may read a file, on Unix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    Owner,
    Everybody,
}

/// Writes a temporary file beside `path`, waits until it is on the disk, and renames it. Deletes what earlier runs that
/// crashed left there.
fn write_synced(
    path: &Path,
    readers: Readers,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // A link stays a link: the file that it leads to is replaced.
    let path = &if path.is_symlink() {
        path.canonicalize()?
    } else {
        path.to_owned()
    };
    let mut buffered = BufWriter::new(create_beside(path, readers)?);
    before(Call::Write, buffered.get_ref().path())?;
    write(&mut buffered)?;
    let beside = buffered
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    sync_file(beside.as_file(), beside.path())?;
    persist(beside, path)?;
    sync_folder(parent_of(path))
}

/// Creates a temporary file beside `path`, and deletes what earlier runs that crashed left there.
fn create_beside(path: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let (folder, name) = (parent_of(path), path.file_name().unwrap_or_default());
    // Otherwise another run could take the new file for left over before it is locked.
    let _lock = lock_folder(folder)?;
    remove_leftovers(folder, name)?;
    create_locked(folder, name, readers)
}

/// Creates a temporary file and locks it, so that other runs know that somebody is writing it.
fn create_locked(folder: &Path, name: &OsStr, readers: Readers) -> io::Result<NamedTempFile> {
    let prefix = temporary_prefix(name);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    if readers == Readers::Everybody {
        let_everybody_read(&mut builder);
    }
    before(Call::Create, folder)?;
    let beside = builder.tempfile_in(folder)?;
    // Where a file system has no locks, nothing there is ever taken for left over.
    let _ = beside.as_file().lock();
    Ok(beside)
}

/// Lets everybody read a temporary file, as far as the user's own settings allow. Without it, only its owner may.
#[cfg(unix)]
fn let_everybody_read(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

/// On other systems, a file may be read by whoever may read its folder.
#[cfg(not(unix))]
fn let_everybody_read(_: &mut tempfile::Builder<'_, '_>) {}

pub use crate::{
    disk::{TemporaryFolder, remove_leftovers},
    lock::lock_folder,
};

/// Whether two paths are the same or one lies inside the other, after links and dots are resolved.
pub fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (resolve(one), resolve(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Resolves links and dots in the part of a path that exists.
pub fn resolve(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let mut missing = Vec::new();
    for ancestor in path.ancestors() {
        if let Ok(found) = ancestor.canonicalize() {
            return missing
                .into_iter()
                .rev()
                .fold(found, |path, name| path.join(name));
        }
        missing.extend(ancestor.file_name());
    }
    path
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn paths_overlap_however_they_are_spelled() {
        let directory = tempfile::tempdir().unwrap();
        let below = |path: &str| directory.path().join(path);
        fs::create_dir_all(below("public/sub")).unwrap();
        let pairs = [
            ("public", "public"),
            ("public", "public/report"),
            ("public/", "public/sub/../report/deeper"),
            ("public/data", "public"),
            ("public/./sub", "public/sub/report"),
        ];
        for (one, other) in pairs {
            assert!(overlap(&below(one), &below(other)), "{one} and {other}");
        }
        for (one, other) in [
            ("public", "report"),
            ("public", "public-report"),
            ("public", "public/../report"),
        ] {
            assert!(!overlap(&below(one), &below(other)), "{one} and {other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_overlaps_with_it() {
        let directory = tempfile::tempdir().unwrap();
        let below = |path: &str| directory.path().join(path);
        fs::create_dir_all(below("public")).unwrap();
        std::os::unix::fs::symlink(below("public"), below("elsewhere")).unwrap();
        assert!(overlap(&below("public"), &below("elsewhere/report")));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_confidential_file() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o077;
        let (secret, public) = (
            directory.path().join("a/secret"),
            directory.path().join("b/public"),
        );
        for _ in 0..2 {
            write_confidential(&secret, "one").unwrap();
            write_public(&public, "two").unwrap();
        }
        let key = directory.path().join("key");
        create_confidential(&key, "three").unwrap();
        assert_eq!(mode(&key), 0);
        assert_eq!((mode(&secret), mode(&public) & 0o044 > 0), (0, true));
        assert_eq!(
            fs::read_to_string(secret).unwrap() + &fs::read_to_string(public).unwrap(),
            "onetwo"
        );
    }
}
