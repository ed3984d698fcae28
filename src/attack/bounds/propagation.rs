//! What every cell can hold at least and at most, one equation at a time, in whole numbers.

use std::collections::{BTreeSet, VecDeque};

use crate::equations::{Equation, Id, System};

/// How often every equation may be looked at, on average, before the proof is broken off. Bounds that settle do so
/// within a few rounds; contradictory files can make them grow for ever.
const ROUNDS: usize = 200;

/// The largest count that a file can hold; there are no more persons than that. With it, and with coefficients of 32
/// bits, no sum of an equation overflows.
const LARGEST: i128 = u64::MAX as i128;

/// The smallest and the largest value that a cell can have, and the last equation that said so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) low: i128,
    /// `None`: nothing bounds it.
    pub(crate) high: Option<i128>,
    pub(crate) low_by: Option<Reason>,
    pub(crate) high_by: Option<Reason>,
}

/// Why a bound holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// An equation, with the bounds of its other cells.
    Equation(usize),
    /// A search among whole tables found none beyond it; so many equations were looked at.
    Search(usize),
}

impl Interval {
    /// The value, if only one is left.
    pub(crate) fn value(&self) -> Option<i128> {
        self.high.filter(|high| *high == self.low)
    }

    /// The smallest and the largest value of `coefficient` times the cell.
    fn times(&self, coefficient: i32) -> [Option<i128>; 2] {
        let (low, high) = (
            self.low * i128::from(coefficient),
            self.high.map(|high| high * i128::from(coefficient)),
        );
        if coefficient > 0 {
            [Some(low), high]
        } else {
            [high, Some(low)]
        }
    }
}

/// The intervals of all cells.
#[derive(Clone)]
pub(crate) struct Bounds {
    pub(crate) intervals: Vec<Interval>,
    /// Equations that cannot hold. They are set aside, so that the rest can still be judged.
    pub(crate) contradictions: BTreeSet<usize>,
    /// The equation at which the proof was broken off.
    pub(crate) unsettled: Option<usize>,
    /// The equations of every cell.
    uses: Vec<Vec<usize>>,
    /// How many equations `uses` knows.
    known: usize,
}

impl Bounds {
    /// Nothing is known but that counts are not negative.
    pub(crate) fn of_counts(system: &System) -> Self {
        let cells = system.cells.len();
        Bounds {
            intervals: vec![Interval::default(); cells],
            contradictions: BTreeSet::new(),
            unsettled: None,
            uses: vec![vec![]; cells],
            known: 0,
        }
    }

    /// What is published is known besides.
    pub(crate) fn of_published(system: &System) -> Self {
        let mut bounds = Self::of_counts(system);
        for (interval, cell) in bounds.intervals.iter_mut().zip(&system.cells) {
            if let Some(count) = cell.published().map(i128::from) {
                *interval = Interval {
                    low: count,
                    high: Some(count),
                    ..Interval::default()
                };
            }
        }
        bounds
    }

    /// How many cells have one value left.
    pub(crate) fn exact(&self) -> usize {
        self.intervals
            .iter()
            .filter(|interval| interval.value().is_some())
            .count()
    }

    /// Whether the cell can still have several values.
    pub(crate) fn is_open(&self, id: Id) -> bool {
        self.intervals[id].value().is_none()
    }

    /// Takes over a new lower or upper end that a search among so many equations has found, and what follows from it.
    pub(crate) fn searched(
        &mut self,
        system: &System,
        id: Id,
        [low, high]: [Option<i64>; 2],
        equations: usize,
    ) {
        let interval = &mut self.intervals[id];
        if let Some(low) = low {
            (interval.low, interval.low_by) = (low.into(), Some(Reason::Search(equations)));
        }
        if let Some(high) = high {
            (interval.high, interval.high_by) =
                (Some(high.into()), Some(Reason::Search(equations)));
        }
        self.spread(system, id);
    }

    /// Carries a cell's new bounds along its equations, and on.
    pub(crate) fn spread(&mut self, system: &System, id: Id) {
        self.carry(system, self.uses[id].iter().copied().collect());
    }

    /// Carries bounds along the equations that have been added, and on along all others, until nothing changes.
    pub(crate) fn propagate(&mut self, system: &System) {
        let added = self.known..system.equations.len();
        for equation in added.clone() {
            system.equations[equation]
                .iter()
                .for_each(|(id, _)| self.uses[*id].push(equation));
        }
        self.known = added.end;
        self.carry(system, added.collect());
    }

    /// Carries bounds along these equations, and on along all others.
    fn carry(&mut self, system: &System, mut queue: VecDeque<usize>) {
        let mut queued = vec![false; system.equations.len()];
        queue.iter().for_each(|equation| queued[*equation] = true);
        let mut left = ROUNDS * system.equations.len();
        while let Some(equation) = queue.pop_front() {
            queued[equation] = false;
            if left == 0 {
                self.unsettled = Some(equation);
                return;
            }
            left -= 1;
            for id in self.tighten(equation, &system.equations[equation]) {
                for next in &self.uses[id] {
                    if !std::mem::replace(&mut queued[*next], true) {
                        queue.push_back(*next);
                    }
                }
            }
        }
    }

    /// Narrows every cell of one equation to what the others leave it; gives the cells that changed.
    fn tighten(&mut self, name: usize, equation: &Equation) -> Vec<Id> {
        if self.contradictions.contains(&name) {
            return vec![];
        }
        let terms = || {
            equation
                .iter()
                .map(|(id, coefficient)| self.intervals[*id].times(*coefficient))
        };
        let (low, high) = (
            Sum::of(terms().map(|[low, _]| low)),
            Sum::of(terms().map(|[_, high]| high)),
        );
        let mut changed = Vec::new();
        for (id, coefficient) in equation {
            let old = self.intervals[*id];
            let [own_low, own_high] = old.times(*coefficient);
            let new = old.within(
                *coefficient,
                high.without(own_high),
                low.without(own_low),
                name,
            );
            if new.low > new.high.unwrap_or(LARGEST) {
                self.contradictions.insert(name);
                return vec![];
            }
            if new != old {
                changed.push((*id, new));
            }
        }
        changed
            .iter()
            .for_each(|(id, new)| self.intervals[*id] = *new);
        changed.into_iter().map(|(id, _)| id).collect()
    }
}

impl Interval {
    /// What is left if `coefficient` times the cell and the rest of an equation add up to zero.
    fn within(
        self,
        coefficient: i32,
        rest_high: Option<i128>,
        rest_low: Option<i128>,
        name: usize,
    ) -> Interval {
        let by = i128::from(coefficient.abs());
        let (least, most) = if coefficient > 0 {
            (rest_high.map(|rest| -rest), rest_low.map(|rest| -rest))
        } else {
            (rest_low, rest_high)
        };
        let mut new = self;
        if let Some(low) = least
            .map(|least| -(-least).div_euclid(by))
            .filter(|low| *low > self.low)
        {
            (new.low, new.low_by) = (low, Some(Reason::Equation(name)));
        }
        let tighter = |high: &i128| *high < self.high.unwrap_or(LARGEST + 1);
        if let Some(high) = most.map(|most| most.div_euclid(by)).filter(tighter) {
            (new.high, new.high_by) = (Some(high), Some(Reason::Equation(name)));
        }
        new
    }
}

/// A sum some of whose terms may be infinite.
struct Sum {
    finite: i128,
    infinite: usize,
}

impl Sum {
    fn of(terms: impl Iterator<Item = Option<i128>>) -> Self {
        let zero = Sum {
            finite: 0,
            infinite: 0,
        };
        terms.fold(zero, |sum, term| match term {
            Some(term) => Sum {
                finite: sum.finite + term,
                ..sum
            },
            None => Sum {
                infinite: sum.infinite + 1,
                ..sum
            },
        })
    }

    /// The sum of the other terms, if it is finite.
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

    /// The intervals of cells of which some are published, after these equations.
    fn settle(published: &[Option<u64>], equations: &[&[(Id, i32)]]) -> Bounds {
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
        };
        let mut bounds = Bounds::of_published(&system);
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
        let bounds = settle(&[Some(7), None, None], &[&[(0, 1), (1, -2), (2, 1)]]);
        assert_eq!(ends(&bounds), [(7, Some(7)), (4, None), (1, None)]);
        let bounds = settle(&[Some(7), None, None], &[&[(0, 1), (1, -2), (2, -1)]]);
        assert_eq!(ends(&bounds), [(7, Some(7)), (0, Some(3)), (1, Some(7))]);
        assert!(
            settle(&[Some(7), None], &[&[(0, 1), (1, -2)]])
                .contradictions
                .contains(&0)
        );
    }

    #[test]
    fn an_unbounded_cell_bounds_nothing() {
        assert_eq!(
            ends(&settle(
                &[None, Some(4), None],
                &[&[(0, 1), (1, -1), (2, -1)]]
            )),
            [(4, None), (4, Some(4)), (0, None)]
        );
    }

    #[test]
    fn bounds_that_chase_each_other_are_broken_off() {
        // x = y + 1 and y = x + z.
        let bounds = settle(
            &[Some(1), None, None, None],
            &[&[(0, 1), (1, -1), (2, 1)], &[(1, 1), (2, -1), (3, 1)]],
        );
        assert!(bounds.unsettled.is_some());
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let most = Some(u64::MAX);
        let bounds = settle(
            &[None, most, most],
            &[&[(0, 1), (1, -i32::MAX), (2, -i32::MAX)]],
        );
        assert!(bounds.contradictions.contains(&0));
    }
}
