//! Damages bytes and texts, for tests that a reader survives any input.
//!
//! The tests have no time limit: a reader that never ends hangs its test. Run them at length with
//! `PROPTEST_CASES=1000000 cargo test --release -p codebook -p records --lib fuzz`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::{collection::vec, prelude::*, test_runner::Config};

use crate::sample;

/// One damaged place, in numbers that fit inputs of any length.
type Edit = (u32, u8, u16);

/// The damage to an input.
#[derive(Clone, Debug)]
pub struct Damage(Vec<Edit>);

/// Generates damage of a few places.
pub fn damage() -> impl Strategy<Value = Damage> {
    vec((any::<u32>(), any::<u8>(), any::<u16>()), 1..6).prop_map(Damage)
}

impl Damage {
    /// A pseudorandom number that depends on the damage.
    pub fn number(&self) -> usize {
        self.0.iter().fold(0, |number, (at, kind, with)| {
            number.rotate_left(5)
                ^ usize_of(*at)
                ^ (usize::from(*kind) << 9)
                ^ (usize::from(*with) << 3)
        })
    }

    /// Damages bytes: changes, removes, repeats or moves some, and inserts words of the format.
    pub fn to(&self, bytes: &[u8], words: &[&[u8]]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for (at, kind, with) in &self.0 {
            let (at, with) = (usize_of(*at) % (bytes.len() + 1), usize::from(*with));
            let length = (with % 48 + 1).min(bytes.len() - at);
            let part = bytes[at..at + length].to_vec();
            let byte = with.to_le_bytes()[0];
            let word = if words.is_empty() {
                b""
            } else {
                words[with % words.len()]
            };
            match kind % 10 {
                0 => drop(bytes.drain(at..at + length)),
                1 => drop(bytes.splice(at..at, part)),
                2 => bytes.truncate(if with.is_multiple_of(4) {
                    at
                } else {
                    bytes.len()
                }),
                3 => bytes.insert(at, byte),
                4 | 5 => drop(bytes.splice(at..at, word.iter().copied())),
                6 => {
                    drop(bytes.splice(at..(at + word.len()).min(bytes.len()), word.iter().copied()))
                }
                7 => {
                    bytes.drain(at..at + length);
                    let to = (with * 257) % (bytes.len() + 1);
                    bytes.splice(to..to, part);
                }
                _ if length > 0 => bytes[at] = byte,
                _ => {}
            }
        }
        bytes
    }

    /// Damages a text, which stays valid UTF-8.
    pub fn to_text(&self, text: &str, words: &[&str]) -> String {
        let words: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).collect();
        String::from_utf8_lossy(&self.to(text.as_bytes(), &words)).into_owned()
    }
}

/// Tests with a few inputs, or with the number in the variable `PROPTEST_CASES`. Failing inputs are simplified briefly.
pub fn inputs(few: u32) -> Config {
    Config {
        max_shrink_iters: 2000,
        ..sample::cases(few)
    }
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap()
}
