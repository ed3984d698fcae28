//! Withdraws complementary suppressions without which every hidden number keeps its alternatives.

use crate::alternatives::scope::{MayChange, Scope};
use crate::problem::number::Variable;
use crate::suppress::find::Outcome;
use crate::suppress::suppression::Suppression;

impl Suppression {
    /// Publishes every complementary suppression that no number needs.
    pub(super) fn publish_needless(&mut self) {
        for variable in self.complementary() {
            self.problem.numbers[variable].hidden = false;
            let is_large = self.is_large.clone();
            let withdrawn = self.pool.withdraw(&self.problem, variable);
            let mut lost = withdrawn.lost.iter();
            if lost.all(|witness| self.has_another(witness.variable, witness.value)) {
                continue;
            }
            self.problem.numbers[variable].hidden = true;
            self.is_large = is_large;
            self.pool.restore(withdrawn);
        }
    }

    /// Publishes every complementary suppression that no alternative changes any more, now that others are published.
    pub(super) fn publish_unchanged(&mut self) {
        for variable in self.complementary() {
            self.problem.numbers[variable].hidden = self.pool.is_changed(variable);
        }
    }

    /// Publishes complementary suppressions of leading series where others can be hidden in their place.
    pub(super) fn exchange_leading(&mut self) {
        let mut leading = self.complementary();
        leading.retain(|variable| self.problem.numbers[*variable].is_leading);
        for variable in leading {
            self.exchange(variable);
        }
    }

    /// Publishes a cell, and hides others as far as numbers need that, unless it takes one of a leading series.
    fn exchange(&mut self, variable: Variable) {
        let numbers = self.problem.numbers.iter();
        let mut before: Vec<bool> = numbers.map(|number| number.hidden).collect();
        let (is_large, possible) = (self.is_large.clone(), self.possible.clone());
        self.problem.numbers[variable].hidden = false;
        before[variable] = false;
        let withdrawn = self.pool.withdraw(&self.problem, variable);
        let mut lost = withdrawn.lost.iter();
        if lost.all(|witness| {
            self.shows_elsewhere(witness.variable, witness.value) && self.spares_leading(&before)
        }) {
            return;
        }
        (self.is_large, self.possible) = (is_large, possible);
        self.problem.numbers[variable].hidden = true;
        before[variable] = true;
        self.pool.restore(withdrawn);
        for (number, was_hidden) in before.into_iter().enumerate() {
            if self.problem.numbers[number].hidden && !was_hidden {
                self.problem.numbers[number].hidden = false;
                self.pool.withdraw(&self.problem, number);
            }
        }
    }

    /// Whether a number has an alternative for a value, perhaps one that hides more.
    fn shows_elsewhere(&mut self, variable: Variable, value: i64) -> bool {
        !self.lacks_witness(variable, value)
            || self.find(variable, value, MayChange::Unpublished)
            || self.find(variable, value, MayChange::Suppressible)
    }

    /// Whether no number of a leading series is hidden that was not.
    fn spares_leading(&self, before: &[bool]) -> bool {
        let mut numbers = self.problem.numbers.iter().zip(before);
        numbers.all(|(number, was_hidden)| !number.is_leading || *was_hidden || !number.hidden)
    }

    /// The cells that are hidden for the sake of others, in a secret order, those of leading series first.
    fn complementary(&self) -> Vec<Variable> {
        let is_complementary = |variable: &Variable| {
            let number = &self.problem.numbers[*variable];
            let is_primary = number.protected && number.count < self.problem.threshold;
            let is_suppressed = number.in_release && number.hidden && !number.known;
            let must_hide = is_primary || number.unsettled || number.small_change;
            is_suppressed && !must_hide
        };
        let mut complementary: Vec<Variable> = (0..self.problem.numbers.len()).collect();
        complementary.retain(is_complementary);
        complementary.sort_by_key(|variable| {
            let is_leading = self.problem.numbers[*variable].is_leading;
            (!is_leading, self.draws[*variable].publishing)
        });
        complementary
    }

    /// Whether a number can have a value without the cell that was just published, or need not.
    fn has_another(&mut self, variable: Variable, value: i64) -> bool {
        if !self.lacks_witness(variable, value)
            || self.find_in_own_tables(variable, value) == Outcome::Found
        {
            return true;
        }
        if self.problem.numbers[variable].is_change {
            return false;
        }
        let is_large = self.problem.numbers[variable].count >= self.problem.threshold
            && self.is_unblocked(variable)
            && self.cannot_be_small_in_own_tables(variable);
        self.is_large[variable] = is_large;
        is_large
    }

    /// Whether no hidden cell in other tables blocks a move of this number.
    fn is_unblocked(&self, variable: Variable) -> bool {
        let own = Scope::from_number(&self.problem, variable);
        !self.is_near_cut(variable) && own.widen(&self.problem, variable).is_none()
    }

    fn cannot_be_small_in_own_tables(&mut self, variable: Variable) -> bool {
        let largest_small = self.problem.threshold - 1;
        !self.has_small_witness(variable)
            && self.find_in_own_tables(variable, largest_small) == Outcome::Nothing
    }
}
