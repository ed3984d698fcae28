//! Records that differ in the groups that no file shows, each once: all, or so many at most.
//!
//! Which are kept depends on them alone, not on when they come: those whose hash is smallest.

use std::collections::{BTreeMap, BTreeSet};

use crate::equations::Id;

/// The open cells in which somebody is, and how often in each.
pub(super) type Own = Vec<(Id, i64)>;

/// Different records, with how many are alike.
#[derive(Default)]
pub(super) struct Different {
    most: Option<usize>,
    kept: BTreeMap<(u64, Own), u64>,
    hashes: BTreeSet<u64>,
}

impl Different {
    pub(super) fn at_most(most: Option<usize>) -> Self {
        Different {
            most,
            ..Different::default()
        }
    }

    pub(super) fn add(&mut self, own: Own) {
        let hash = hash(&own);
        self.hashes.insert(hash);
        let is_full = self.most.is_some_and(|most| self.kept.len() >= most);
        if is_full
            && self
                .kept
                .last_key_value()
                .is_none_or(|((last, _), _)| *last < hash)
        {
            return;
        }
        *self.kept.entry((hash, own)).or_default() += 1;
        while self.most.is_some_and(|most| self.kept.len() > most) {
            self.kept.pop_last();
        }
    }

    /// How many there are, also of those that are not kept.
    pub(super) fn number(&self) -> usize {
        self.hashes.len()
    }

    /// Those that are kept, with how many are alike.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&Own, u64)> {
        self.kept.iter().map(|((_, own), records)| (own, *records))
    }
}

/// FNV-1a, which is the same everywhere.
fn hash(own: &Own) -> u64 {
    let bytes = own
        .iter()
        .flat_map(|(id, count)| [*id as u64, count.cast_unsigned()])
        .flat_map(u64::to_le_bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
