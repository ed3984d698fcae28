//! Locks a folder against other runs that write into it, also where the system has no locks of folders.
//!
//! Windows and some network disks have none. There, a file in the folder says that somebody writes into it. A crash leaves
//! that file; nobody can tell from here whether its process still runs, perhaps on another machine, so it is never taken
//! over: whoever waits for it in vain is told which file it is, and when it may be deleted.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    process, thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::{
    disk::{Call, before, is_without_locks, remove_file},
    names::LOCK_FILE,
};

/// How long a run waits for another one where a file is the lock. A release is written in less.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder is locked until this is dropped.
pub struct FolderLock {
    /// The folder, which the system has locked.
    _folder: Option<File>,
    /// The file that is the lock where the system has none, and what it says.
    file: Option<(PathBuf, String)>,
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        let Some((file, content)) = &self.file else {
            return;
        };
        // Somebody may have deleted it and locked the folder in turn.
        if fs::read_to_string(file).is_ok_and(|found| found == *content) {
            // If it stays, the next run says what it is.
            let _ = remove_file(file);
        }
    }
}

/// Locks a folder. Waits for another run that has locked it; where the system has no locks, for a minute at most.
pub fn lock_folder(folder: &Path) -> io::Result<FolderLock> {
    match lock_by_system(folder)? {
        Some(locked) => Ok(FolderLock {
            _folder: Some(locked),
            file: None,
        }),
        None => lock_by_file(folder, PATIENCE),
    }
}

/// Lets the system lock a folder. `None`: it cannot, here.
fn lock_by_system(folder: &Path) -> io::Result<Option<File>> {
    if !cfg!(unix) || is_without_locks() {
        return Ok(None);
    }
    let opened = File::open(folder)?;
    Ok(opened.lock().is_ok().then_some(opened))
}

/// Locks a folder by a file in it.
fn lock_by_file(folder: &Path, patience: Duration) -> io::Result<FolderLock> {
    const PAUSE: Duration = Duration::from_millis(50);
    let file = folder.join(LOCK_FILE);
    let content = format!("{} {}\n", process::id(), seconds_since_1970());
    let mut waited = Duration::ZERO;
    loop {
        before(Call::Create, &file)?;
        match File::create_new(&file) {
            Ok(mut created) => {
                let lock = FolderLock {
                    _folder: None,
                    file: Some((file, content.clone())),
                };
                // What it says only explains; that it is there is the lock.
                let _ = created.write_all(content.as_bytes());
                return Ok(lock);
            }
            // Who may not write into a folder cannot lock it either, and may still write into one below it.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                return Ok(FolderLock {
                    _folder: None,
                    file: None,
                });
            }
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            Err(_) if waited >= patience => {
                return Err(io::Error::new(ErrorKind::WouldBlock, describe(&file)));
            }
            Err(_) => thread::sleep(PAUSE),
        }
        waited += PAUSE;
    }
}

/// Says who has locked a folder, and what to do.
fn describe(file: &Path) -> String {
    let content = fs::read_to_string(file).unwrap_or_default();
    let mut words = content.split_whitespace();
    let (process, since) = (words.next(), words.next());
    let since = since.and_then(|since| since.parse().ok());
    let who = match (process, since) {
        (Some(process), Some(since)) => {
            let minutes = seconds_since_1970().saturating_sub(since) / 60;
            format!("process {process} has been writing here for {minutes} minutes")
        }
        _ => "another process writes here".into(),
    };
    format!(
        "{who}; this disk has no locks, so {} says so: if that process no longer runs, on this machine or another, delete \
         this file and run the command again",
        file.display()
    )
}

fn seconds_since_1970() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::without_locks;

    #[test]
    fn a_file_is_the_lock_where_the_system_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(LOCK_FILE);
        without_locks(|| {
            let lock = lock_folder(folder.path()).unwrap();
            assert!(file.is_file());
            let refused = lock_by_file(folder.path(), Duration::from_millis(100));
            let error = refused.err().unwrap().to_string();
            let expected = format!(
                "process {} has been writing here for 0 minutes; this disk has no locks, so {} says so",
                process::id(),
                file.display()
            );
            assert!(error.starts_with(&expected), "{error}");
            drop(lock);
            assert!(!file.exists());
            drop(lock_by_file(folder.path(), Duration::ZERO).unwrap());
        });
    }

    #[test]
    fn one_run_waits_for_the_other_where_a_file_is_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let counter = folder.path().join("counter");
        fs::write(&counter, "0").unwrap();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let _lock = lock_by_file(folder.path(), PATIENCE).unwrap();
                        let count: u32 = fs::read_to_string(&counter).unwrap().parse().unwrap();
                        thread::sleep(Duration::from_millis(1));
                        fs::write(&counter, (count + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&counter).unwrap(), "20");
    }

    #[test]
    fn a_lock_that_somebody_else_took_over_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(LOCK_FILE);
        let lock = lock_by_file(folder.path(), Duration::ZERO).unwrap();
        fs::write(&file, "4711 1\n").unwrap();
        drop(lock);
        assert!(file.is_file());
        let refused = lock_by_file(folder.path(), Duration::ZERO).err().unwrap();
        assert!(
            refused
                .to_string()
                .starts_with("process 4711 has been writing here for "),
            "{refused}"
        );
    }
}
