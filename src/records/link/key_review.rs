//! Decides which keys of which rows may join rows: a value that many rows of one source share identifies nobody, and a
//! weaker key never joins rows of one source that differ in a stronger one.
//!
//! What is decided does not depend on the order of the rows. Whoever is kept apart by mistake counts twice, and is told;
//! whoever is joined by mistake would vanish.

use std::collections::{BTreeMap, BTreeSet};

use codebook::{Codebook, Column};

use crate::link::{
    disjoint_sets::{DisjointSets, Position},
    lasting::LastingFields,
    row::SourceId,
    row_keys::{IdentityKeys, RowKeys},
};

/// The position of an identity key in the codebook: the strongest is 0.
pub(crate) type Rank = usize;

/// No key: a field of it is missing.
const NONE: u64 = 0;

/// Collects the keys of all rows that may have to be linked, in 8 bytes for each key.
pub(crate) struct KeyReview {
    /// For each key, in how many rows of one source an application may be.
    most_rows: Vec<usize>,
    /// For each key, its columns.
    columns: Vec<Vec<Column>>,
    /// What does not change in a person's life.
    lasting: LastingFields,
    /// All sources, the most trusted first.
    trust: Vec<SourceId>,
    /// For each row, its source.
    sources: Vec<SourceId>,
    /// For each row, its keys; [`NONE`] if a row lacks one or it may not join rows.
    keys: Vec<u64>,
    /// For each row, which of its keys are words, as in [`IdentityKeys::words`].
    words: Vec<u32>,
    findings: KeyFindings,
}

/// How many values of a key, and rows with them, were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub values: u64,
    pub rows: u64,
}

/// What was found about keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyFindings {
    /// By source and key, the values that too many rows of the source share.
    pub shared: BTreeMap<(SourceId, Rank), Found>,
    /// By source and key, the values that would have joined rows of the source that are of different persons.
    pub different: BTreeMap<(SourceId, Rank), Found>,
    /// By source and key, the values without a digit, where most have digits, that would have joined rows.
    pub words: BTreeMap<(SourceId, Rank), Found>,
    /// By source and key, the values that would have joined rows of the source that differ in a stronger key.
    pub ambiguous: BTreeMap<(SourceId, Rank), Found>,
    /// By source and key, the applications that have rows of the source which differ in the key.
    pub differing: BTreeMap<(SourceId, Rank), u64>,
    /// By source and column, the applications in which it differs from a more trusted source in what does not change.
    pub elsewhere: BTreeMap<(SourceId, Column), u64>,
    /// Applications whose rows share no single key, but are joined through one another.
    pub chains: u64,
}

/// The keys that may join rows.
pub(crate) struct ReviewedKeys {
    ranks: usize,
    keys: Vec<u64>,
    pub findings: KeyFindings,
}

impl ReviewedKeys {
    /// Returns the keys by which a row is linked: those that may join rows, else the hash of all its fields. `row` is
    /// the position at which the row was added.
    pub(crate) fn row_keys(&self, row: usize, keys: &IdentityKeys) -> RowKeys {
        keys.to_row_keys(|rank| {
            let key = self.keys.get(row * self.ranks + rank);
            key.is_some_and(|key| *key != NONE)
        })
    }
}

impl KeyReview {
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let keys = codebook.identity.iter().flat_map(|identity| &identity.keys);
        KeyReview {
            columns: keys.clone().map(|key| key.columns.clone()).collect(),
            lasting: LastingFields::new(codebook),
            most_rows: keys
                .map(|key| usize::try_from(key.most_rows).unwrap_or(usize::MAX))
                .collect(),
            sources: Vec::new(),
            keys: Vec::new(),
            words: Vec::new(),
            trust: codebook
                .identity
                .as_ref()
                .map(|identity| identity.trust.clone())
                .unwrap_or_default(),
            findings: KeyFindings::default(),
        }
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, source: SourceId, keys: &IdentityKeys) {
        self.sources.push(source);
        self.words.push(keys.words);
        self.lasting.add(&keys.lasting);
        for rank in 0..self.ranks() {
            let key = keys.ranked.get(rank).copied().flatten();
            self.keys.push(key.map_or(NONE, |key| key.half()));
        }
    }

    /// Decides which keys may join rows.
    pub(crate) fn finish(mut self) -> ReviewedKeys {
        for rank in 0..self.ranks() {
            self.drop_shared(rank);
            self.drop_different(rank);
            self.drop_words(rank);
        }
        let mut sets = DisjointSets::default();
        for _ in &self.sources {
            sets.add_anonymous();
        }
        for rank in 0..self.ranks() {
            let before = roots(&sets);
            self.drop_ambiguous_values(rank, &before);
            self.drop_ambiguous_chains(rank, &before, &sets);
            self.join(rank, &mut sets);
        }
        self.note_joined(&roots(&sets));
        ReviewedKeys {
            ranks: self.ranks(),
            keys: self.keys,
            findings: self.findings,
        }
    }

    fn ranks(&self) -> usize {
        self.most_rows.len()
    }

    fn key(&self, row: usize, rank: Rank) -> u64 {
        self.keys[row * self.ranks() + rank]
    }

    fn drop(&mut self, rows: &[usize], rank: Rank) {
        let ranks = self.ranks();
        for row in rows {
            self.keys[row * ranks + rank] = NONE;
        }
    }

    /// Returns the rows of each value of a key.
    fn values(&self, rank: Rank) -> Vec<Vec<usize>> {
        let mut rows: Vec<usize> = (0..self.sources.len())
            .filter(|row| self.key(*row, rank) != NONE)
            .collect();
        rows.sort_unstable_by_key(|row| (self.key(*row, rank), *row));
        rows.chunk_by(|one, other| self.key(*one, rank) == self.key(*other, rank))
            .filter(|rows| rows.len() > 1)
            .map(<[usize]>::to_vec)
            .collect()
    }

    /// Drops the values that too many rows of one source share.
    fn drop_shared(&mut self, rank: Rank) {
        for rows in self.values(rank) {
            let most = self.most_rows[rank];
            if rows.len() <= most {
                continue;
            }
            let mut by_source: BTreeMap<SourceId, u64> = BTreeMap::new();
            for row in &rows {
                *by_source.entry(self.sources[*row]).or_default() += 1;
            }
            by_source.retain(|_, rows| usize::try_from(*rows).is_ok_and(|rows| rows > most));
            for (source, rows) in &by_source {
                add(&mut self.findings.shared, (*source, rank), *rows);
            }
            if !by_source.is_empty() {
                self.drop(&rows, rank);
            }
        }
    }

    /// Drops the values that join rows of one source which are of different persons.
    fn drop_different(&mut self, rank: Rank) {
        for rows in self.values(rank) {
            let mut by_source: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
            for row in &rows {
                by_source.entry(self.sources[*row]).or_default().push(*row);
            }
            by_source.retain(|_, rows| self.lasting.have_different(rows, &self.columns[rank]));
            for (source, rows) in &by_source {
                let rows = u64::try_from(rows.len()).unwrap_or(u64::MAX);
                add(&mut self.findings.different, (*source, rank), rows);
            }
            if !by_source.is_empty() {
                self.drop(&rows, rank);
            }
        }
    }

    /// Drops the values without a digit, where most have digits, that several rows share.
    fn drop_words(&mut self, rank: Rank) {
        let is_word =
            |words: u32| u32::try_from(rank).is_ok_and(|rank| words >> rank.min(31) & 1 == 1);
        for rows in self.values(rank) {
            if !rows.iter().any(|row| is_word(self.words[*row])) {
                continue;
            }
            let mut by_source: BTreeMap<SourceId, u64> = BTreeMap::new();
            for row in &rows {
                *by_source.entry(self.sources[*row]).or_default() += 1;
            }
            for (source, rows) in by_source {
                add(&mut self.findings.words, (source, rank), rows);
            }
            self.drop(&rows, rank);
        }
    }

    /// Drops the values that join rows of one source which differ in a stronger key. `before` are the sets of rows that
    /// stronger keys join.
    fn drop_ambiguous_values(&mut self, rank: Rank, before: &[Position]) {
        if rank == 0 {
            return;
        }
        for rows in self.values(rank) {
            let differing = self.find_differing(&rows, rank, before);
            self.drop_differing(&differing, &rows, rank);
        }
    }

    /// Drops the values that join rows of one source which differ in a stronger key through rows of others.
    fn drop_ambiguous_chains(&mut self, rank: Rank, before: &[Position], sets: &DisjointSets) {
        if rank == 0 {
            return;
        }
        let mut joined = sets.clone();
        self.join(rank, &mut joined);
        let after = roots(&joined);
        let mut rows: Vec<usize> = (0..after.len()).collect();
        rows.sort_unstable_by_key(|row| (after[*row], *row));
        let mut differing: BTreeMap<Position, BTreeSet<SourceId>> = BTreeMap::new();
        for chain in rows.chunk_by(|one, other| after[*one] == after[*other]) {
            let is_joined = chain.iter().any(|row| before[*row] != before[chain[0]]);
            if is_joined {
                differing.insert(after[chain[0]], self.find_differing(chain, rank, before));
            }
        }
        for rows in self.values(rank) {
            let joins = rows.iter().any(|row| before[*row] != before[rows[0]]);
            if let Some(sources) = differing.get(&after[rows[0]]).filter(|_| joins) {
                self.drop_differing(sources, &rows, rank);
            }
        }
    }

    /// Finds the sources that have, among some rows, two that differ in a key stronger than `rank`. Rows that stronger
    /// keys join do not differ.
    fn find_differing(
        &self,
        rows: &[usize],
        rank: Rank,
        before: &[Position],
    ) -> BTreeSet<SourceId> {
        let mut first: BTreeMap<(SourceId, Rank), Position> = BTreeMap::new();
        let mut differing = BTreeSet::new();
        for row in rows {
            for stronger in 0..rank {
                if self.key(*row, stronger) == NONE {
                    continue;
                }
                let source = self.sources[*row];
                let known = first.entry((source, stronger)).or_insert(before[*row]);
                if *known != before[*row] {
                    differing.insert(source);
                }
            }
        }
        differing
    }

    /// Drops a value if it joins differing rows of some sources, and counts its rows there.
    fn drop_differing(&mut self, differing: &BTreeSet<SourceId>, rows: &[usize], rank: Rank) {
        for source in differing {
            let of_source = rows.iter().filter(|row| self.sources[**row] == *source);
            let rows = u64::try_from(of_source.count()).unwrap_or(u64::MAX);
            add(&mut self.findings.ambiguous, (*source, rank), rows);
        }
        if !differing.is_empty() {
            self.drop(rows, rank);
        }
    }

    /// Joins the rows of each value of a key.
    fn join(&self, rank: Rank, sets: &mut DisjointSets) {
        for rows in self.values(rank) {
            for row in &rows[1..] {
                sets.join(position(rows[0]), position(*row));
            }
        }
    }

    /// Notes the sets of rows that have no key in common, and those with rows of one source that differ in a key.
    fn note_joined(&mut self, sets: &[Position]) {
        let mut rows: Vec<usize> = (0..sets.len()).collect();
        rows.sort_unstable_by_key(|row| (sets[*row], *row));
        for joined in rows.chunk_by(|one, other| sets[*one] == sets[*other]) {
            if joined.len() < 2 {
                continue;
            }
            let ranks = 0..self.ranks();
            self.findings.chains +=
                u64::from(!ranks.clone().any(|rank| self.is_shared(joined, rank)));
            let mut first: BTreeMap<(SourceId, Rank), u64> = BTreeMap::new();
            let mut differing = BTreeSet::new();
            for (row, rank) in joined
                .iter()
                .flat_map(|row| ranks.clone().map(move |rank| (*row, rank)))
            {
                let (at, key) = ((self.sources[row], rank), self.key(row, rank));
                if key != NONE && *first.entry(at).or_insert(key) != key {
                    differing.insert(at);
                }
            }
            for at in differing {
                *self.findings.differing.entry(at).or_default() += 1;
            }
            for at in self
                .lasting
                .find_elsewhere(joined, &self.sources, &self.trust)
            {
                *self.findings.elsewhere.entry(at).or_default() += 1;
            }
        }
    }

    /// Whether all of some rows have the same value of a key.
    fn is_shared(&self, rows: &[usize], rank: Rank) -> bool {
        let key = self.key(rows[0], rank);
        key != NONE && rows.iter().all(|row| self.key(*row, rank) == key)
    }
}

/// Counts a value and its rows.
fn add(found: &mut BTreeMap<(SourceId, Rank), Found>, at: (SourceId, Rank), rows: u64) {
    let found = found.entry(at).or_default();
    found.values += 1;
    found.rows += rows;
}

/// Returns the set of each row.
fn roots(sets: &DisjointSets) -> Vec<Position> {
    (0..position(sets.len()))
        .map(|row| sets.root(row))
        .collect()
}

fn position(row: usize) -> Position {
    Position::try_from(row).unwrap_or(Position::MAX)
}

#[cfg(test)]
mod tests;
