//! A sequence of numbers that looks random and is the same everywhere.

/// The state of such a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chance(u64);

impl Default for Chance {
    fn default() -> Self {
        Chance(1)
    }
}

impl Chance {
    /// The next number, below 2³⁰, with Knuth's MMIX constants.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 34
    }

    /// A place in a list of so many, which must not be none.
    pub(crate) fn place(&mut self, many: usize) -> usize {
        self.next() as usize % many
    }
}
