//! Lets every call to the file system fail, or the process stop there, and looks at what readers find afterwards.

use super::*;
use crate::{
    disk::Call,
    faults::{Fault, is_without_locks, with_fault, without_exchange, without_locks},
    file::{create_confidential, write_confidential, write_public},
    list_other_files,
    names::LOCK_FILE,
    read, write,
};

const FAULTS: [Fault; 4] = [
    Fault::Fails,
    Fault::FailsFromHere,
    Fault::Stops,
    Fault::PowerFails,
];

/// What was found after each fault.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcomes {
    /// Readers found the release of before, whole.
    old: usize,
    /// Readers found the new one, whole.
    new: usize,
}

/// Tries every fault at every call of writing `second` over what `prepare` put into a folder, and writing it once more
/// without a fault. Readers must find a whole release each time.
fn try_all_faults(writer: Writer, prepare: impl Fn(&Path)) -> BTreeMap<Fault, Outcomes> {
    let (first, second) = (release("2026", 6), release("2027", 7));
    let mut outcomes: BTreeMap<Fault, Outcomes> = BTreeMap::new();
    for fault in FAULTS {
        for at in 0.. {
            let beside = tempfile::tempdir().unwrap();
            let folder = beside.path().join("public");
            prepare(&folder);
            let (written, calls) = with_fault(fault, at, || put(writer, &second, &folder));
            if calls.len() <= at {
                assert!(written.is_ok() && at > 5, "{at} calls");
                break;
            }
            let told = format!("{fault:?} at call {at} of {calls:?}: {written:?}");
            let found = read(&folder).unwrap_or_else(|error| panic!("{told}: {error}"));
            let counted = outcomes.entry(fault).or_default();
            if found == second {
                counted.new += 1;
            } else {
                assert_eq!(found, first, "{told}");
                assert!(written.is_err(), "{told}");
                counted.old += 1;
            }
            if is_without_locks() {
                // The next run waits for these, and says that they may be deleted.
                remove_lock_files(beside.path());
            }
            put(writer, &second, &folder).unwrap();
            assert_eq!(read(&folder).unwrap(), second, "{told}");
            assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0], "{told}");
            assert_eq!(
                list_other_files(&folder).unwrap(),
                [] as [PathBuf; 0],
                "{told}"
            );
        }
    }
    outcomes
}

/// Deletes the files that say that a folder is locked, where a killed process left them.
fn remove_lock_files(folder: &Path) {
    let locks = leftovers(folder);
    for lock in locks.iter().filter(|path| path.ends_with(LOCK_FILE)) {
        fs::remove_file(lock).unwrap();
    }
}

#[test]
fn whatever_fails_while_a_release_is_replaced_a_whole_one_is_there() {
    let outcomes = try_all_faults(write, |folder| {
        put(write, &release("2026", 6), folder).unwrap();
    });
    for (fault, Outcomes { old, new }) in &outcomes {
        assert!(*old > 5 && *new > 0, "{fault:?}: {old} and {new}");
    }
    assert_eq!(outcomes.len(), FAULTS.len());
}

#[test]
fn whatever_fails_where_folders_cannot_be_exchanged_a_whole_release_is_found() {
    let outcomes = without_exchange(|| {
        try_all_faults(write, |folder| {
            put(write, &release("2026", 6), folder).unwrap();
        })
    });
    assert_eq!(outcomes.len(), FAULTS.len());
    assert!(
        outcomes
            .values()
            .all(|found| found.old > 5 && found.new > 0)
    );
}

#[test]
fn a_release_that_cannot_be_put_back_is_kept_and_the_message_says_where() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("data");
    put(write, &release("2026", 6), &folder).unwrap();
    let error = without_exchange(|| {
        let (_, calls) = with_fault(Fault::Fails, usize::MAX, || {
            put(write, &release("2026", 6), &folder)
        });
        let renames: Vec<usize> = (0..calls.len())
            .filter(|at| calls[*at] == Call::Rename)
            .collect();
        // The exchange that the system refuses, then the two steps.
        let second = renames[2];
        let (failed, _) = with_fault(Fault::FailsFromHere, second, || {
            put(write, &release("2027", 7), &folder)
        });
        failed.unwrap_err().to_string()
    });
    assert!(
        error.contains("the release that was here is now in "),
        "{error}"
    );
    let kept = error.split("is now in ").nth(1).unwrap();
    let kept = Path::new(kept.strip_suffix(": move it back").unwrap());
    assert_eq!(read(kept).unwrap(), release("2026", 6));
    // Reading the place puts it back.
    assert_eq!(read(&folder).unwrap(), release("2026", 6));
}

#[test]
fn whatever_fails_while_a_release_is_added_a_whole_one_is_public() {
    let outcomes = try_all_faults(publish, |folder| {
        put(publish, &release("2026", 6), folder).unwrap();
    });
    for (fault, Outcomes { old, new }) in &outcomes {
        assert!(*old > 5 && *new > 0, "{fault:?}: {old} and {new}");
    }
    assert_eq!(outcomes.len(), FAULTS.len());
}

#[test]
fn whatever_fails_while_a_folder_of_one_release_becomes_public_none_is_lost() {
    let outcomes = try_all_faults(publish, |folder| {
        put(write, &release("2026", 6), folder).unwrap();
    });
    assert_eq!(outcomes.len(), FAULTS.len());
    assert!(
        outcomes
            .values()
            .all(|found| found.old > 5 && found.new > 2)
    );
}

#[test]
fn whatever_fails_while_a_file_is_replaced_the_old_or_the_new_one_is_there() {
    type WriteFile = fn(&Path, &str) -> std::io::Result<()>;
    let writers: [WriteFile; 2] = [|file, text| write_public(file, text), write_confidential];
    let mut tried = 0;
    for writer in writers {
        for fault in FAULTS {
            for at in 0.. {
                let beside = tempfile::tempdir().unwrap();
                let file = beside.path().join("report.html");
                writer(&file, "old").unwrap();
                let (written, calls) = with_fault(fault, at, || writer(&file, "new"));
                if calls.len() <= at {
                    break;
                }
                tried += 1;
                let found = fs::read_to_string(&file).unwrap();
                assert!(
                    found == "new" || found == "old" && written.is_err(),
                    "{fault:?} at {at}"
                );
                writer(&file, "newer").unwrap();
                assert_eq!(fs::read_to_string(&file).unwrap(), "newer");
                assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0]);
            }
        }
    }
    assert_eq!(tried, 2 * FAULTS.len() * 6);
}

#[test]
fn whatever_fails_while_a_key_is_written_it_is_there_whole_or_not_at_all() {
    let mut tried = 0;
    for fault in FAULTS {
        for at in 0.. {
            let beside = tempfile::tempdir().unwrap();
            let file = beside.path().join("key");
            let (written, calls) = with_fault(fault, at, || create_confidential(&file, "secret"));
            if calls.len() <= at {
                break;
            }
            tried += 1;
            match fs::read_to_string(&file) {
                Ok(found) => assert!(found == "secret", "{fault:?} at {at}: “{found}”"),
                Err(_) => {
                    assert!(written.is_err(), "{fault:?} at {at}");
                    create_confidential(&file, "secret").unwrap();
                    assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0]);
                }
            }
            let again = create_confidential(&file, "another").unwrap_err();
            assert_eq!(again.kind(), std::io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read_to_string(&file).unwrap(), "secret");
        }
    }
    assert_eq!(tried, FAULTS.len() * 5);
}

#[cfg(unix)]
#[test]
fn what_a_crash_displaced_behind_a_link_is_put_back() {
    for (kind, slash) in [("relative", ""), ("relative", "/"), ("absolute", "")] {
        for writer in [None, Some(write as Writer), Some(publish)] {
            let beside = tempfile::tempdir().unwrap();
            let folder = beside.path().join("elsewhere/data");
            put(write, &release("2026", 6), &folder).unwrap();
            let to = match kind {
                "relative" => PathBuf::from("elsewhere/data"),
                _ => folder.clone(),
            };
            let link = beside.path().join("link");
            std::os::unix::fs::symlink(to, &link).unwrap();
            let temporary = beside.path().join("elsewhere/.tablero-data-abcdef");
            fs::create_dir(&temporary).unwrap();
            fs::rename(&folder, temporary.join("old")).unwrap();
            let named = PathBuf::from(format!("{}{slash}", link.display()));
            let expected = match writer {
                None => "2026",
                Some(writer) => {
                    let new = release("2027", 7);
                    let earlier = vec!["2026".into()];
                    writer(&new, &certificate(&new, earlier), &named).unwrap();
                    "2027"
                }
            };
            assert_eq!(read(&named).unwrap().catalog.release, expected, "{kind}");
            assert!(link.is_symlink());
            assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0]);
        }
    }
}

#[test]
fn whatever_fails_where_folders_cannot_be_locked_a_whole_release_is_public() {
    let outcomes = without_locks(|| {
        try_all_faults(publish, |folder| {
            put(publish, &release("2026", 6), folder).unwrap();
        })
    });
    assert_eq!(outcomes.len(), FAULTS.len());
    assert!(
        outcomes
            .values()
            .all(|found| found.old > 5 && found.new > 0)
    );
}

#[test]
fn what_a_crash_between_two_renames_displaced_is_put_back() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("data");
    put(write, &release("2026", 6), &folder).unwrap();
    let temporary = beside.path().join(".tablero-data-abcdef");
    fs::create_dir(&temporary).unwrap();
    fs::rename(&folder, temporary.join("old")).unwrap();
    assert_eq!(read(&folder).unwrap().catalog.release, "2026");
    assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0]);
}

#[test]
fn a_first_release_is_called_public_only_if_there_is_an_index() {
    let first = release("2026", 6);
    let mut failed = 0;
    for fault in FAULTS {
        for at in 0.. {
            let beside = tempfile::tempdir().unwrap();
            let folder = beside.path().join("public");
            let (written, calls) = with_fault(fault, at, || put(publish, &first, &folder));
            if calls.len() <= at {
                break;
            }
            if written.is_ok() {
                assert_eq!(read(&folder).unwrap(), first, "{fault:?} at {at}");
            } else {
                failed += 1;
            }
            put(publish, &first, &folder).unwrap();
            assert_eq!(names(&folder), ["2026"]);
            assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0]);
        }
    }
    assert!(failed > 20, "{failed}");
}
