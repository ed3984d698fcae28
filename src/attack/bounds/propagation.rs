//! Propagates bounds along one equation at a time until nothing changes: exact, but not tight.

use std::collections::{BTreeSet, VecDeque};

use super::interval::{Interval, Reason};
use crate::equations::{Equation, Id, System};

/// How often each equation is applied on average before propagation stops. Bounds that settle need
/// a few rounds; contradictory files can make them grow for ever.
const ROUNDS: usize = 200;

/// The intervals of all cells.
#[derive(Clone)]
pub(crate) struct Bounds {
    pub(crate) intervals: Vec<Interval>,
    /// Equations that cannot hold. They are no longer applied, so that the others can still be
    /// judged.
    pub(crate) contradictions: BTreeSet<usize>,
    /// Cells whose marks leave no count.
    pub(crate) contradictory_marks: BTreeSet<Id>,
    /// The equation at which propagation stopped before bounds settled.
    pub(crate) unsettled: Option<usize>,
    /// The equations of every cell.
    uses: Vec<Vec<usize>>,
    /// How many equations are listed in `uses`.
    indexed: usize,
}

impl Bounds {
    /// Knows nothing but that counts are not negative.
    pub(crate) fn unknown(system: &System) -> Self {
        let cells = system.cells.len();
        Bounds {
            intervals: vec![Interval::default(); cells],
            contradictions: BTreeSet::new(),
            contradictory_marks: BTreeSet::new(),
            unsettled: None,
            uses: vec![vec![]; cells],
            indexed: 0,
        }
    }

    /// Knows the published counts.
    pub(crate) fn from_published(system: &System) -> Self {
        let mut bounds = Self::unknown(system);
        for (interval, cell) in bounds.intervals.iter_mut().zip(&system.cells) {
            if let Some(count) = cell.published() {
                *interval = Interval::from_count(count);
            }
        }
        bounds
    }

    /// Counts the cells with only one possible count.
    pub(crate) fn count_exact(&self) -> usize {
        let exact = self
            .intervals
            .iter()
            .filter(|interval| interval.value().is_some());
        exact.count()
    }

    /// Returns whether several counts of a cell are possible.
    pub(crate) fn is_open(&self, id: Id) -> bool {
        let interval = self.intervals.get(id);
        interval.is_none_or(|interval| interval.value().is_none())
    }

    /// Adds the cells that the system has gained, of which nothing is known.
    fn extend(&mut self, system: &System) {
        self.intervals
            .resize(system.cells.len(), Interval::default());
        self.uses.resize(system.cells.len(), vec![]);
    }

    /// Sets the lower or upper end that a search among so many equations found, and propagates it.
    pub(crate) fn apply_search(
        &mut self,
        system: &System,
        id: Id,
        [low, high]: [Option<i64>; 2],
        equations: usize,
    ) {
        let interval = &mut self.intervals[id];
        let reason = Some(Reason::Search(equations));
        if let Some(low) = low {
            (interval.low, interval.low_reason) = (low.into(), reason);
        }
        if let Some(high) = high {
            (interval.high, interval.high_reason) = (Some(high.into()), reason);
        }
        self.propagate_from(system, id);
    }

    /// Propagates the bounds of one cell along its equations, and on along all others.
    pub(crate) fn propagate_from(&mut self, system: &System, id: Id) {
        self.propagate_along(system, self.uses[id].iter().copied().collect());
    }

    /// Propagates bounds along the equations that were added since the last time, and on along all
    /// others.
    pub(crate) fn propagate(&mut self, system: &System) {
        self.extend(system);
        let added = self.indexed..system.equations.len();
        for equation in added.clone() {
            for (id, _) in &system.equations[equation] {
                self.uses[*id].push(equation);
            }
        }
        self.indexed = added.end;
        self.propagate_along(system, added.collect());
    }

    /// Applies the queued equations, and then those of every cell that changes.
    fn propagate_along(&mut self, system: &System, mut queue: VecDeque<usize>) {
        let mut is_queued = vec![false; system.equations.len()];
        for equation in &queue {
            is_queued[*equation] = true;
        }
        let mut left = ROUNDS * system.equations.len();
        while let Some(equation) = queue.pop_front() {
            is_queued[equation] = false;
            if left == 0 {
                self.unsettled = Some(equation);
                return;
            }
            left -= 1;
            for id in self.apply(equation, &system.equations[equation]) {
                for next in &self.uses[id] {
                    if !std::mem::replace(&mut is_queued[*next], true) {
                        queue.push_back(*next);
                    }
                }
            }
        }
    }

    /// Narrows every cell of an equation to what the other cells leave possible, and returns the
    /// cells that changed.
    fn apply(&mut self, index: usize, equation: &Equation) -> Vec<Id> {
        if self.contradictions.contains(&index) {
            return vec![];
        }
        let (mut low, mut high) = (Sum::default(), Sum::default());
        for (id, coefficient) in equation {
            let [term_low, term_high] = self.intervals[*id].times(*coefficient);
            low.add(term_low);
            high.add(term_high);
        }
        let mut changed = Vec::new();
        for (id, coefficient) in equation {
            let old = self.intervals[*id];
            let [own_low, own_high] = old.times(*coefficient);
            let others = [low.without(own_low), high.without(own_high)];
            let new = old.narrow(*coefficient, others, index);
            if new.is_empty() {
                self.contradictions.insert(index);
                return vec![];
            }
            if new != old {
                changed.push((*id, new));
            }
        }
        for (id, new) in &changed {
            self.intervals[*id] = *new;
        }
        changed.into_iter().map(|(id, _)| id).collect()
    }
}

/// A sum some of whose terms may be infinite.
#[derive(Default)]
struct Sum {
    finite: i128,
    /// How many terms are infinite.
    infinite: usize,
}

impl Sum {
    fn add(&mut self, term: Option<i128>) {
        match term {
            Some(term) => self.finite += term,
            None => self.infinite += 1,
        }
    }

    /// Returns the sum of the other terms, if it is finite.
    fn without(&self, term: Option<i128>) -> Option<i128> {
        match term {
            Some(term) => (self.infinite == 0).then_some(self.finite - term),
            None => (self.infinite == 1).then_some(self.finite),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use cube::Address;

    use super::*;
    use crate::equations::Cell;

    /// Propagates bounds along equations between cells, some of which are published.
    fn propagate(published: &[Option<u64>], equations: &[&[(Id, i32)]]) -> Bounds {
        let cell = |count: &Option<u64>| Cell {
            group: Address::default().into(),
            shown: vec![(0, *count)],
            threshold: Some(5),
        };
        let system = System {
            current: 0,
            tables: vec!["n".into()],
            cells: published.iter().map(cell).collect(),
            equations: equations.iter().map(|equation| equation.to_vec()).collect(),
            rows: BTreeMap::new(),
            independent: equations.len(),
            ..System::default()
        };
        let mut bounds = Bounds::from_published(&system);
        bounds.propagate(&system);
        bounds
    }

    fn ends(bounds: &Bounds) -> Vec<(i128, Option<i128>)> {
        bounds
            .intervals
            .iter()
            .map(|interval| (interval.low, interval.high))
            .collect()
    }

    #[test]
    fn persons_are_whole() {
        // 7 = 2 x − y, then 7 = 2 x + y, then 7 = 2 x.
        let bounds = propagate(&[Some(7), None, None], &[&[(0, 1), (1, -2), (2, 1)]]);
        assert_eq!(ends(&bounds), [(7, Some(7)), (4, None), (1, None)]);
        let bounds = propagate(&[Some(7), None, None], &[&[(0, 1), (1, -2), (2, -1)]]);
        assert_eq!(ends(&bounds), [(7, Some(7)), (0, Some(3)), (1, Some(7))]);
        assert!(
            propagate(&[Some(7), None], &[&[(0, 1), (1, -2)]])
                .contradictions
                .contains(&0)
        );
    }

    #[test]
    fn an_unbounded_cell_bounds_nothing() {
        assert_eq!(
            ends(&propagate(
                &[None, Some(4), None],
                &[&[(0, 1), (1, -1), (2, -1)]]
            )),
            [(4, None), (4, Some(4)), (0, None)]
        );
    }

    #[test]
    fn bounds_that_chase_each_other_are_broken_off() {
        // x = y + 1 and y = x + z.
        let bounds = propagate(
            &[Some(1), None, None, None],
            &[&[(0, 1), (1, -1), (2, 1)], &[(1, 1), (2, -1), (3, 1)]],
        );
        assert!(bounds.unsettled.is_some());
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let most = Some(u64::MAX);
        let bounds = propagate(
            &[None, most, most],
            &[&[(0, 1), (1, -i32::MAX), (2, -i32::MAX)]],
        );
        assert!(bounds.contradictions.contains(&0));
    }
}
