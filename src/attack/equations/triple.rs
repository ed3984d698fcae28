//! Defines three divisions of the same persons of which every two are crossed in published tables.

use super::id::Id;

/// The two divisions of each pair.
pub(crate) const PAIRS: [[usize; 2]; 3] = [[0, 1], [0, 2], [1, 2]];

/// Three divisions of the same persons, as by sex, by age and by year, of which every two are
/// crossed in cells, but not all three.
///
/// Each person is in exactly one part of each division. So a table by all three exists, of whole
/// and non-negative counts, whose sums are the cells.
#[derive(Clone)]
pub(crate) struct Triple {
    /// The number of parts of each division.
    pub(crate) sizes: [usize; 3],
    /// The cells of each pair of [`PAIRS`], row by row.
    pub(crate) pairs: [Vec<Id>; 3],
    /// The cells of each division alone.
    pub(crate) singles: [Vec<Id>; 3],
    /// The cell of all these persons.
    pub(crate) total: Id,
}

impl Triple {
    /// Returns the index of a pair's cell, given a part of each division.
    pub(crate) fn index(&self, pair: usize, parts: [usize; 3]) -> usize {
        index_of_pair(self.sizes, pair, parts)
    }

    /// Lists all cells of pairs.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Id> {
        self.pairs.iter().flatten().copied()
    }
}

/// Returns the index of a pair's cell in a table of divisions of these sizes.
pub(crate) fn index_of_pair(sizes: [usize; 3], pair: usize, parts: [usize; 3]) -> usize {
    let [one, other] = PAIRS[pair];
    parts[one] * sizes[other] + parts[other]
}
