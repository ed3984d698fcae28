//! Connects rows that share a pseudonym, directly or through other rows (a union-find structure).

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::link::pseudonym::Pseudonym;

/// The position of an element among all elements; four bytes, because there are many.
pub(crate) type Position = u32;

/// Disjoint sets of pseudonyms: those of one set belong to the same application.
#[derive(Clone, Default)]
pub(crate) struct DisjointSets {
    positions: HashMap<Pseudonym, Position, FxBuildHasher>,
    /// For each position, another one of its set, or itself.
    parents: Vec<Position>,
}

impl DisjointSets {
    /// Returns the number of elements.
    pub(crate) fn len(&self) -> usize {
        self.parents.len()
    }

    /// Adds a pseudonym as a set of its own, unless it is there, and returns its position.
    pub(crate) fn add(&mut self, pseudonym: Pseudonym) -> Position {
        match self.positions.get(&pseudonym) {
            Some(position) => *position,
            None => {
                let position = self.add_anonymous();
                self.positions.insert(pseudonym, position);
                position
            }
        }
    }

    /// Adds a set of one element without a pseudonym.
    pub(crate) fn add_anonymous(&mut self) -> Position {
        let position = Position::try_from(self.parents.len()).unwrap_or(Position::MAX);
        self.parents.push(position);
        position
    }

    /// Returns the root of a pseudonym's set, if the pseudonym was added.
    pub(crate) fn find(&self, pseudonym: Pseudonym) -> Option<Position> {
        self.positions
            .get(&pseudonym)
            .map(|position| self.root(*position))
    }

    /// Joins the sets of two positions.
    pub(crate) fn join(&mut self, one: Position, other: Position) {
        let (one, other) = (self.shorten(one), self.shorten(other));
        self.parents[index(one.max(other))] = one.min(other);
    }

    /// Returns the least position of a set, which identifies it.
    pub(crate) fn root(&self, mut position: Position) -> Position {
        while self.parents[index(position)] != position {
            position = self.parents[index(position)];
        }
        position
    }

    /// Returns the root and halves the number of steps to it.
    fn shorten(&mut self, mut position: Position) -> Position {
        while self.parents[index(position)] != position {
            let parent = self.parents[index(position)];
            self.parents[index(position)] = self.parents[index(parent)];
            position = self.parents[index(position)];
        }
        position
    }
}

/// Converts a position to an index.
fn index(position: Position) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_chains_stay_quick() {
        let mut sets = DisjointSets::default();
        let position: Vec<Position> = (0..200_000)
            .map(|at| sets.add(format!("{at:x}").parse().unwrap()))
            .collect();
        position
            .windows(2)
            .rev()
            .for_each(|pair| sets.join(pair[0], pair[1]));
        position
            .windows(2)
            .for_each(|pair| sets.join(pair[0], pair[1]));
        assert!(position.iter().all(|at| sets.root(*at) == 0));
    }

    proptest! {
        #[test]
        fn what_is_connected_is_one_set(joined in proptest::collection::vec((0_usize..12, 0_usize..12), 0..14)) {
            let mut sets = DisjointSets::default();
            let positions: Vec<Position> =
                (0..12).map(|at| sets.add(format!("{at:x}").parse().unwrap())).collect();
            joined.iter().for_each(|(one, other)| sets.join(positions[*one], positions[*other]));
            let mut labels: Vec<usize> = (0..12).collect();
            for (one, other) in joined {
                let (from, to) = (labels[one], labels[other]);
                labels.iter_mut().filter(|label| **label == from).for_each(|label| *label = to);
            }
            for one in 0..12 {
                for other in 0..12 {
                    let is_one = sets.root(positions[one]) == sets.root(positions[other]);
                    prop_assert_eq!(is_one, labels[one] == labels[other]);
                }
            }
        }
    }
}
