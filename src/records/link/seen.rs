//! Which pseudonyms occur in more than one row, found in 8 bytes a row and key.

use crate::link::pseudonym::Pseudonym;

/// How many parts the hashes are kept in: each is sorted on its own, so that no copy of all of them is ever needed.
const PARTS: usize = 256;
/// How many hashes are added to a part at a time: memory grows by this much and no more.
const CHUNK: usize = 512;

/// The pseudonyms of all rows so far, by their first halves.
pub(crate) struct Seen {
    parts: Vec<Vec<Vec<u64>>>,
}

impl Seen {
    pub(crate) fn new() -> Self {
        Seen {
            parts: (0..PARTS).map(|_| Vec::new()).collect(),
        }
    }

    /// Notes a pseudonym of one row.
    pub(crate) fn note(&mut self, pseudonym: Pseudonym) {
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

    /// Takes over what was noted elsewhere.
    pub(crate) fn absorb(&mut self, other: Seen) {
        for (part, more) in self.parts.iter_mut().zip(other.parts) {
            // The last chunk is the one that is added to.
            part.splice(0..0, more);
        }
    }

    /// What was noted more than once, and what is to be looked at whether it was or not.
    pub(crate) fn repeated(self, wanted: impl IntoIterator<Item = Pseudonym>) -> Repeated {
        let mut repeated: Vec<u64> = wanted.into_iter().map(Pseudonym::half).collect();
        for part in self.parts {
            let mut halves = part.concat();
            halves.sort_unstable();
            repeated.extend(
                halves
                    .windows(2)
                    .filter(|pair| pair[0] == pair[1])
                    .map(|pair| pair[0]),
            );
        }
        Repeated::new(repeated)
    }
}

/// The pseudonyms that more than one row has; by chance, another one may be among them.
pub(crate) struct Repeated {
    /// Sorted.
    halves: Vec<u64>,
    /// How many bits of a half are passed over to find its place in `starts`: hashes are spread evenly, so that one or
    /// two stand there.
    shift: u32,
    /// Where the halves of each place begin, and where the last ones end.
    starts: Vec<usize>,
}

impl Repeated {
    fn new(mut halves: Vec<u64>) -> Self {
        halves.sort_unstable();
        halves.dedup();
        halves.shrink_to_fit();
        let shift = halves.len().leading_zeros().min(u64::BITS - 1);
        let starts = (0..=u64::MAX >> shift)
            .map(|place| halves.partition_point(|half| half >> shift < place));
        let starts = starts.chain([halves.len()]).collect();
        Repeated {
            halves,
            shift,
            starts,
        }
    }

    /// Whether more than one row may have it.
    pub(crate) fn holds(&self, pseudonym: Pseudonym) -> bool {
        let half = pseudonym.half();
        let place = usize::try_from(half >> self.shift).unwrap_or(usize::MAX);
        let range = self
            .starts
            .get(place)
            .zip(self.starts.get(place.saturating_add(1)));
        range.is_some_and(|(from, until)| self.halves[*from..*until].contains(&half))
    }
}

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
        let mut seen = Seen::new();
        (0..300_000).for_each(|number| seen.note(pseudonym(number)));
        let held: usize = seen.parts.iter().flatten().map(Vec::capacity).sum();
        assert!(held <= 300_000 + PARTS * CHUNK, "{held}");
    }

    proptest! {
        #[test]
        fn what_occurs_more_than_once_is_found_in_whatever_order_and_parts(
            numbers in proptest::collection::vec(0_u64..40, 0..80),
            cut in any::<proptest::sample::Index>(),
            wanted in 40_u64..50,
        ) {
            let cut = cut.index(numbers.len() + 1);
            let (mut seen, mut other) = (Seen::new(), Seen::new());
            numbers[..cut].iter().for_each(|number| seen.note(pseudonym(*number)));
            numbers[cut..].iter().rev().for_each(|number| other.note(pseudonym(*number)));
            seen.absorb(other);
            let repeated = seen.repeated([pseudonym(wanted)]);
            let mut times = BTreeMap::new();
            numbers.iter().for_each(|number| *times.entry(*number).or_insert(0) += 1);
            for number in 0..50 {
                let expected = number == wanted || times.get(&number).is_some_and(|times| *times > 1);
                prop_assert_eq!(repeated.holds(pseudonym(number)), expected);
            }
        }
    }
}
