//! Remembers the results of cleaning fields, because most rows repeat the fields of others.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// The number of different fields that are remembered. Further ones are computed each time, which bounds the memory.
const REMEMBERED: usize = 1 << 12;
/// The length of the longest field that is remembered; longer ones are rarely repeated.
const LONGEST: usize = 64;

/// A bounded cache of results by field. It is never iterated, so its order has no effect.
pub(crate) struct Memo<T> {
    /// By field, the position of its result.
    positions: HashMap<Box<str>, usize, FxBuildHasher>,
    results: Vec<T>,
    /// The last result that is not remembered.
    last: Option<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo {
            positions: HashMap::default(),
            results: Vec::new(),
            last: None,
        }
    }
}

impl<T> Memo<T> {
    /// Returns the result for a field, and computes it if it is not remembered.
    pub(crate) fn get_or_compute(&mut self, field: &str, compute: impl FnOnce(&str) -> T) -> &T {
        if let Some(position) = self.positions.get(field) {
            return &self.results[*position];
        }
        let result = compute(field);
        if self.results.len() == REMEMBERED || field.len() > LONGEST {
            return self.last.insert(result);
        }
        let position = self.results.len();
        self.positions.insert(field.into(), position);
        self.results.push(result);
        &self.results[position]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembered_results_are_the_computed_ones_and_bounded() {
        let (mut memo, mut computed) = (Memo::default(), 0);
        let mut length = |field: &str| {
            *memo.get_or_compute(field, |field| {
                computed += 1;
                field.len()
            })
        };
        assert_eq!([length("a"), length("bb"), length("a")], [1, 2, 1]);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!([length(&long), length(&long)], [LONGEST + 1; 2]);
        (0..2 * REMEMBERED).for_each(|number| assert!(length(&number.to_string()) > 0));
        assert_eq!(computed, 4 + 2 * REMEMBERED);
        assert_eq!(memo.positions.len(), REMEMBERED);
    }
}
