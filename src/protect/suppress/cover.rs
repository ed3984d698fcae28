//! Gives alternatives to every number that needs them, hiding more cells where that takes it.

use crate::alternatives::scope::MayChange;
use crate::bounds::lower_bounds;
use crate::problem::number::Variable;
use crate::suppress::suppression::Suppression;
use crate::suppress::turns::Turns;

impl Suppression {
    /// Hides every protected count below the threshold (primary suppression) and every unsettled one.
    pub(super) fn hide_small(&mut self) {
        let threshold = self.problem.threshold;
        for number in &mut self.problem.numbers {
            let is_small = number.protected && number.count < threshold;
            let must_hide = is_small || number.unsettled || number.small_change;
            number.hidden |= number.in_release && !number.known && must_hide;
        }
    }

    /// Gives every small number its alternatives, in a secret order.
    pub(super) fn cover_small(&mut self) {
        let is_small = |variable: &Variable| {
            let number = &self.problem.numbers[*variable];
            number.is_promised() && number.count < self.problem.threshold
        };
        let mut small = self.by_turn();
        small.retain(is_small);
        self.turns = Turns::new(small);
        while let Some(variable) = self.turns.take() {
            self.cover(variable);
        }
    }

    /// Gives alternatives to every hidden number that is large but could be small, for all an outsider knows. Repeats
    /// that while more is hidden: then numbers can change that could not before.
    pub(super) fn cover_large(&mut self) {
        loop {
            let unpublished = self.count_unpublished();
            self.cover_large_once(unpublished);
            if self.count_unpublished() == unpublished {
                return;
            }
        }
    }

    fn cover_large_once(&mut self, mut unpublished: usize) {
        self.lower_bounds = lower_bounds(&self.problem);
        self.turns = Turns::new(self.by_turn());
        while let Some(variable) = self.turns.take() {
            let number = &self.problem.numbers[variable];
            if !number.is_promised() || number.count < self.problem.threshold {
                continue;
            }
            if !self.is_known_large(variable) {
                self.large_at[variable] = Some(self.hides);
                self.is_large[variable] = self.cannot_be_small(variable);
            }
            if !self.is_large[variable] {
                self.cover(variable);
            }
            let now_unpublished = self.count_unpublished();
            if now_unpublished != unpublished {
                self.lower_bounds = lower_bounds(&self.problem);
                unpublished = now_unpublished;
            }
        }
    }

    /// Whether a number was found to be large, and nothing was hidden since.
    pub(super) fn is_known_large(&self, variable: Variable) -> bool {
        self.is_large[variable] && self.large_at[variable] == Some(self.hides)
    }

    /// Whether a number from the threshold up cannot be below it.
    fn cannot_be_small(&mut self, variable: Variable) -> bool {
        let largest_small = self.problem.threshold - 1;
        if self.lower_bounds[variable] > largest_small {
            return true;
        }
        // Zero is needed next, and the values below the threshold are parts of what shows it.
        !self.has_small_witness(variable)
            && !self.find_unpublished(variable, 0)
            && !self.find_unpublished(variable, largest_small)
    }

    /// Finds an alternative that hides nothing more, unless there was none since a cell was last hidden.
    fn find_unpublished(&mut self, variable: Variable, value: i64) -> bool {
        if self.impossible.get(&(variable, value)) == Some(&self.hides) {
            return false;
        }
        let is_found = self.find(variable, value, MayChange::Unpublished);
        if !is_found {
            self.impossible.insert((variable, value), self.hides);
        }
        is_found
    }

    /// Gives a number alternatives for 0, for the threshold or more, and for every value between.
    fn cover(&mut self, variable: Variable) {
        let threshold = self.problem.threshold;
        for value in [0, threshold].into_iter().chain(1..threshold) {
            self.is_impossible = false;
            // Alternatives that hide nothing more come first, in however many tables.
            if self.lacks_witness(variable, value)
                && !self.find_unpublished(variable, value)
                && !self.find(variable, value, MayChange::Suppressible)
                && (self.is_impossible || !self.withhold(variable, value))
            {
                self.exposed.insert(variable);
            }
        }
    }

    /// Gives every change between releases an alternative in which there is none, unless it cannot be small.
    pub(super) fn cover_changes(&mut self) {
        let changes: Vec<Variable> = (0..self.problem.numbers.len())
            .filter(|variable| self.problem.numbers[*variable].is_change)
            .collect();
        for variable in changes {
            self.is_large[variable] = false;
            if self.lacks_witness(variable, 0)
                && !self.find(variable, 0, MayChange::Unpublished)
                && !self.cannot_change_little(variable)
                && !self.find(variable, 0, MayChange::Suppressible)
                && !self.withhold(variable, 0)
            {
                self.exposed.insert(variable);
            }
        }
    }

    /// Whether a change of at least the threshold cannot be a smaller one.
    fn cannot_change_little(&mut self, variable: Variable) -> bool {
        let count = self.problem.numbers[variable].count;
        let largest_small = count.signum() * (self.problem.threshold - 1);
        let is_large = count.abs() >= self.problem.threshold
            && !self.find(variable, largest_small, MayChange::Unpublished);
        self.is_large[variable] = is_large;
        is_large
    }
}
