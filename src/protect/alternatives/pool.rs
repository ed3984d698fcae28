//! Keeps all moves found so far, by number and value: a move proves that the number can have that value.
//!
//! A move is active while it changes unpublished numbers only. Publishing a number withdraws the moves that change it.

use std::collections::BTreeSet;

use crate::alternatives::moves::Move;
use crate::problem::number::Variable;
use crate::problem::system::Problem;

/// All moves found so far. Values from the threshold up count as one value.
pub(crate) struct Pool {
    threshold: i64,
    moves: Vec<Move>,
    is_active: Vec<bool>,
    /// For each number and value, the active move that shows it.
    witnesses: Vec<Option<usize>>,
    /// For each move, where it was ever the witness.
    witnessed: Vec<Vec<usize>>,
    /// For each number, the moves that change it.
    changing: Vec<Vec<usize>>,
}

/// Moves that were withdrawn, and the witnesses that were lost with them.
pub(crate) struct Withdrawn {
    moves: Vec<usize>,
    pub(crate) lost: Vec<LostWitness>,
}

/// A value of a number that one move alone had shown.
pub(crate) struct LostWitness {
    pub(crate) variable: Variable,
    pub(crate) value: i64,
    by_move: usize,
}

impl Pool {
    /// A pool without moves for so many numbers.
    pub(crate) fn new(threshold: i64, numbers: usize) -> Self {
        let mut pool = Pool {
            threshold,
            moves: vec![],
            is_active: vec![],
            witnesses: vec![],
            witnessed: vec![],
            changing: vec![vec![]; numbers],
        };
        pool.witnesses = vec![None; numbers * pool.values()];
        pool
    }

    /// How many values of a number are distinguished.
    fn values(&self) -> usize {
        usize::try_from(self.threshold).unwrap_or_default() + 1
    }

    /// The position of a number's value in `witnesses`.
    fn slot(&self, variable: Variable, value: i64) -> usize {
        let value = usize::try_from(value.clamp(0, self.threshold));
        variable * self.values() + value.unwrap_or_default()
    }

    /// Whether an active move shows a number at this value, or at the threshold or more.
    pub(crate) fn has_witness(&self, variable: Variable, value: i64) -> bool {
        self.witnesses[self.slot(variable, value)].is_some()
    }

    /// The active move that shows a number at this value, or at the threshold or more.
    pub(crate) fn witness(&self, variable: Variable, value: i64) -> Option<&Move> {
        self.witnesses[self.slot(variable, value)].map(|at| &self.moves[at])
    }

    /// Active moves that change a number in this direction by more.
    pub(crate) fn moves_beyond(&self, variable: Variable, by: i64) -> impl Iterator<Item = &Move> {
        let goes_beyond = move |candidate: &&Move| {
            let change = candidate.change_of(variable);
            change.signum() == by.signum() && change.abs() > by.abs()
        };
        self.changing[variable]
            .iter()
            .filter(|at| self.is_active[**at])
            .map(|at| &self.moves[*at])
            .filter(goes_beyond)
    }

    /// Whether an active move changes a number.
    pub(crate) fn is_changed(&self, variable: Variable) -> bool {
        self.changing[variable].iter().any(|at| self.is_active[*at])
    }

    /// Every active move.
    pub(crate) fn active(&self) -> impl Iterator<Item = &Move> {
        let with_activity = self.moves.iter().zip(&self.is_active);
        with_activity.filter_map(|(found, is_active)| is_active.then_some(found))
    }

    /// Adds a move that changes unpublished numbers only.
    pub(crate) fn add(&mut self, problem: &Problem, found: Move) {
        let at = self.moves.len();
        self.witnessed.push(vec![]);
        self.is_active.push(true);
        self.moves.push(found);
        for place in 0..self.moves[at].changes().len() {
            let (variable, _) = self.moves[at].changes()[place];
            self.changing[variable].push(at);
            self.record_witness(problem, at, variable);
        }
    }

    /// Makes a move the witness of all values that it shows of a number, where there is none yet.
    fn record_witness(&mut self, problem: &Problem, at: usize, variable: Variable) {
        let steps = self.moves[at].steps;
        let step = self.moves[at].change_of(variable) / steps;
        let count = problem.numbers[variable].count;
        if problem.numbers[variable].is_change {
            let shows_zero = count % step == 0 && (1..=steps).contains(&-(count / step));
            let slot = self.slot(variable, 0);
            if shows_zero && self.witnesses[slot].is_none() {
                self.witnesses[slot] = Some(at);
                self.witnessed[at].push(slot);
            }
            return;
        }
        // Only steps that end below the threshold, and the last one, show another value.
        let (first, last) = if step < 0 {
            let above = (count - self.threshold) / -step;
            (above.max(0) + 1, steps)
        } else {
            let below = (self.threshold - count).max(0) / step;
            (1, (below + 1).min(steps))
        };
        for taken in (first..=last).chain([steps]) {
            let slot = self.slot(variable, count + step * taken);
            if self.witnesses[slot].is_none() {
                self.witnesses[slot] = Some(at);
                self.witnessed[at].push(slot);
            }
        }
    }

    /// Withdraws the moves that change a number, now that it is published. Where other moves show the same values, they
    /// become the witnesses.
    pub(crate) fn withdraw(&mut self, problem: &Problem, published: Variable) -> Withdrawn {
        let mut moves = self.changing[published].clone();
        moves.retain(|at| self.is_active[*at]);
        for at in &moves {
            self.is_active[*at] = false;
        }
        let lost = self.lose_witnesses(&moves);
        let affected: BTreeSet<Variable> = lost.iter().map(|witness| witness.variable).collect();
        for variable in affected {
            for place in 0..self.changing[variable].len() {
                let at = self.changing[variable][place];
                if self.is_active[at] {
                    self.record_witness(problem, at, variable);
                }
            }
        }
        Withdrawn { moves, lost }
    }

    fn lose_witnesses(&mut self, moves: &[usize]) -> Vec<LostWitness> {
        let values = self.values();
        let mut lost = Vec::new();
        for by_move in moves {
            for slot in &self.witnessed[*by_move] {
                if self.witnesses[*slot] == Some(*by_move) {
                    self.witnesses[*slot] = None;
                    lost.push(LostWitness {
                        variable: slot / values,
                        value: i64::try_from(slot % values).unwrap_or_default(),
                        by_move: *by_move,
                    });
                }
            }
        }
        lost
    }

    /// Undoes a withdrawal, where the number stays hidden after all.
    pub(crate) fn restore(&mut self, withdrawn: Withdrawn) {
        for at in withdrawn.moves {
            self.is_active[at] = true;
        }
        for lost in withdrawn.lost {
            let slot = self.slot(lost.variable, lost.value);
            self.witnesses[slot].get_or_insert(lost.by_move);
        }
    }
}
