//! Moves: by how much numbers change so that another table of whole numbers comes out that agrees with all sums and
//! with everything published. They are the proof of what protection promises, and are verified in whole numbers.

use crate::problem::{Problem, Variable};

/// By how much each number changes, sorted, none by zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    changes: Vec<(Variable, i64)>,
    /// Every part of a move that is whole is a move as well: so many equal steps can be taken one by one.
    steps: i64,
}

impl Move {
    /// The move of these changes, tabulated again: `None` unless every sum still holds, no number falls below zero and
    /// no known number changes. Floating point has no say in it.
    pub(crate) fn verified(problem: &Problem, mut changes: Vec<(Variable, i64)>) -> Option<Self> {
        changes.retain(|(_, by)| *by != 0);
        changes.sort_unstable();
        let changed = |variable: &Variable| {
            changes
                .binary_search_by_key(variable, |(changed, _)| *changed)
                .map_or(0, |at| changes[at].1)
        };
        let balanced = |equation: &usize| {
            let terms = problem.equations[*equation].iter();
            terms
                .map(|(variable, coefficient)| coefficient * changed(variable))
                .sum::<i64>()
                == 0
        };
        let stands = |(variable, by): &(Variable, i64)| {
            let number = &problem.numbers[*variable];
            !number.known
                && number.count + by >= 0
                && problem.places[*variable]
                    .iter()
                    .all(|(equation, _)| balanced(equation))
        };
        let sound = !changes.is_empty() && changes.iter().all(stands);
        let steps = changes.iter().fold(0, |divisor, (_, by)| {
            greatest_common_divisor(divisor, by.abs())
        });
        sound.then_some(Move { changes, steps })
    }

    /// What changes.
    pub(crate) fn changes(&self) -> &[(Variable, i64)] {
        &self.changes
    }

    /// By how much a number changes.
    pub(crate) fn change_of(&self, variable: Variable) -> i64 {
        let place = self
            .changes
            .binary_search_by_key(&variable, |(changed, _)| *changed);
        place.map_or(0, |at| self.changes[at].1)
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

/// Which move shows which value of which number. Values from the threshold up count as one.
pub(crate) struct Pool {
    threshold: i64,
    moves: Vec<Move>,
    /// Whether a move changes open numbers only.
    stands: Vec<bool>,
    shown: Vec<Option<usize>>,
    /// The places at which each move was, at some time, the one that shows them.
    showing: Vec<Vec<usize>>,
    touching: Vec<Vec<usize>>,
}

impl Pool {
    /// A pool without moves for so many numbers.
    pub(crate) fn new(threshold: i64, numbers: usize) -> Self {
        let values = usize::try_from(threshold).unwrap_or_default() + 1;
        Pool {
            threshold,
            moves: vec![],
            stands: vec![],
            shown: vec![None; numbers * values],
            showing: vec![],
            touching: vec![vec![]; numbers],
        }
    }

    fn place(&self, variable: Variable, value: i64) -> usize {
        let values = self.threshold + 1;
        variable * usize::try_from(values).unwrap_or_default()
            + usize::try_from(value.clamp(0, self.threshold)).unwrap_or_default()
    }

    /// Whether a move that stands shows a number at this value, or at the threshold or more.
    pub(crate) fn shows(&self, variable: Variable, value: i64) -> bool {
        self.shown[self.place(variable, value)].is_some()
    }

    /// The move that shows a number at this value, or at the threshold or more.
    pub(crate) fn shown_by(&self, variable: Variable, value: i64) -> Option<&Move> {
        self.shown[self.place(variable, value)].map(|at| &self.moves[at])
    }

    /// Moves that stand and change a number in this direction by more.
    pub(crate) fn beyond(&self, variable: Variable, by: i64) -> impl Iterator<Item = &Move> {
        let standing = self.touching[variable]
            .iter()
            .filter(|at| self.stands[**at])
            .map(|at| &self.moves[*at]);
        standing.filter(move |found| {
            let change = found.change_of(variable);
            change.signum() == by.signum() && change.abs() > by.abs()
        })
    }

    /// Whether a move that stands changes a number.
    pub(crate) fn touches(&self, variable: Variable) -> bool {
        self.touching[variable].iter().any(|at| self.stands[*at])
    }

    /// Takes in a move that changes open numbers only.
    pub(crate) fn add(&mut self, problem: &Problem, found: Move) {
        let at = self.moves.len();
        let steps = found.steps;
        self.showing.push(vec![]);
        for (variable, by) in found.changes() {
            self.touching[*variable].push(at);
            self.note(problem, at, (*variable, *by, steps));
        }
        self.moves.push(found);
        self.stands.push(true);
    }

    fn note(&mut self, problem: &Problem, at: usize, (variable, by, steps): (Variable, i64, i64)) {
        let (count, step) = (problem.numbers[variable].count, by / steps);
        // Only steps that end below the threshold, and the last one, show something new.
        let last = (step > 0).then(|| ((self.threshold - count).max(0) / step + 1).min(steps));
        let first = if step < 0 {
            ((count - self.threshold) / -step).max(0) + 1
        } else {
            1
        };
        for taken in (first..=last.unwrap_or(steps)).chain([steps]) {
            let place = self.place(variable, count + step * taken);
            if self.shown[place].is_none() {
                self.shown[place] = Some(at);
                self.showing[at].push(place);
            }
        }
    }

    /// What is no longer shown once a number is published: the moves that change it fall. Other moves that show the
    /// same take their place.
    pub(crate) fn fall(&mut self, problem: &Problem, published: Variable) -> Fallen {
        let fallen: Vec<usize> = self.touching[published]
            .iter()
            .copied()
            .filter(|at| self.stands[*at])
            .collect();
        fallen.iter().for_each(|at| self.stands[*at] = false);
        let mut fall = Fallen {
            moves: fallen,
            lost: vec![],
        };
        let values = usize::try_from(self.threshold).unwrap_or_default() + 1;
        for at in &fall.moves {
            for place in &self.showing[*at] {
                if self.shown[*place] == Some(*at) {
                    self.shown[*place] = None;
                    fall.lost.push((
                        place / values,
                        i64::try_from(place % values).unwrap_or_default(),
                        *at,
                    ));
                }
            }
        }
        let touched: std::collections::BTreeSet<Variable> =
            fall.lost.iter().map(|(variable, _, _)| *variable).collect();
        for variable in touched {
            for at in self.touching[variable].clone() {
                if self.stands[at] {
                    let by = self.moves[at].change_of(variable);
                    self.note(problem, at, (variable, by, self.moves[at].steps));
                }
            }
        }
        fall
    }

    /// Takes a fall back, where the number stays hidden after all.
    pub(crate) fn rise(&mut self, fall: Fallen) {
        fall.moves.iter().for_each(|at| self.stands[*at] = true);
        for (variable, value, at) in fall.lost {
            let place = self.place(variable, value);
            self.shown[place].get_or_insert(at);
        }
    }

    /// The moves that stand.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Move> {
        self.moves
            .iter()
            .zip(&self.stands)
            .filter(|(_, stands)| **stands)
            .map(|(found, _)| found)
    }
}

/// Moves that fell, and what they alone had shown.
pub(crate) struct Fallen {
    moves: Vec<usize>,
    pub(crate) lost: Vec<(Variable, i64, usize)>,
}
