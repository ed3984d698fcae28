//! Tries values one after another, narrowing bounds in between.

use std::cell::Cell;
use std::collections::BTreeMap;

/// All counts that are published, hidden or implied, and the sums between them.
#[derive(Clone, Default)]
pub struct Outsider {
    pub(super) names: BTreeMap<String, usize>,
    pub(super) known: Vec<Option<i64>>,
    pub(super) judged: Vec<bool>,
    pub(super) sums: Vec<Vec<(usize, i64)>>,
    pub(super) most: i64,
    tried: Cell<usize>,
}

type Bounds = Vec<(i64, i64)>;

/// How many tries one question may take, and all questions on a register: nearly all take a few, but some would take
/// hours. Bounds, which need no try, are always computed.
const TRIES: usize = 5_000;
const ALL_TRIES: usize = 100_000;

impl Outsider {
    /// The largest value that is tried.
    pub fn most(&self) -> i64 {
        self.most
    }

    /// Everything that is judged and not published, by name.
    pub fn judged(&self) -> impl Iterator<Item = (&String, usize)> {
        let all = self.names.iter().map(|(name, id)| (name, *id));
        all.filter(|(_, id)| self.judged[*id] && self.known[*id].is_none())
    }

    /// Whether some table agrees with everything published and has this cell between these values; `None` if that
    /// takes too long to find out.
    pub fn possible(&self, cell: usize, (low, high): (i64, i64)) -> Option<bool> {
        let mut bounds = Bounds::new();
        for known in &self.known {
            bounds.push(known.map_or((0, self.most), |count| (count, count)));
        }
        bounds[cell] = (bounds[cell].0.max(low), bounds[cell].1.min(high));
        let granted = ALL_TRIES.saturating_sub(self.tried.get()).clamp(1, TRIES);
        let mut left = granted;
        let possible = self.search(bounds, &mut left);
        self.tried.set(self.tried.get() + granted - left);
        possible
    }

    fn search(&self, mut bounds: Bounds, tries: &mut usize) -> Option<bool> {
        *tries = tries.checked_sub(1)?;
        if !self.narrow(&mut bounds) {
            return Some(false);
        }
        let open = (0..bounds.len()).filter(|at| bounds[*at].0 < bounds[*at].1);
        let Some(at) = open.min_by_key(|at| bounds[*at].1 - bounds[*at].0) else {
            return Some(true);
        };
        for value in bounds[at].0..=bounds[at].1 {
            let mut tried = bounds.clone();
            tried[at] = (value, value);
            if self.search(tried, tries)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn narrow(&self, bounds: &mut Bounds) -> bool {
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for sum in &self.sums {
                for (at, by) in sum {
                    let others = sum.iter().filter(|(other, _)| other != at);
                    let (mut least, mut most) = (0, 0);
                    for (other, by) in others {
                        let ends = [bounds[*other].0 * by, bounds[*other].1 * by];
                        least += ends[0].min(ends[1]);
                        most += ends[0].max(ends[1]);
                    }
                    // Coefficients are 1 or -1.
                    let ends = [-least * by, -most * by];
                    let (low, high) = bounds[*at];
                    let now = (
                        low.max(ends[0].min(ends[1])),
                        high.min(ends[0].max(ends[1])),
                    );
                    if now.0 > now.1 {
                        return false;
                    }
                    changed |= now != (low, high);
                    bounds[*at] = now;
                }
            }
        }
        true
    }

    /// The count of this name, added if it is new.
    pub(super) fn number(&mut self, name: String) -> usize {
        let next = self.known.len();
        let id = *self.names.entry(name).or_insert(next);
        if id == next {
            self.known.push(None);
            self.judged.push(false);
        }
        id
    }
}
