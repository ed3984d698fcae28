//! Keeps a table by three divisions whose sums are a table of pairs, and repairs it when that changes.
//!
//! The search adds or removes persons where sums lack or exceed, and weighs sums that stay wrong
//! more each time, as the search for whole tables does. A table that it does not find may exist all
//! the same.

use crate::equations::{PAIRS, index_of_pair};

/// How often fractional counts are scaled to the sums before they are rounded.
const SCALINGS: usize = 12;

/// Counts by three divisions, and what their sums lack.
#[derive(Clone)]
pub(super) struct Crossing {
    pub(super) sizes: [usize; 3],
    counts: Vec<i64>,
    /// For each pair of divisions, how many persons more its cells should have.
    lacks: [Vec<i64>; 3],
    /// Sums that may be wrong, by pair and index.
    wrong: Vec<(usize, usize)>,
    /// What was demanded and changed since the last table that was kept, in which nothing lacks.
    demands: Vec<(usize, usize, i64)>,
    changes: Vec<([usize; 3], i64)>,
    /// The counts before all were replaced.
    replaced: Option<Vec<i64>>,
}

/// A change of one count by some persons.
struct Change {
    parts: [usize; 3],
    by: i64,
    /// By how much more sums are wrong after it.
    worse: i64,
}

impl Crossing {
    pub(super) fn new(sizes: [usize; 3]) -> Self {
        let lacks = PAIRS.map(|[one, other]| vec![0; sizes[one] * sizes[other]]);
        Crossing {
            sizes,
            counts: vec![0; sizes.iter().product()],
            lacks,
            wrong: vec![],
            demands: vec![],
            changes: vec![],
            replaced: None,
        }
    }

    /// Keeps the counts, which have the demanded sums.
    pub(super) fn keep(&mut self) {
        self.demands.clear();
        self.changes.clear();
        self.replaced = None;
    }

    /// Takes back everything since the last table that was kept.
    pub(super) fn take_back(&mut self) {
        if let Some(counts) = self.replaced.take() {
            self.counts = counts;
        }
        self.take_back_changes();
        for (pair, index, more) in std::mem::take(&mut self.demands) {
            self.lacks[pair][index] -= more;
        }
        self.wrong.clear();
    }

    fn take_back_changes(&mut self) {
        while let Some((parts, by)) = self.changes.pop() {
            let place = self.place(parts);
            self.counts[place] -= by;
            for pair in 0..3 {
                self.lacks[pair][index_of_pair(self.sizes, pair, parts)] += by;
            }
        }
    }

    /// Adds so many persons to what a pair's cell should have.
    pub(super) fn demand(&mut self, pair: usize, index: usize, more: i64) {
        self.lacks[pair][index] += more;
        self.demands.push((pair, index, more));
        self.wrong.push((pair, index));
    }

    /// Replaces all counts by those of a table that has the demanded sums.
    pub(super) fn adopt(&mut self, counts: Vec<i64>) {
        self.take_back_changes();
        self.replaced = Some(std::mem::replace(&mut self.counts, counts));
        self.lacks.iter_mut().for_each(|lacks| lacks.fill(0));
        self.demands.clear();
        self.wrong.clear();
    }

    /// Returns the sum that a pair's cell should have.
    pub(super) fn demanded(&self) -> [Vec<i64>; 3] {
        let mut demanded = self.lacks.clone();
        self.each(|crossing, at, parts| {
            for (pair, sums) in demanded.iter_mut().enumerate() {
                sums[index_of_pair(crossing.sizes, pair, parts)] += crossing.counts[at];
            }
        });
        demanded
    }

    /// Calls a function for every count, with its index and its part of each division.
    fn each(&self, mut call: impl FnMut(&Self, usize, [usize; 3])) {
        let mut at = 0;
        for a in 0..self.sizes[0] {
            for b in 0..self.sizes[1] {
                for c in 0..self.sizes[2] {
                    call(self, at, [a, b, c]);
                    at += 1;
                }
            }
        }
    }

    /// Starts anew from counts as even as the demanded sums allow: by iterative proportional
    /// fitting, rounded down.
    pub(super) fn spread(&mut self) {
        let demanded = self.demanded();
        let mut fitted = vec![1.0_f64; self.counts.len()];
        for _ in 0..SCALINGS {
            for pair in 0..3 {
                let mut sums = vec![0.0; demanded[pair].len()];
                self.each(|crossing, at, parts| {
                    sums[index_of_pair(crossing.sizes, pair, parts)] += fitted[at];
                });
                let mut scaled = fitted.clone();
                self.each(|crossing, at, parts| {
                    let index = index_of_pair(crossing.sizes, pair, parts);
                    if sums[index] > 0.0 {
                        scaled[at] *= demanded[pair][index] as f64 / sums[index];
                    }
                });
                fitted = scaled;
            }
        }
        self.counts = fitted.into_iter().map(|count| count as i64).collect();
        self.lacks = demanded;
        let mut lacks = std::mem::take(&mut self.lacks);
        self.each(|crossing, at, parts| {
            for (pair, lacks) in lacks.iter_mut().enumerate() {
                lacks[index_of_pair(crossing.sizes, pair, parts)] -= crossing.counts[at];
            }
        });
        self.lacks = lacks;
        self.wrong.clear();
        self.changes.clear();
        for pair in 0..3 {
            let indices = 0..self.lacks[pair].len();
            self.wrong.extend(indices.map(|index| (pair, index)));
        }
    }

    /// Changes counts until they have the demanded sums. Returns whether they do.
    pub(super) fn repair(&mut self) -> bool {
        let mut weights: Option<[Vec<i64>; 3]> = None;
        let mut turn = 0;
        self.wrong.sort_unstable();
        self.wrong.dedup();
        let lacking = |crossing: &Self| {
            let lacks = crossing.wrong.iter();
            lacks
                .map(|(pair, at)| crossing.lacks[*pair][*at].unsigned_abs() as usize)
                .sum::<usize>()
        };
        for _ in 0..100 + 10 * lacking(self) {
            while let Some((pair, at)) = self.wrong.last().copied()
                && self.lacks[pair][at] == 0
            {
                self.wrong.pop();
            }
            if self.wrong.is_empty() {
                return true;
            }
            turn += 1;
            let chosen = (turn * 7) % self.wrong.len();
            let (pair, index) = self.wrong[chosen];
            if self.lacks[pair][index] == 0 {
                self.wrong.swap_remove(chosen);
                continue;
            }
            let Some(change) = self.best_change(pair, index, weights.as_ref(), turn) else {
                return false;
            };
            if change.worse >= 0 {
                let weights = weights.get_or_insert_with(|| {
                    [0, 1, 2].map(|pair: usize| vec![1; self.lacks[pair].len()])
                });
                for (pair, at) in &self.wrong {
                    weights[*pair][*at] += i64::from(self.lacks[*pair][*at] != 0);
                }
            }
            self.make(&change);
        }
        false
    }

    /// Of the changes along a wrong sum, returns the one that makes sums least wrong.
    fn best_change(
        &self,
        pair: usize,
        index: usize,
        weights: Option<&[Vec<i64>; 3]>,
        turn: usize,
    ) -> Option<Change> {
        let [one, other] = PAIRS[pair];
        let third = 3 - one - other;
        let width = self.sizes[other];
        let mut parts = [0; 3];
        (parts[one], parts[other]) = (index / width, index % width);
        let lack = self.lacks[pair][index];
        let mut best: Option<Change> = None;
        for offset in 0..self.sizes[third] {
            parts[third] = (offset + turn) % self.sizes[third];
            let count = self.counts[self.place(parts)];
            if lack < 0 && count == 0 {
                continue;
            }
            let (mut most, mut worse) = (lack.abs(), 0);
            for at in 0..3 {
                let place = index_of_pair(self.sizes, at, parts);
                let known = self.lacks[at][place];
                let weight = weights.map_or(1, |weights| weights[at][place]);
                if known.signum() == lack.signum() {
                    most = most.min(known.abs());
                    worse -= weight;
                } else {
                    worse += weight;
                }
            }
            if worse >= 0 {
                most = 1;
            }
            if lack < 0 {
                most = most.min(count);
            }
            if best.as_ref().is_none_or(|best| worse < best.worse) {
                best = Some(Change {
                    parts,
                    by: most * lack.signum(),
                    worse,
                });
            }
        }
        best
    }

    fn place(&self, [a, b, c]: [usize; 3]) -> usize {
        (a * self.sizes[1] + b) * self.sizes[2] + c
    }

    fn make(&mut self, change: &Change) {
        let place = self.place(change.parts);
        self.counts[place] += change.by;
        self.changes.push((change.parts, change.by));
        for pair in 0..3 {
            let index = index_of_pair(self.sizes, pair, change.parts);
            if self.lacks[pair][index] == 0 {
                self.wrong.push((pair, index));
            }
            self.lacks[pair][index] -= change.by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sums of counts.
    fn demand(sizes: [usize; 3], counts: &[i64]) -> Crossing {
        let mut crossing = Crossing::new(sizes);
        let empty = crossing.clone();
        empty.each(|_, at, parts| {
            for pair in 0..3 {
                crossing.demand(pair, index_of_pair(sizes, pair, parts), counts[at]);
            }
        });
        crossing
    }

    #[test]
    fn sums_of_some_table_are_reached_again() {
        let sizes = [3, 4, 5];
        let counts: Vec<i64> = (0..60).map(|at| (at * 37 % 11) % 4).collect();
        let mut crossing = demand(sizes, &counts);
        let demanded = crossing.demanded();
        crossing.spread();
        assert!(crossing.repair());
        assert_eq!(crossing.demanded(), demanded);
        assert!(crossing.lacks.iter().flatten().all(|lack| *lack == 0));
        assert!(crossing.counts.iter().all(|count| *count >= 0));
        // One person moves.
        crossing.demand(0, 0, 1);
        crossing.demand(1, 0, 1);
        crossing.demand(2, 0, 1);
        assert!(crossing.repair());
    }

    #[test]
    fn sums_of_no_table_are_not_reached() {
        // All are in A and B, in A and C, and in not B and not C at once.
        let mut crossing = Crossing::new([2, 2, 2]);
        crossing.demand(0, 0, 3);
        crossing.demand(1, 0, 3);
        crossing.demand(2, 1, 3);
        crossing.spread();
        assert!(!crossing.repair());
    }
}
