//! Packs rows that wait for others into one buffer, with most numbers in one byte.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::clean::{AppliedRule, CleanRow, CleanValue};
use crate::link::{pseudonym::Pseudonym, row_keys::IdentityKeys};
use codebook::{Answer, Garbling, Unresolved};

/// Rows as bytes, one after the other. The parts of a row are unpacked in the order in which they
/// were packed.
#[derive(Default)]
pub(crate) struct PackedRows<'a> {
    bytes: Vec<u8>,
    /// The index of the first byte of each row.
    starts: Vec<usize>,
    /// All rules by which any row was read.
    rules: Vec<AppliedRule<'a>>,
    /// The position of each rule.
    positions: BTreeMap<AppliedRule<'a>, usize>,
}

/// A packed row; each part that is read is taken off its front.
pub(crate) struct PackedRow<'p, 'a> {
    bytes: &'p [u8],
    rules: &'p [AppliedRule<'a>],
}

/// The fields without a value: the position in this list is its number when packed. Greater numbers
/// are values.
const WITHOUT_VALUE: [Option<Unresolved>; 12] = [
    None,
    Some(Unresolved::Missing),
    Some(Unresolved::Unlisted),
    Some(Unresolved::NoAnswer),
    Some(Unresolved::Garbled(Garbling::Cp850)),
    Some(Unresolved::Garbled(Garbling::MacRoman)),
    Some(Unresolved::Garbled(Garbling::Utf8)),
    Some(Unresolved::Garbled(Garbling::Lost)),
    Some(Unresolved::Impossible),
    Some(Unresolved::BirthDate),
    Some(Unresolved::AgeConflict),
    Some(Unresolved::GapYear),
];
/// The number of an answer of several categories.
const SEVERAL: usize = WITHOUT_VALUE.len();
/// The number of category 0 as the only answer; the others follow.
const ONE: usize = SEVERAL + 1;
/// The bit of a byte that is set if the number goes on in the next byte.
const MORE: u8 = 1 << 7;

impl<'a> PackedRows<'a> {
    /// Returns the number of rows.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Starts a row: the next parts belong to it.
    pub(crate) fn begin_row(&mut self) {
        self.starts.push(self.bytes.len());
    }

    /// Adds a number: seven bits in each byte, the lowest first.
    pub(crate) fn push_number(&mut self, mut number: u64) {
        while number >= u64::from(MORE) {
            self.bytes.push(number.to_le_bytes()[0] | MORE);
            number >>= MORE.trailing_zeros();
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    pub(crate) fn push_text(&mut self, text: &str) {
        self.push_size(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn push_hash(&mut self, hash: u128) {
        self.bytes.extend_from_slice(&hash.to_le_bytes());
    }

    pub(crate) fn push_pseudonym(&mut self, pseudonym: Pseudonym) {
        self.push_hash(pseudonym.into());
    }

    pub(crate) fn push_keys(&mut self, keys: &IdentityKeys) {
        self.push_size(keys.ranked.len());
        for key in &keys.ranked {
            self.push_number(key.is_some().into());
            if let Some(key) = key {
                self.push_pseudonym(*key);
            }
        }
        self.push_number(keys.words.into());
        self.push_size(keys.lasting.len());
        for field in &keys.lasting {
            self.push_number((*field).into());
        }
        self.push_pseudonym(keys.whole);
    }

    pub(crate) fn push_understood(&mut self, understood: &CleanRow<'a>) {
        self.push_size(understood.dates.len());
        for date in &understood.dates {
            match date {
                CleanValue::Valid(date) => self.push_number(number_from_date(*date)),
                missing => self.push_missing(missing),
            }
        }
        self.push_size(understood.answers.len());
        for answer in &understood.answers {
            match answer {
                CleanValue::Valid(Answer::One(category)) => self.push_size(ONE + category),
                CleanValue::Valid(Answer::Several(categories)) => {
                    self.push_size(SEVERAL);
                    self.push_size(categories.len());
                    for category in categories {
                        self.push_size(*category);
                    }
                }
                missing => self.push_missing(missing),
            }
        }
        self.push_size(understood.rules.len());
        for rule in &understood.rules {
            let next = self.rules.len();
            let position = *self.positions.entry(*rule).or_insert(next);
            if position == next {
                self.rules.push(*rule);
            }
            self.push_size(position);
        }
    }

    /// Returns the row at a position.
    pub(crate) fn row(&self, position: usize) -> PackedRow<'_, 'a> {
        let bytes = self
            .starts
            .get(position)
            .and_then(|start| self.bytes.get(*start..));
        PackedRow {
            bytes: bytes.unwrap_or_default(),
            rules: &self.rules,
        }
    }

    fn push_size(&mut self, size: usize) {
        self.push_number(u64::try_from(size).unwrap_or(u64::MAX));
    }

    /// Adds the number of a field without a value.
    fn push_missing<T>(&mut self, field: &CleanValue<T>) {
        let reason = match field {
            CleanValue::Unresolved(reason) => Some(*reason),
            CleanValue::NotCollected | CleanValue::Valid(_) => None,
        };
        let number = WITHOUT_VALUE.iter().position(|known| *known == reason);
        self.push_size(number.unwrap_or_default());
    }
}

impl<'a> PackedRow<'_, 'a> {
    pub(crate) fn read_number(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            number |= u64::from(byte & !MORE) << shift;
            shift += MORE.trailing_zeros();
            if *byte < MORE {
                break;
            }
        }
        number
    }

    pub(crate) fn read_text(&mut self) -> String {
        let size = self.read_size();
        let (text, rest) = self.bytes.split_at(size.min(self.bytes.len()));
        self.bytes = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    pub(crate) fn read_hash(&mut self) -> u128 {
        let Some((hash, rest)) = self.bytes.split_first_chunk() else {
            return 0;
        };
        self.bytes = rest;
        u128::from_le_bytes(*hash)
    }

    pub(crate) fn read_pseudonym(&mut self) -> Pseudonym {
        self.read_hash().into()
    }

    pub(crate) fn read_keys(&mut self) -> IdentityKeys {
        let mut ranked = Vec::new();
        for _ in 0..self.read_number() {
            let is_there = self.read_number() > 0;
            ranked.push(is_there.then(|| self.read_pseudonym()));
        }
        let words = u32::try_from(self.read_number()).unwrap_or_default();
        let lasting = (0..self.read_number())
            .map(|_| u32::try_from(self.read_number()).unwrap_or_default())
            .collect();
        IdentityKeys {
            ranked: ranked.into(),
            words,
            lasting,
            whole: self.read_pseudonym(),
        }
    }

    pub(crate) fn read_understood(&mut self) -> CleanRow<'a> {
        let dates = (0..self.read_number()).map(|_| self.read_date()).collect();
        let answers = (0..self.read_number())
            .map(|_| self.read_answer())
            .collect();
        let all_rules = self.rules;
        let rules = (0..self.read_number())
            .filter_map(|_| all_rules.get(self.read_size()).copied())
            .collect();
        CleanRow {
            dates,
            answers,
            rules,
        }
    }

    fn read_date(&mut self) -> CleanValue<Date> {
        let number = self.read_number();
        match date_from_number(number) {
            Some(date) => CleanValue::Valid(date),
            None => field_without_value(usize::try_from(number).unwrap_or_default()),
        }
    }

    fn read_answer(&mut self) -> CleanValue<Answer> {
        match self.read_size() {
            SEVERAL => CleanValue::Valid(Answer::Several(
                (0..self.read_number()).map(|_| self.read_size()).collect(),
            )),
            one if one >= ONE => CleanValue::Valid(Answer::One(one - ONE)),
            number => field_without_value(number),
        }
    }

    fn read_size(&mut self) -> usize {
        usize::try_from(self.read_number()).unwrap_or(usize::MAX)
    }
}

/// Returns the field with a number below [`SEVERAL`].
fn field_without_value<T>(number: usize) -> CleanValue<T> {
    WITHOUT_VALUE
        .get(number)
        .copied()
        .flatten()
        .map_or(CleanValue::NotCollected, CleanValue::Unresolved)
}

/// Converts a date to a number: the day in five bits, the month in four, the year in the others,
/// after the numbers of [`WITHOUT_VALUE`].
fn number_from_date(date: Date) -> u64 {
    let [year, month, day] = [date.year(), date.month().into(), date.day().into()].map(i64::from);
    let days = (year.max(0) << 9 | month << 5 | day).unsigned_abs();
    days + WITHOUT_VALUE.len() as u64
}

/// Converts a number to the date that it was made from.
fn date_from_number(number: u64) -> Option<Date> {
    let days = number.checked_sub(WITHOUT_VALUE.len() as u64)?;
    let [year, month, day] = [days >> 9, days >> 5 & 0xf, days & 0x1f];
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the field of a number and some categories. A record has no `Debug`, so numbers are
    /// drawn.
    fn field(kind: usize, categories: Vec<usize>) -> CleanValue<Answer> {
        match kind {
            0 => CleanValue::Valid(Answer::One(categories[0])),
            1 => CleanValue::Valid(Answer::Several(categories)),
            number => field_without_value(number - 2),
        }
    }

    type Drawn = (Vec<(usize, Vec<usize>)>, (i16, i8), bool, Vec<Option<u128>>);

    fn any_row() -> impl Strategy<Value = Drawn> {
        let answers = proptest::collection::vec(
            (0_usize..8, proptest::collection::vec(0_usize..400, 1..5)),
            0..9,
        );
        (
            answers,
            (1900_i16..2100, 1_i8..28),
            any::<bool>(),
            proptest::collection::vec(any::<Option<u128>>(), 0..3),
        )
    }

    fn row<'a>((answers, (year, day), is_corrected, keys): Drawn) -> (IdentityKeys, CleanRow<'a>) {
        let answers = answers
            .into_iter()
            .map(|(kind, categories)| field(kind, categories))
            .collect();
        let dates = vec![
            CleanValue::Valid(jiff::civil::date(year, 2, day)),
            CleanValue::NotCollected,
            CleanValue::Unresolved(Unresolved::BirthDate),
        ];
        let name = if is_corrected { "synonym" } else { "spelling" };
        let rules = vec![
            AppliedRule {
                variable: "sexo",
                name,
            },
            AppliedRule {
                variable: "edad",
                name: "spelling",
            },
        ];
        let keys = IdentityKeys {
            ranked: keys.iter().map(|key| key.map(Pseudonym::from)).collect(),
            words: 5,
            lasting: [0, 1, u32::MAX].into(),
            whole: 7.into(),
        };
        (
            keys,
            CleanRow {
                dates,
                answers,
                rules,
            },
        )
    }

    proptest! {
        #[test]
        fn packed_rows_are_unpacked_unchanged(
            rows in proptest::collection::vec(any_row(), 1..4),
            numbers in proptest::collection::vec(any::<u64>(), 4),
        ) {
            let mut packed = PackedRows::default();
            for (drawn, number) in rows.iter().zip(&numbers) {
                let (keys, understood) = row(drawn.clone());
                packed.begin_row();
                packed.push_number(*number);
                packed.push_keys(&keys);
                packed.push_understood(&understood);
                packed.push_text("Ñandú");
            }
            prop_assert_eq!(packed.len(), rows.len());
            for (at, drawn) in rows.into_iter().enumerate() {
                let (keys, understood) = row(drawn);
                let mut unpacked = packed.row(at);
                prop_assert_eq!(unpacked.read_number(), numbers[at]);
                prop_assert_eq!(unpacked.read_keys(), keys);
                prop_assert!(unpacked.read_understood() == understood);
                prop_assert_eq!(unpacked.read_text(), "Ñandú");
            }
        }
    }

    #[test]
    fn an_answer_takes_a_byte_and_a_date_three() {
        let mut packed = PackedRows::default();
        packed.begin_row();
        let dates = vec![CleanValue::Valid(jiff::civil::date(2024, 12, 31))];
        packed.push_understood(&CleanRow {
            dates,
            answers: vec![field(0, vec![100]); 18],
            rules: vec![],
        });
        assert_eq!(packed.bytes.len(), 1 + 3 + 1 + 18 + 1);
    }
}
