//! Divides a number of persons by inhabitants and years.

use crate::counts::smallest::SMALLEST_COUNT;

/// The inhabitants and years by which a number is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The number of inhabitants, if it is known.
    pub inhabitants: Option<u64>,
    /// The number of years; the rate is the yearly mean.
    pub years: u64,
}

impl Rate {
    /// Returns the denominator of the rate, if the number is large enough for one.
    pub fn base(self, count: u64) -> Option<u64> {
        let base = self.inhabitants?.saturating_mul(self.years);
        (count >= SMALLEST_COUNT && base > 0).then_some(base)
    }
}
