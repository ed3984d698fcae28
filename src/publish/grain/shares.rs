//! Defines how much of some tables is hidden: of the cells with persons, and of the persons in them.

use std::ops::AddAssign;

/// The most cells with persons, in percent, that may be hidden: one in three. With a third hidden, four in nine pairs of
/// cells can be compared with each other; with half, one in four.
pub(super) const MOST_HIDDEN: u64 = 33;

/// The share of persons, in percent, that should be in published cells.
pub(super) const AIM: u64 = 80;

/// How much is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shares {
    /// Hidden cells with at least one person.
    pub hidden: u64,
    /// All cells with at least one person.
    pub cells: u64,
    /// Persons in published cells.
    pub visible: u64,
    /// All persons.
    pub persons: u64,
}

impl Shares {
    /// How many of 100 cells with persons are hidden, rounded up.
    pub(super) fn hidden_percent(self) -> u64 {
        (100 * self.hidden).div_ceil(self.cells.max(1))
    }

    /// How many of 100 persons are in published cells.
    pub(super) fn visible_percent(self) -> u64 {
        (100 * self.visible)
            .checked_div(self.persons)
            .unwrap_or(100)
    }

    /// Whether few enough cells are hidden, and enough persons visible.
    pub(super) fn are_acceptable(self) -> bool {
        self.hidden_percent() <= MOST_HIDDEN && self.visible_percent() >= AIM
    }

    /// The one of which more is hidden.
    pub(super) fn worse(self, other: Shares) -> Shares {
        let key = |shares: Shares| {
            (
                shares.hidden_percent(),
                100 - shares.visible_percent().min(100),
            )
        };
        if key(other) > key(self) { other } else { self }
    }
}

impl AddAssign for Shares {
    fn add_assign(&mut self, other: Shares) {
        self.hidden += other.hidden;
        self.cells += other.cells;
        self.visible += other.visible;
        self.persons += other.persons;
    }
}
