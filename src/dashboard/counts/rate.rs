//! Divides a number of persons by inhabitants and years.

use crate::counts::smallest::SMALLEST_COUNT;

/// What a number's rate is reckoned by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many people live there, where that is known.
    pub inhabitants: Option<u64>,
    /// Of how many years the number is; the rate is the mean of them.
    pub years: u64,
}

impl Rate {
    /// What the number is divided by, where it is large enough.
    pub fn base(self, count: u64) -> Option<u64> {
        let base = self.inhabitants?.saturating_mul(self.years);
        (count >= SMALLEST_COUNT && base > 0).then_some(base)
    }
}
