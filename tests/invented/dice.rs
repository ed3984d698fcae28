//! Throws dice that fall the same on every machine: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).

/// Random numbers that follow from a seed.
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall alike for a seed.
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((bits ^ (bits >> 31)) >> 33).unwrap_or_default() % end
    }

    /// One of several, each as likely as its weight says.
    pub fn weighed<'a, T>(
        &mut self,
        things: &'a [T],
        weight: impl Fn(&T) -> usize,
    ) -> Option<&'a T> {
        let mut left = self.below(things.iter().map(&weight).sum::<usize>().max(1));
        things.iter().find(|thing| {
            let here = weight(thing);
            let found = left < here;
            left = left.saturating_sub(here);
            found
        })
    }
}
