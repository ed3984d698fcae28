//! Defines the keys of a row: all that it has, and those by which it is linked.

use std::collections::BTreeSet;

use crate::link::pseudonym::Pseudonym;

/// The identity keys of a row, before it is known which of them may join rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdentityKeys {
    /// For each of the codebook's identity keys, the strongest first, its pseudonym, unless a field
    /// of it is missing.
    pub ranked: Box<[Option<Pseudonym>]>,
    /// A bit for each of the codebook's identity keys, the strongest the lowest: whether it is one field of text
    /// without any digit, where most rows have one with digits.
    pub words: u32,
    /// The hashes of the fields that do not change; [`MISSING`](crate::link::lasting::MISSING) for a missing one.
    pub lasting: Box<[u32]>,
    /// The hash of all fields of the row.
    pub whole: Pseudonym,
}

impl IdentityKeys {
    /// Returns the keys by which the row is linked: those that `may_join` accepts by their ranks,
    /// else the hash of all fields.
    pub(crate) fn to_row_keys(&self, may_join: impl Fn(usize) -> bool) -> RowKeys {
        let mut usable = Vec::new();
        for (rank, key) in self.ranked.iter().enumerate() {
            usable.extend(key.filter(|_| may_join(rank)));
        }
        if usable.is_empty() {
            RowKeys::Whole(self.whole)
        } else {
            RowKeys::Exact(usable.into())
        }
    }
}

impl IdentityKeys {
    /// Marks which keys are among those by which the row is linked: a bit for each, the strongest the lowest.
    pub(crate) fn mark(&self, linking: &RowKeys) -> u32 {
        let RowKeys::Exact(linking) = linking else {
            return 0;
        };
        let ranks = self.ranked.iter().zip(0..u32::BITS);
        let among = ranks.filter(|(key, _)| key.is_some_and(|key| linking.contains(&key)));
        among.fold(0, |marked, (_, rank)| marked | 1 << rank)
    }

    /// Keeps the keys that are marked.
    pub(crate) fn keep(&mut self, marked: u32) {
        for (key, rank) in self.ranked.iter_mut().zip(0..u32::BITS) {
            if marked >> rank & 1 == 0 {
                *key = None;
            }
        }
    }

    /// Finds the strongest key that two of some rows have in common.
    pub(crate) fn find_shared(rows: &[&IdentityKeys]) -> Option<usize> {
        let ranks = rows.first().map_or(0, |row| row.ranked.len());
        (0..ranks).find(|rank| {
            let mut seen = BTreeSet::new();
            let mut keys = rows.iter().filter_map(|row| row.ranked[*rank]);
            !keys.all(|key| seen.insert(key))
        })
    }
}

/// The pseudonyms that identify a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowKeys {
    /// Its identity keys, in the codebook's order, at least one. Rows that share one are one
    /// application.
    Exact(Box<[Pseudonym]>),
    /// The hash of all its fields, because it has no identity key. Two people may have equal rows,
    /// so these are not one application.
    Whole(Pseudonym),
}

impl RowKeys {
    /// Returns the pseudonyms by which a decision can name the row, at least one.
    pub(crate) fn pseudonyms(&self) -> &[Pseudonym] {
        match self {
            RowKeys::Exact(keys) => keys,
            RowKeys::Whole(whole) => std::slice::from_ref(whole),
        }
    }
}
