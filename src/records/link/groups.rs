//! Which rows are connected: those that share a pseudonym, and those that others connect.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::link::pseudonym::Pseudonym;

/// Where something stands among all that is to be connected; four bytes, because there are many.
pub(crate) type Position = u32;

/// Sets of pseudonyms that stand for the same application.
#[derive(Default)]
pub(crate) struct Groups {
    positions: HashMap<Pseudonym, Position, FxBuildHasher>,
    /// For each position, another one of its set, or itself.
    parents: Vec<Position>,
}

impl Groups {
    /// The position of a pseudonym, which is a set of its own if it is new.
    pub(crate) fn position(&mut self, pseudonym: Pseudonym) -> Position {
        match self.positions.get(&pseudonym) {
            Some(position) => *position,
            None => {
                let position = self.alone();
                self.positions.insert(pseudonym, position);
                position
            }
        }
    }

    /// The position of somebody who has no pseudonym to share.
    pub(crate) fn alone(&mut self) -> Position {
        let position = Position::try_from(self.parents.len()).unwrap_or(Position::MAX);
        self.parents.push(position);
        position
    }

    /// The position of a pseudonym that is known.
    pub(crate) fn find(&self, pseudonym: Pseudonym) -> Option<Position> {
        self.positions
            .get(&pseudonym)
            .map(|position| self.root(*position))
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, one: Position, other: Position) {
        let (one, other) = (self.shorten(one), self.shorten(other));
        self.parents[at(one.max(other))] = one.min(other);
    }

    /// What stands for the whole set.
    pub(crate) fn root(&self, mut position: Position) -> Position {
        while self.parents[at(position)] != position {
            position = self.parents[at(position)];
        }
        position
    }

    /// The root, with half as many steps to it the next time.
    fn shorten(&mut self, mut position: Position) -> Position {
        while self.parents[at(position)] != position {
            self.parents[at(position)] = self.parents[at(self.parents[at(position)])];
            position = self.parents[at(position)];
        }
        position
    }
}

/// The place of an index.
fn at(position: Position) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_chains_stay_quick() {
        let mut groups = Groups::default();
        let position: Vec<Position> = (0..200_000)
            .map(|at| groups.position(format!("{at:x}").parse().unwrap()))
            .collect();
        position
            .windows(2)
            .rev()
            .for_each(|pair| groups.join(pair[0], pair[1]));
        position
            .windows(2)
            .for_each(|pair| groups.join(pair[0], pair[1]));
        assert!(position.iter().all(|at| groups.root(*at) == 0));
    }

    proptest! {
        #[test]
        fn what_is_connected_is_one_set(joined in proptest::collection::vec((0_usize..12, 0_usize..12), 0..14)) {
            let mut groups = Groups::default();
            let positions: Vec<Position> =
                (0..12).map(|at| groups.position(format!("{at:x}").parse().unwrap())).collect();
            joined.iter().for_each(|(one, other)| groups.join(positions[*one], positions[*other]));
            let mut labels: Vec<usize> = (0..12).collect();
            for (one, other) in joined {
                let (from, to) = (labels[one], labels[other]);
                labels.iter_mut().filter(|label| **label == from).for_each(|label| *label = to);
            }
            for one in 0..12 {
                for other in 0..12 {
                    let is_one = groups.root(positions[one]) == groups.root(positions[other]);
                    prop_assert_eq!(is_one, labels[one] == labels[other]);
                }
            }
        }
    }
}
