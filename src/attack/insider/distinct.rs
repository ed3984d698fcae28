//! Keeps each distinct record once, up to a limit.
//!
//! Which are kept depends on the records alone and not on their order: those with the smallest
//! hashes.

use std::collections::{BTreeMap, BTreeSet};

use crate::equations::Id;

/// The open cells that a record is in, and how often it counts in each.
pub(super) type OpenCells = Vec<(Id, i64)>;

/// Distinct records, and how many are alike.
#[derive(Default)]
pub(super) struct DistinctRecords {
    /// `None`: all are kept.
    limit: Option<usize>,
    kept: BTreeMap<(u64, OpenCells), u64>,
    hashes: BTreeSet<u64>,
}

impl DistinctRecords {
    pub(super) fn with_limit(limit: Option<usize>) -> Self {
        DistinctRecords {
            limit,
            ..DistinctRecords::default()
        }
    }

    pub(super) fn add(&mut self, record: OpenCells) {
        let hash = hash(&record);
        self.hashes.insert(hash);
        let is_full = self.limit.is_some_and(|limit| self.kept.len() >= limit);
        let largest = self.kept.last_key_value().map(|((hash, _), _)| *hash);
        if is_full && largest.is_none_or(|largest| largest < hash) {
            return;
        }
        *self.kept.entry((hash, record)).or_default() += 1;
        while self.limit.is_some_and(|limit| self.kept.len() > limit) {
            self.kept.pop_last();
        }
    }

    /// Counts the distinct records, kept or not.
    pub(super) fn count(&self) -> usize {
        self.hashes.len()
    }

    /// Lists the kept records, each with the number of those that are alike.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&OpenCells, u64)> {
        self.kept
            .iter()
            .map(|((_, record), alike)| (record, *alike))
    }
}

/// FNV-1a, which is the same on every machine.
fn hash(record: &OpenCells) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (id, count) in record {
        for number in [*id as u64, count.cast_unsigned()] {
            for byte in number.to_le_bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    hash
}
