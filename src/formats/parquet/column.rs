//! Encodes the values of a column.

use std::collections::BTreeMap;

/// A column as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The kind of its values.
    pub kind: Kind,
    /// The encoded values.
    pub data: Vec<u8>,
}

/// The kind of a column's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts, of which none is missing: the different ones, encoded, and how many they are.
    Texts {
        /// The different texts, encoded.
        dictionary: Vec<u8>,
        /// How many they are.
        different: usize,
    },
    /// Whole numbers, some of which are missing.
    Counts,
}

impl Column {
    /// Encodes texts: each different one once, then their positions.
    pub fn texts(name: String, texts: &[String]) -> Self {
        let mut positions: BTreeMap<&str, u32> = BTreeMap::new();
        for text in texts {
            positions.insert(text, 0);
        }
        let mut dictionary = Vec::new();
        for (position, (text, place)) in (0..).zip(&mut positions) {
            *place = position;
            dictionary.extend(as_u32(text.len()).to_le_bytes());
            dictionary.extend(text.as_bytes());
        }
        let different = positions.len();
        let width = 32 - as_u32(different.saturating_sub(1)).leading_zeros();
        // The width of a position in bits, then the positions.
        let mut data = vec![u8::try_from(width).unwrap_or(32)];
        let places: Vec<u32> = texts
            .iter()
            .filter_map(|text| positions.get(text.as_str()).copied())
            .collect();
        encode_runs(&places, width, &mut data);
        Column {
            name,
            kind: Kind::Texts {
                dictionary,
                different,
            },
            data,
        }
    }

    /// Encodes numbers: which are there, then those.
    pub fn counts(name: String, counts: &[Option<u64>]) -> Self {
        let mut levels = Vec::new();
        let there: Vec<u32> = counts
            .iter()
            .map(|count| u32::from(count.is_some()))
            .collect();
        encode_runs(&there, 1, &mut levels);
        let mut data = as_u32(levels.len()).to_le_bytes().to_vec();
        data.extend(levels);
        for count in counts.iter().flatten() {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            data.extend(count.to_le_bytes());
        }
        Column {
            name,
            kind: Kind::Counts,
            data,
        }
    }
}

/// Encodes numbers of `width` bits as runs: how often, and which one.
fn encode_runs(numbers: &[u32], width: u32, into: &mut Vec<u8>) {
    let bytes = usize::try_from(width.div_ceil(8)).unwrap_or(4);
    for run in numbers.chunk_by(|one, next| one == next) {
        write_varint(run.len() as u64 * 2, into);
        let number = run.first().copied().unwrap_or_default();
        into.extend(&number.to_le_bytes()[..bytes]);
    }
}

/// Writes a number in groups of seven bits, the lowest first.
pub fn write_varint(mut number: u64, into: &mut Vec<u8>) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            into.push(low);
            return;
        }
        into.push(low | 0x80);
    }
}

/// Converts a length. No table is that long.
fn as_u32(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
