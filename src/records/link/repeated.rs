//! Finds the pseudonyms that occur in more than one row, in 8 bytes for each key of each row.

use crate::link::pseudonym::Pseudonym;

/// How many parts the hashes are split into. Each part is sorted on its own, so that all hashes are
/// never copied at once.
const PARTS: usize = 256;
/// How many hashes a part grows by: memory grows by one such chunk at a time.
const CHUNK: usize = 512;

/// The pseudonyms of all rows so far, as the first halves of their hashes.
pub(crate) struct PseudonymLog {
    /// The chunks of each part.
    parts: Vec<Vec<Vec<u64>>>,
}

impl PseudonymLog {
    pub(crate) fn new() -> Self {
        PseudonymLog {
            parts: (0..PARTS).map(|_| Vec::new()).collect(),
        }
    }

    /// Adds a pseudonym of one row.
    pub(crate) fn push(&mut self, pseudonym: Pseudonym) {
        let half = pseudonym.half();
        let part = &mut self.parts[part_of(half)];
        match part.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(half),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(half);
                part.push(chunk);
            }
        }
    }

    /// Adds the pseudonyms of another log.
    pub(crate) fn absorb(&mut self, other: PseudonymLog) {
        for (part, chunks) in self.parts.iter_mut().zip(other.parts) {
            // The own chunks stay last, because the last one is still being filled.
            part.splice(0..0, chunks);
        }
    }

    /// Converts to the pseudonyms that occur more than once, with those to be added in any case.
    pub(crate) fn into_repeated(
        self,
        added: impl IntoIterator<Item = Pseudonym>,
    ) -> RepeatedPseudonyms {
        let mut repeated: Vec<u64> = added.into_iter().map(Pseudonym::half).collect();
        for part in self.parts {
            let mut halves = part.concat();
            halves.sort_unstable();
            for pair in halves.windows(2) {
                if pair[0] == pair[1] {
                    repeated.push(pair[0]);
                }
            }
        }
        RepeatedPseudonyms::new(repeated)
    }
}

/// The pseudonyms of more than one row, as the first halves of their hashes; others may share a
/// half by chance.
pub(crate) struct RepeatedPseudonyms {
    /// Sorted, each once.
    halves: Vec<u64>,
    /// How many bits of a half are dropped to find its bucket. Hashes are spread evenly, so a
    /// bucket has one or two.
    shift: u32,
    /// The index in `halves` at which each bucket begins, and the end of the last.
    starts: Vec<usize>,
}

impl RepeatedPseudonyms {
    fn new(mut halves: Vec<u64>) -> Self {
        halves.sort_unstable();
        halves.dedup();
        halves.shrink_to_fit();
        let shift = halves.len().leading_zeros().min(u64::BITS - 1);
        let first_of = |bucket| halves.partition_point(|half| half >> shift < bucket);
        let mut starts: Vec<usize> = (0..=u64::MAX >> shift).map(first_of).collect();
        starts.push(halves.len());
        RepeatedPseudonyms {
            halves,
            shift,
            starts,
        }
    }

    /// Returns whether more than one row may have a pseudonym.
    pub(crate) fn contains(&self, pseudonym: Pseudonym) -> bool {
        let half = pseudonym.half();
        let bucket = usize::try_from(half >> self.shift).unwrap_or(usize::MAX);
        let start = self.starts.get(bucket);
        let end = self.starts.get(bucket.saturating_add(1));
        match (start, end) {
            (Some(start), Some(end)) => self.halves[*start..*end].contains(&half),
            _ => false,
        }
    }
}

/// Returns the part of a hash: its first byte.
fn part_of(half: u64) -> usize {
    usize::from(half.to_be_bytes()[0])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn pseudonym(number: u64) -> Pseudonym {
        format!(
            "{:016x}0000000000000000",
            number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        )
        .parse()
        .unwrap()
    }

    #[test]
    fn memory_grows_by_chunks() {
        let mut log = PseudonymLog::new();
        (0..300_000).for_each(|number| log.push(pseudonym(number)));
        let reserved: usize = log.parts.iter().flatten().map(Vec::capacity).sum();
        assert!(reserved <= 300_000 + PARTS * CHUNK, "{reserved}");
    }

    proptest! {
        #[test]
        fn repeated_pseudonyms_are_found_in_any_order_and_parts(
            numbers in proptest::collection::vec(0_u64..40, 0..80),
            cut in any::<proptest::sample::Index>(),
            added in 40_u64..50,
        ) {
            let cut = cut.index(numbers.len() + 1);
            let (mut log, mut other) = (PseudonymLog::new(), PseudonymLog::new());
            numbers[..cut].iter().for_each(|number| log.push(pseudonym(*number)));
            numbers[cut..].iter().rev().for_each(|number| other.push(pseudonym(*number)));
            log.absorb(other);
            let repeated = log.into_repeated([pseudonym(added)]);
            let mut times = BTreeMap::new();
            numbers.iter().for_each(|number| *times.entry(*number).or_insert(0) += 1);
            for number in 0..50 {
                let expected = number == added || times.get(&number).is_some_and(|times| *times > 1);
                prop_assert_eq!(repeated.contains(pseudonym(number)), expected);
            }
        }
    }
}
