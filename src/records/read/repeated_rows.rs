//! Finds the rows that occur more than once, with 16 bytes of memory for each row.

/// The number of parts of the hashes. Each part is sorted alone, so that the hashes are never copied all at once.
const PARTS: usize = 256;
/// The number of hashes by which a part grows.
const CHUNK: usize = 256;
/// The number of sources that can be distinguished; no codebook declares so many.
const SOURCES: u128 = 1 << 12;

/// The hashes of the rows so far, with the position of the source in the last bits.
pub(super) struct RowHashes {
    parts: Vec<Vec<Vec<u128>>>,
}

impl Default for RowHashes {
    fn default() -> Self {
        RowHashes {
            parts: (0..PARTS).map(|_| Vec::new()).collect(),
        }
    }
}

impl RowHashes {
    /// Adds a row of the source at this position.
    pub(super) fn add(&mut self, hash: u128, source: usize) {
        let source = u128::try_from(source).unwrap_or_default() % SOURCES;
        let hash_and_source = without_source_bits(hash) * SOURCES + source;
        let part = &mut self.parts[part_of(hash)];
        match part.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(hash_and_source),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(hash_and_source);
                part.push(chunk);
            }
        }
    }

    /// Adds the rows of another thread.
    pub(super) fn absorb(&mut self, other: RowHashes) {
        for (part, more) in self.parts.iter_mut().zip(other.parts) {
            // The last chunk has room for more, so the others go before it.
            part.splice(0..0, more);
        }
    }

    /// Returns the rows that occur more than once. Adds to `repeated`, by source, how often a row equals an earlier
    /// one; the rows of earlier sources are earlier.
    pub(super) fn find_repeated(self, repeated: &mut [u64]) -> RepeatedRows {
        let mut rows = Vec::new();
        for part in self.parts {
            let mut hashes = part.concat();
            hashes.sort_unstable();
            for pair in hashes.windows(2) {
                let row = pair[0] / SOURCES;
                if row != pair[1] / SOURCES {
                    continue;
                }
                let source = usize::try_from(pair[1] % SOURCES).ok();
                if let Some(count) = source.and_then(|source| repeated.get_mut(source)) {
                    *count += 1;
                }
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
        }
        RepeatedRows { rows }
    }
}

/// The rows that occur more than once.
pub(super) struct RepeatedRows {
    /// The hashes, sorted.
    rows: Vec<u128>,
}

impl RepeatedRows {
    /// Whether another row equals the one with this hash.
    pub(super) fn contains(&self, hash: u128) -> bool {
        self.rows.binary_search(&without_source_bits(hash)).is_ok()
    }
}

fn without_source_bits(hash: u128) -> u128 {
    hash / SOURCES
}

/// Returns the part that a hash belongs to; the parts are in the order of the hashes.
fn part_of(hash: u128) -> usize {
    usize::from(hash.to_be_bytes()[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_rows_are_found_in_any_order_and_in_any_parts() {
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
            let (mut hashes, mut other) = (RowHashes::default(), RowHashes::default());
            rows[..cut]
                .iter()
                .for_each(|(number, source)| hashes.add(hash(*number), *source));
            rows[cut..]
                .iter()
                .rev()
                .for_each(|(number, source)| other.add(hash(*number), *source));
            hashes.absorb(other);
            let mut repeated = [0; 3];
            let repeats = hashes.find_repeated(&mut repeated);
            assert_eq!(repeated, [1, 2, 0]);
            let found: Vec<u128> = (0..7)
                .filter(|number| repeats.contains(hash(*number)))
                .collect();
            assert_eq!(found, [1, 2]);
        }
    }

    #[test]
    fn memory_grows_by_chunks() {
        let mut hashes = RowHashes::default();
        (0..300_000_u128).for_each(|number| hashes.add(number << 100, 0));
        let capacity: usize = hashes.parts.iter().flatten().map(Vec::capacity).sum();
        assert!(capacity <= 300_000 + PARTS * CHUNK, "{capacity}");
    }
}
