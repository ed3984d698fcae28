//! Writes files and folders so that they survive a crash: what was written is synced before it gets its name.
//!
//! Every call to the file system goes through [`before`], where tests let it fail or stop.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

#[cfg(test)]
pub use crate::faults::{before, is_without_exchange, is_without_locks};

/// A call that changes a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Creates a file or a folder.
    Create,
    /// Writes into a file.
    Write,
    /// Waits until a file or the names in a folder are on the disk.
    Sync,
    /// Gives a file or a folder another name, or lets two folders change places.
    Rename,
    /// Deletes a file or a folder.
    Remove,
}

/// Does nothing outside tests.
#[cfg(not(test))]
pub fn before(_: Call, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a test wants a system that cannot exchange folders.
#[cfg(not(test))]
fn is_without_exchange() -> bool {
    false
}

/// Whether a test wants a system that cannot lock folders.
#[cfg(not(test))]
pub fn is_without_locks() -> bool {
    false
}

/// Creates a folder and those above it that are missing.
pub fn create_folders(folder: &Path) -> io::Result<()> {
    before(Call::Create, folder)?;
    fs::create_dir_all(folder)
}

/// Creates a folder that is not there yet.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    before(Call::Create, folder)?;
    fs::create_dir(folder)
}

/// Creates a file and waits until its content is on the disk. Fails if the file is there.
pub fn write_new(file: &Path, content: &[u8]) -> io::Result<()> {
    before(Call::Create, file)?;
    let mut opened = File::create_new(file)?;
    before(Call::Write, file)?;
    opened.write_all(content)?;
    sync_file(&opened, file)
}

/// Waits until a file's content is on the disk.
pub fn sync_file(opened: &File, file: &Path) -> io::Result<()> {
    before(Call::Sync, file)?;
    opened.sync_all()
}

/// Waits until the names in a folder are on the disk. Windows does that by itself.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    before(Call::Sync, folder)?;
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Gives a file or a folder another name in one step. A file that has this name is replaced.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    before(Call::Rename, to)?;
    fs::rename(from, to)
}

/// Gives a temporary file its name in one step. A file that has this name is replaced.
pub fn persist(file: NamedTempFile, to: &Path) -> io::Result<()> {
    before(Call::Rename, to)?;
    file.persist(to)?;
    Ok(())
}

/// Gives a temporary file its name in one step, unless something has this name.
pub fn persist_new(file: NamedTempFile, to: &Path) -> io::Result<()> {
    before(Call::Rename, to)?;
    file.persist_noclobber(to)?;
    Ok(())
}

/// Lets two folders change places in one step; `false` where the system or its file system cannot.
pub fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    before(Call::Rename, other)?;
    if is_without_exchange() {
        return Ok(false);
    }
    exchange_names(one, other)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_names(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::{
        fs::{CWD, RenameFlags, renameat_with},
        io::Errno,
    };
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_names(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Deletes a file.
pub fn remove_file(file: &Path) -> io::Result<()> {
    before(Call::Remove, file)?;
    fs::remove_file(file)
}

/// Deletes a folder with everything in it.
pub fn remove_folder(folder: &Path) -> io::Result<()> {
    before(Call::Remove, folder)?;
    fs::remove_dir_all(folder)
}

/// The folder of a file or folder; the current one for a bare name.
pub fn parent_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The name that temporary files for `name` begin with.
pub fn temporary_prefix(name: &OsStr) -> String {
    format!(".tablero-{}-", name.to_string_lossy())
}

/// The file in a temporary folder that its process locks for as long as it runs.
pub const LOCK: &str = "lock";

/// A temporary folder beside the folder that it will become. It is locked, so that the next run knows whether a crash
/// left it.
pub struct TemporaryFolder {
    /// The folder. What is written stands in a folder inside, because others may not read this one.
    pub path: PathBuf,
    lock: File,
}

impl TemporaryFolder {
    /// Creates it in `parent`, for a folder that will be called `name`.
    pub fn create(parent: &Path, name: &OsStr) -> io::Result<Self> {
        before(Call::Create, parent)?;
        let path = tempfile::Builder::new()
            .prefix(&temporary_prefix(name))
            .tempdir_in(parent)?
            .keep();
        let lock = path.join(LOCK);
        before(Call::Create, &lock)?;
        let lock = File::create_new(lock)?;
        // Where a file system has no locks, nothing there is ever taken for left over.
        let _ = lock.lock();
        Ok(TemporaryFolder { path, lock })
    }

    /// Deletes it with everything in it.
    pub fn remove(self) -> io::Result<()> {
        // Windows deletes no file that is open.
        drop(self.lock);
        remove_folder(&self.path)
    }
}

/// Lists the temporary files and folders for `name` in a folder whose process no longer runs.
pub fn list_leftovers(parent: &Path, name: &OsStr) -> io::Result<Vec<PathBuf>> {
    let mut leftovers = Vec::new();
    for entry in fs::read_dir(parent)? {
        let path = entry?.path();
        let is_temporary = path
            .file_name()
            .is_some_and(|found| is_temporary_name(&found.to_string_lossy(), name));
        if is_temporary && is_abandoned(&path) {
            leftovers.push(path);
        }
    }
    leftovers.sort();
    Ok(leftovers)
}

/// Whether temporary files and folders for `name` are called like this.
pub fn is_temporary_name(found: &str, name: &OsStr) -> bool {
    found
        .strip_prefix(&temporary_prefix(name))
        .is_some_and(is_random)
}

/// Whether a text is what `tempfile` puts behind a prefix. The names of other files may begin with the same prefix.
fn is_random(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Deletes the temporary files and folders for `name` whose process no longer runs.
pub fn remove_leftovers(parent: &Path, name: &OsStr) -> io::Result<()> {
    for leftover in list_leftovers(parent, name)? {
        if leftover.is_dir() {
            remove_folder(&leftover)?;
        } else {
            remove_file(&leftover)?;
        }
    }
    Ok(())
}

/// Whether no process has locked a temporary file or folder.
fn is_abandoned(path: &Path) -> bool {
    let lock = if path.is_dir() {
        path.join(LOCK)
    } else {
        path.into()
    };
    // A folder without its lock was left by a process that ended before it could create one. Some network file systems lock
    // only files that are open for writing.
    match File::options().read(true).write(true).open(lock) {
        Ok(file) => file.try_lock().is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}
