//! Lets one call to the file system fail, or the process stop before it, so that tests can try every such place.

use std::{
    cell::{Cell, RefCell},
    fs, io,
    path::{Path, PathBuf},
};

use crate::disk::Call;

/// What happens at the call that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It fails, and the process goes on.
    Fails,
    /// From it on every call of the same kind fails.
    FailsFromHere,
    /// The process stops: no later call does anything, and nothing is tidied up.
    Stops,
    /// The machine stops: what was not synced is lost as well.
    PowerFails,
}

struct Plan {
    fault: Fault,
    at: usize,
    calls: Vec<Call>,
    written: Vec<PathBuf>,
    hit: Option<Call>,
}

thread_local! {
    static PLAN: RefCell<Option<Plan>> = const { RefCell::new(None) };
    static WITHOUT_EXCHANGE: Cell<bool> = const { Cell::new(false) };
    static WITHOUT_LOCKS: Cell<bool> = const { Cell::new(false) };
}

/// Runs something with a fault at the call of this number, counted from 0. Returns its result and the calls that were made
/// up to the fault.
pub fn with_fault<T>(fault: Fault, at: usize, run: impl FnOnce() -> T) -> (T, Vec<Call>) {
    PLAN.set(Some(Plan {
        fault,
        at,
        calls: Vec::new(),
        written: Vec::new(),
        hit: None,
    }));
    let result = run();
    let calls = PLAN.take().map(|plan| plan.calls).unwrap_or_default();
    (result, calls)
}

/// Runs something as on a system that cannot exchange two folders.
pub fn without_exchange<T>(run: impl FnOnce() -> T) -> T {
    WITHOUT_EXCHANGE.set(true);
    let result = run();
    WITHOUT_EXCHANGE.set(false);
    result
}

/// Whether folders cannot be exchanged.
pub fn is_without_exchange() -> bool {
    WITHOUT_EXCHANGE.get()
}

/// Runs something as on a disk that cannot lock folders.
pub fn without_locks<T>(run: impl FnOnce() -> T) -> T {
    WITHOUT_LOCKS.set(true);
    let result = run();
    WITHOUT_LOCKS.set(false);
    result
}

/// Whether folders cannot be locked.
pub fn is_without_locks() -> bool {
    WITHOUT_LOCKS.get()
}

/// Counts a call, and fails where the test wants it.
pub fn before(call: Call, path: &Path) -> io::Result<()> {
    PLAN.with_borrow_mut(|plan| match plan {
        Some(plan) => plan.before(call, path),
        None => Ok(()),
    })
}

impl Plan {
    fn before(&mut self, call: Call, path: &Path) -> io::Result<()> {
        let failed = || Err(io::Error::other("a fault that a test wants"));
        if let Some(hit) = self.hit {
            return match self.fault {
                Fault::Fails => Ok(()),
                Fault::FailsFromHere if call != hit => Ok(()),
                _ => failed(),
            };
        }
        let number = self.calls.len();
        self.calls.push(call);
        if number < self.at {
            match call {
                Call::Write => self.written.push(path.into()),
                Call::Sync => self.written.retain(|file| file != path),
                Call::Rename => assert!(
                    self.written.is_empty(),
                    "{}: renamed before {:?} was synced",
                    path.display(),
                    self.written
                ),
                Call::Create | Call::Remove => (),
            }
            return Ok(());
        }
        self.hit = Some(call);
        if self.fault == Fault::PowerFails {
            for file in &self.written {
                // It may have been renamed or deleted since.
                let _ = fs::File::options()
                    .write(true)
                    .open(file)
                    .and_then(|file| file.set_len(0));
            }
        }
        failed()
    }
}
