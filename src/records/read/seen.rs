//! Which rows occur more than once, found in 16 bytes a row.

/// How many parts the hashes are kept in: each is sorted on its own, so that no copy of all of them is ever needed.
const PARTS: usize = 256;
/// How many hashes a part grows by at a time.
const CHUNK: usize = 256;

/// The rows so far: their hashes, with the position of the source in the last bits.
pub(super) struct Seen {
    parts: Vec<Vec<Vec<u128>>>,
}

impl Default for Seen {
    fn default() -> Self {
        Seen {
            parts: (0..PARTS).map(|_| Vec::new()).collect(),
        }
    }
}

/// So many sources can be told apart, which is more than anybody writes down.
const SOURCES: u128 = 1 << 12;

impl Seen {
    /// Notes a row of the source at this position.
    pub(super) fn note(&mut self, hash: u128, source: usize) {
        let source = u128::try_from(source).unwrap_or_default() % SOURCES;
        let part = &mut self.parts[part_of(hash)];
        match part.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(row_of(hash) * SOURCES + source),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(row_of(hash) * SOURCES + source);
                part.push(chunk);
            }
        }
    }

    /// Takes over what was noted elsewhere.
    pub(super) fn absorb(&mut self, other: Seen) {
        for (part, more) in self.parts.iter_mut().zip(other.parts) {
            // The last chunk is the one that is added to.
            part.splice(0..0, more);
        }
    }

    /// What occurs more than once. How often a row of each source equals an earlier one is added to `repeated`; rows of
    /// earlier sources are earlier.
    pub(super) fn repeats(self, repeated: &mut [u64]) -> Repeats {
        let mut rows = Vec::new();
        for part in self.parts {
            let mut hashes = part.concat();
            hashes.sort_unstable();
            for pair in hashes
                .windows(2)
                .filter(|pair| pair[0] / SOURCES == pair[1] / SOURCES)
            {
                let source = usize::try_from(pair[1] % SOURCES).ok();
                if let Some(repeated) = source.and_then(|source| repeated.get_mut(source)) {
                    *repeated += 1;
                }
                if rows.last() != Some(&(pair[0] / SOURCES)) {
                    rows.push(pair[0] / SOURCES);
                }
            }
        }
        Repeats { rows }
    }
}

/// The rows that occur more than once.
pub(super) struct Repeats {
    /// Sorted.
    rows: Vec<u128>,
}

impl Repeats {
    /// Whether another row equals it.
    pub(super) fn holds(&self, hash: u128) -> bool {
        self.rows.binary_search(&row_of(hash)).is_ok()
    }
}

/// What tells a row from others, without the bits that its source takes.
fn row_of(hash: u128) -> u128 {
    hash / SOURCES
}

/// In the order of the hashes.
fn part_of(hash: u128) -> usize {
    usize::from(hash.to_be_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_occurs_more_than_once_is_found_in_whatever_order_and_parts() {
        let hash = |number: u128| number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        let rows = [
            (1, 1),
            (2, 0),
            (1, 0),
            (3, 2),
            (1, 1),
            (4, 1),
            (2, 0),
            (5, 0),
        ];
        for cut in 0..rows.len() {
            let (mut seen, mut other) = (Seen::default(), Seen::default());
            rows[..cut]
                .iter()
                .for_each(|(number, source)| seen.note(hash(*number), *source));
            rows[cut..]
                .iter()
                .rev()
                .for_each(|(number, source)| other.note(hash(*number), *source));
            seen.absorb(other);
            let mut repeated = [0; 3];
            let repeats = seen.repeats(&mut repeated);
            assert_eq!(repeated, [1, 2, 0]);
            let held: Vec<u128> = (0..7)
                .filter(|number| repeats.holds(hash(*number)))
                .collect();
            assert_eq!(held, [1, 2]);
        }
    }

    #[test]
    fn memory_grows_by_chunks() {
        let mut seen = Seen::default();
        (0..300_000_u128).for_each(|number| seen.note(number << 100, 0));
        let held: usize = seen.parts.iter().flatten().map(Vec::capacity).sum();
        assert!(held <= 300_000 + PARTS * CHUNK, "{held}");
    }
}
