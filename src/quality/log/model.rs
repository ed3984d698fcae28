//! Holds what changed from release to release.

use cube::Release;
use release::Withdrawn;

use crate::log::compare::{Changes, compare};

/// A release and what changed with it.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The release.
    pub release: &'a Release,
    /// What changed since the one before; `None` for the first one.
    pub changes: Option<Changes>,
}

/// What changed from release to release.
#[derive(Clone, Debug)]
pub struct Log<'a> {
    /// The releases, the oldest first.
    pub entries: Vec<Entry<'a>>,
    /// Those that were withdrawn.
    pub withdrawn: &'a [Withdrawn],
}

impl<'a> Log<'a> {
    /// Compares each release with the one before it.
    pub fn from_releases(releases: &'a [Release], withdrawn: &'a [Withdrawn]) -> Self {
        let mut entries = Vec::new();
        let mut before: Option<&Release> = None;
        for release in releases {
            entries.push(Entry {
                release,
                changes: before.map(|before| compare(before, release)),
            });
            before = Some(release);
        }
        Log { entries, withdrawn }
    }
}
