//! Draws random values that are the same on every machine, from a seeded stream and by integer arithmetic.
//!
//! Numbers are taken from ChaCha8 itself and scaled here, because the ways in which the `rand` crate draws from a range
//! may change between its versions.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Values to draw from, each with its weight.
pub type Weighted<T> = [(u32, T)];

/// A stream of random numbers.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Starts the stream of a seed.
    pub fn new(seed: u64) -> Self {
        Dice(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Draws a whole number below `end`, all equally likely; 0 if `end` is 0.
    pub fn below(&mut self, end: u32) -> u32 {
        let scaled = u64::from(self.0.next_u32()) * u64::from(end);
        (scaled >> 32) as u32
    }

    /// Returns true with this probability, in percent.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// Returns the default with this probability, in percent, and otherwise what `draw` returns.
    pub fn unless<T: Default>(&mut self, percent: u32, draw: impl FnOnce(&mut Dice) -> T) -> T {
        if self.chance(percent) {
            T::default()
        } else {
            draw(self)
        }
    }

    /// Draws one of the values by weight; the default if there are none.
    pub fn pick<T: Copy + Default>(&mut self, choices: &Weighted<T>) -> T {
        let mut roll = self.below(choices.iter().map(|(weight, _)| weight).sum());
        for (weight, choice) in choices {
            if roll < *weight {
                return *choice;
            }
            roll -= weight;
        }
        T::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_gives_the_same_numbers() {
        let mut dice = Dice::new(1);
        let rolls: Vec<u32> = (0..10).map(|_| dice.below(6)).collect();
        assert_eq!(rolls, [3, 2, 5, 0, 1, 3, 2, 1, 4, 1]);
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1);
        let rare = (0..10_000)
            .filter(|_| dice.pick(&[(9, 'a'), (1, 'b'), (0, 'c')]) == 'b')
            .count();
        assert!(
            (900..1100).contains(&rare),
            "one in ten was {rare} in 10,000"
        );
        assert!((0..1000).all(|_| dice.pick(&[(9, 'a'), (1, 'b'), (0, 'c')]) != 'c'));
    }
}
