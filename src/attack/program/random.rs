//! Generates pseudo-random numbers that are the same on every machine.

/// A linear congruential generator with Knuth's MMIX constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Random(1)
    }
}

impl Random {
    /// Returns the next number, below 2³⁰.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 34
    }

    /// Returns the next index into a list of this length, which must not be 0.
    pub(super) fn next_index(&mut self, length: usize) -> usize {
        self.next() as usize % length
    }
}
