//! Suppression: which cells are hidden so that every hidden number can be anything, and which of them need not be.

mod show;

use std::collections::BTreeSet;

use crate::anywhere::Anywhere;
use crate::bounds;
use crate::moves::Pool;
use crate::problem::{Problem, Variable};
use crate::search::{Over, Scope, Search, is_network, own_tables};

/// Whose alternatives are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Those of counts below the threshold.
    Small,
    /// Those of all hidden numbers that could be small, for an outsider who cannot tell which are.
    All,
}

/// A problem that is being protected.
pub(crate) struct Suppression {
    pub(crate) problem: Problem,
    pub(crate) pool: Pool,
    search: Search,
    anywhere: Anywhere,
    /// In which order numbers of one size are taken, as the secret key decides.
    ranks: Vec<u64>,
    /// Open numbers that cannot be below the threshold: nothing is promised of them, and nothing need be.
    large: Vec<bool>,
    /// The smallest value that each number can have at least, by bounds alone.
    least: Vec<i64>,
    /// Numbers among sums that are a network, so that all values between two are possible if both are.
    networks: Vec<bool>,
    /// Open numbers that cannot be all that they must be able to be, whatever is hidden.
    pub(crate) bare: BTreeSet<Variable>,
    /// Whose alternatives are sought.
    stage: Stage,
    /// Tables of which everything is hidden because only so, if at all, a number in them is safe.
    pub(crate) withheld: BTreeSet<usize>,
}

impl Suppression {
    pub(crate) fn new(problem: Problem, ranks: Vec<u64>) -> Self {
        let pool = Pool::new(problem.threshold, problem.numbers.len());
        // The highest 16 bits of a rank, as a price between 1 and 1.02.
        let price = |rank: &u64| {
            1.0 + 0.02 * f64::from(u16::try_from(rank >> 48).unwrap_or_default()) / 65536.0
        };
        let search = Search::new(ranks.iter().map(price).collect());
        let large = vec![false; problem.numbers.len()];
        let networks = (0..problem.numbers.len())
            .map(|variable| problem.numbers[variable].judged && is_network(&problem, variable))
            .collect();
        Suppression {
            least: vec![0; problem.numbers.len()],
            large,
            networks,
            problem,
            pool,
            search,
            anywhere: Anywhere::default(),
            ranks,
            stage: Stage::Small,
            bare: BTreeSet::new(),
            withheld: BTreeSet::new(),
        }
    }

    /// Hides every small count and what is not settled, and with it whatever alternatives need; then publishes again what
    /// they do not need. Once this is done for the sake of small counts, few of the others that had to be hidden lack an
    /// alternative; only they have more hidden for them.
    pub(crate) fn run(&mut self) {
        self.hide_small();
        self.cover_small();
        self.publish_again();
        self.stage = Stage::All;
        self.cover_large();
        self.publish_again();
        self.publish_untouched();
    }

    fn hide_small(&mut self) {
        let threshold = self.problem.threshold;
        for number in &mut self.problem.numbers {
            let is_small = number.judged && number.count < threshold;
            number.hidden |= number.shown && !number.known && (is_small || number.unsettled);
        }
    }

    /// Gives every small number its alternatives, the largest first.
    fn cover_small(&mut self) {
        let small = |variable: &Variable| {
            let number = &self.problem.numbers[*variable];
            number.is_promised() && number.count < self.problem.threshold
        };
        for variable in self.by_size().into_iter().filter(small).collect::<Vec<_>>() {
            self.cover(variable);
        }
    }

    /// Gives alternatives to every hidden number that is not small but could be, for an outsider. Hiding more for one
    /// makes others move that could not before.
    fn cover_large(&mut self) {
        loop {
            let before = self.open().count();
            self.least = bounds::least(&self.problem);
            let mut bounded = before;
            for variable in self.by_size() {
                let number = &self.problem.numbers[variable];
                if number.is_promised() && number.count >= self.problem.threshold {
                    self.large[variable] = self.is_large(variable);
                    if !self.large[variable] {
                        self.cover(variable);
                    }
                    let open = self.open().count();
                    if open != bounded {
                        self.least = bounds::least(&self.problem);
                        bounded = open;
                    }
                }
            }
            if self.open().count() == before {
                return;
            }
        }
    }

    /// Whether a number of the threshold or more cannot be less.
    fn is_large(&mut self, variable: Variable) -> bool {
        let least = self.problem.threshold - 1;
        self.least[variable] > least
            || !((0..=least).any(|value| self.pool.shows(variable, value))
                || self.show(variable, least, Over::Open))
    }

    fn can_be_small_at_home(&mut self, variable: Variable) -> bool {
        let least = self.problem.threshold - 1;
        (0..=least).any(|value| self.pool.shows(variable, value))
            || self.show_at_home(variable, least)
    }

    fn cover(&mut self, variable: Variable) {
        let threshold = self.problem.threshold;
        let values = [0, threshold].into_iter().chain(1..threshold);
        for value in values {
            // What is hidden already comes first, in however many tables.
            if self.needs(variable, value)
                && !self.show(variable, value, Over::Open)
                && !self.show(variable, value, Over::Hideable)
                && !self.withhold(variable, value)
            {
                self.bare.insert(variable);
            }
        }
    }

    /// Whether a value of a number is still to be shown.
    fn needs(&self, variable: Variable, value: i64) -> bool {
        let (number, threshold) = (&self.problem.numbers[variable], self.problem.threshold);
        let sought = self.stage == Stage::All || number.count < threshold;
        let is = number.count == value || (value >= threshold && number.count >= threshold);
        let shown = is || self.pool.shows(variable, value);
        sought
            && number.is_promised()
            && !self.large[variable]
            && !shown
            && !self.is_between(variable, value)
    }

    /// Whether a number can have a value because it can have a smaller and a larger one in a network.
    fn is_between(&self, variable: Variable, value: i64) -> bool {
        let (count, threshold) = (self.problem.numbers[variable].count, self.problem.threshold);
        let between = self.networks[variable] && (1..threshold).contains(&value);
        between
            && (count < value || self.is_shown_at_home(variable, 0))
            && (count > value || self.is_shown_at_home(variable, threshold))
    }

    /// Whether a move that stays within a number's own tables shows a value.
    fn is_shown_at_home(&self, variable: Variable, value: i64) -> bool {
        let home = own_tables(&self.problem, variable);
        self.pool.shown_by(variable, value).is_some_and(|found| {
            let at_home = |changed: Variable| {
                self.problem.numbers[changed]
                    .tables
                    .iter()
                    .all(|at| home.contains(at))
            };
            found.changes().iter().all(|(changed, _)| at_home(*changed))
        })
    }

    fn hide(&mut self, variable: Variable) {
        let number = &mut self.problem.numbers[variable];
        number.hidden |= number.shown && !number.known;
    }

    /// What was hidden for the sake of others, the largest first.
    fn complementary(&self) -> Vec<Variable> {
        let complementary = |variable: &Variable| {
            let number = &self.problem.numbers[*variable];
            let small = number.judged && number.count < self.problem.threshold;
            number.shown && number.hidden && !number.known && !number.unsettled && !small
        };
        self.by_size().into_iter().filter(complementary).collect()
    }

    /// Publishes what no alternative changes any more, now that others are published.
    fn publish_untouched(&mut self) {
        for variable in self.complementary() {
            self.problem.numbers[variable].hidden = self.pool.touches(variable);
        }
    }

    /// Publishes what was hidden for the sake of others and is not needed, the largest first.
    fn publish_again(&mut self) {
        for variable in self.complementary() {
            self.problem.numbers[variable].hidden = false;
            let mut fall = self.pool.fall(&self.problem, variable);
            let lost = std::mem::take(&mut fall.lost);
            let large = self.large.clone();
            if lost
                .iter()
                .all(|(other, value, _)| self.has_another(*other, *value))
            {
                continue;
            }
            fall.lost = lost;
            self.problem.numbers[variable].hidden = true;
            self.large = large;
            self.pool.rise(fall);
        }
    }

    /// Whether a number can have a value without whatever was just published.
    fn has_another(&mut self, variable: Variable, value: i64) -> bool {
        if !self.needs(variable, value) || self.show_at_home(variable, value) {
            return true;
        }
        let may_be_large = self.problem.numbers[variable].count >= self.problem.threshold;
        let alone = Scope::of(&self.problem, variable)
            .wider(&self.problem, variable)
            .is_none();
        self.large[variable] = may_be_large && alone && !self.can_be_small_at_home(variable);
        self.large[variable]
    }

    /// Whether a number cannot be below the threshold, for an outsider.
    pub(crate) fn is_exempt(&self, variable: Variable) -> bool {
        self.large[variable]
    }

    fn open(&self) -> impl Iterator<Item = Variable> {
        (0..self.problem.numbers.len()).filter(|variable| self.problem.numbers[*variable].is_open())
    }

    /// Every number, the largest first.
    fn by_size(&self) -> Vec<Variable> {
        let mut all: Vec<Variable> = (0..self.problem.numbers.len()).collect();
        all.sort_by_key(|variable| {
            (
                std::cmp::Reverse(self.problem.numbers[*variable].count),
                self.ranks[*variable],
            )
        });
        all
    }
}
