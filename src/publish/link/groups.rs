//! Which rows are connected: those that share a pseudonym, and those that others connect.

use std::collections::{BTreeMap, HashMap};

use super::Pseudonym;

/// Sets of pseudonyms that stand for the same application.
#[derive(Default)]
pub(crate) struct Groups {
    positions: HashMap<Pseudonym, usize>,
    /// For each position, another one of its set, or itself.
    parents: Vec<usize>,
}

impl Groups {
    /// The position of a pseudonym, which is a set of its own if it is new.
    pub(crate) fn position(&mut self, pseudonym: Pseudonym) -> usize {
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
    pub(crate) fn alone(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    /// The position of a pseudonym that is known.
    pub(crate) fn find(&self, pseudonym: Pseudonym) -> Option<usize> {
        self.positions.get(&pseudonym).map(|position| self.root(*position))
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.shorten(one), self.shorten(other));
        self.parents[one.max(other)] = one.min(other);
    }

    /// What stands for the whole set.
    pub(crate) fn root(&self, mut position: usize) -> usize {
        while self.parents[position] != position {
            position = self.parents[position];
        }
        position
    }

    /// The root, with half as many steps to it the next time.
    fn shorten(&mut self, mut position: usize) -> usize {
        while self.parents[position] != position {
            self.parents[position] = self.parents[self.parents[position]];
            position = self.parents[position];
        }
        position
    }

    /// Things by the sets of their positions.
    pub(crate) fn gather<T>(&self, things: impl IntoIterator<Item = (usize, T)>) -> BTreeMap<usize, Vec<T>> {
        let mut sets: BTreeMap<usize, Vec<T>> = BTreeMap::new();
        for (position, thing) in things {
            sets.entry(self.root(position)).or_default().push(thing);
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_chains_stay_quick() {
        let mut groups = Groups::default();
        let position: Vec<usize> = (0..200_000).map(|at| groups.position(format!("{at:x}").parse().unwrap())).collect();
        position.windows(2).rev().for_each(|pair| groups.join(pair[0], pair[1]));
        position.windows(2).for_each(|pair| groups.join(pair[0], pair[1]));
        assert!(position.iter().all(|at| groups.root(*at) == 0));
    }

    proptest! {
        #[test]
        fn what_is_connected_is_one_set(joined in proptest::collection::vec((0_usize..12, 0_usize..12), 0..14)) {
            let mut groups = Groups::default();
            let positions: Vec<usize> =
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
