//! What rows say in as little memory as it takes, for rows that wait for others: all in one buffer, each behind the one
//! before it, and most numbers in one byte.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::clean::{Said, Took, Understood};
use crate::link::{keys::RowKeys, pseudonym::Pseudonym};
use codebook::{Answer, Unresolved};

/// Rows, each of which is unpacked in the order in which it was packed.
#[derive(Default)]
pub(crate) struct Packed<'a> {
    bytes: Vec<u8>,
    /// Where each row begins.
    starts: Vec<usize>,
    /// All rules that any row took, and the position of each.
    rules: Vec<Took<'a>>,
    positions: BTreeMap<Took<'a>, usize>,
}

/// What is left to unpack of a row.
pub(crate) struct Unpacked<'p, 'a> {
    bytes: &'p [u8],
    rules: &'p [Took<'a>],
}

/// Marks of what is not an answer; numbers from the length of this list on are.
const MARKS: [Option<Unresolved>; 6] = [
    None,
    Some(Unresolved::Missing),
    Some(Unresolved::Unlisted),
    Some(Unresolved::Impossible),
    Some(Unresolved::BirthDate),
    Some(Unresolved::AgeConflict),
];
const SEVERAL: usize = MARKS.len();
const ONE: usize = SEVERAL + 1;
/// How many values a byte of a number has; a byte from there on says that more follow.
const MORE: u8 = 1 << 7;

impl<'a> Packed<'a> {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Begins a row.
    pub(crate) fn begin(&mut self) {
        self.starts.push(self.bytes.len());
    }

    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= u64::from(MORE) {
            self.bytes.push(number.to_le_bytes()[0] | MORE);
            number >>= MORE.trailing_zeros();
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.size(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn hash(&mut self, hash: u128) {
        self.bytes.extend_from_slice(&hash.to_le_bytes());
    }

    pub(crate) fn pseudonym(&mut self, pseudonym: Pseudonym) {
        self.hash(pseudonym.into());
    }

    pub(crate) fn keys(&mut self, keys: &RowKeys) {
        match keys {
            RowKeys::Whole(whole) => {
                self.number(0);
                self.pseudonym(*whole);
            }
            RowKeys::Exact(keys) => {
                self.size(keys.len());
                keys.iter().for_each(|key| self.pseudonym(*key));
            }
        }
    }

    pub(crate) fn understood(&mut self, understood: &Understood<'a>) {
        let Understood {
            dates,
            answers,
            rules,
        } = understood;
        self.size(dates.len());
        for date in dates {
            match date {
                Said::This(date) => self.number(number_of(*date)),
                said => self.mark(said),
            }
        }
        self.size(answers.len());
        for answer in answers {
            match answer {
                Said::This(Answer::One(category)) => self.size(ONE + category),
                Said::This(Answer::Several(categories)) => {
                    self.size(SEVERAL);
                    self.size(categories.len());
                    categories.iter().for_each(|category| self.size(*category));
                }
                said => self.mark(said),
            }
        }
        self.size(rules.len());
        for rule in rules {
            let next = self.rules.len();
            let position = *self.positions.entry(*rule).or_insert(next);
            if position == next {
                self.rules.push(*rule);
            }
            self.size(position);
        }
    }

    /// The row at a position.
    pub(crate) fn row(&self, at: usize) -> Unpacked<'_, 'a> {
        let from = self
            .starts
            .get(at)
            .and_then(|start| self.bytes.get(*start..));
        Unpacked {
            bytes: from.unwrap_or_default(),
            rules: &self.rules,
        }
    }

    fn size(&mut self, size: usize) {
        self.number(u64::try_from(size).unwrap_or(u64::MAX));
    }

    fn mark<T>(&mut self, said: &Said<T>) {
        let strange = match said {
            Said::NotUnderstood(strange) => Some(*strange),
            Said::NotAsked | Said::This(_) => None,
        };
        self.size(
            MARKS
                .iter()
                .position(|mark| *mark == strange)
                .unwrap_or_default(),
        );
    }
}

impl<'a> Unpacked<'_, 'a> {
    pub(crate) fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
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

    pub(crate) fn text(&mut self) -> String {
        let size = self.size();
        let (text, rest) = self.bytes.split_at(size.min(self.bytes.len()));
        self.bytes = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    pub(crate) fn hash(&mut self) -> u128 {
        let Some((hash, rest)) = self.bytes.split_first_chunk() else {
            return 0;
        };
        self.bytes = rest;
        u128::from_le_bytes(*hash)
    }

    pub(crate) fn pseudonym(&mut self) -> Pseudonym {
        self.hash().into()
    }

    pub(crate) fn keys(&mut self) -> RowKeys {
        match self.number() {
            0 => RowKeys::Whole(self.pseudonym()),
            several => RowKeys::Exact((0..several).map(|_| self.pseudonym()).collect()),
        }
    }

    pub(crate) fn understood(&mut self) -> Understood<'a> {
        let dates = (0..self.number()).map(|_| self.date()).collect();
        let answers = (0..self.number()).map(|_| self.answer()).collect();
        let known = self.rules;
        let rules = (0..self.number())
            .filter_map(|_| known.get(self.size()).copied())
            .collect();
        Understood {
            dates,
            answers,
            rules,
        }
    }

    fn date(&mut self) -> Said<Date> {
        let number = self.number();
        date_of(number).map_or_else(
            || not_said(usize::try_from(number).unwrap_or_default()),
            Said::This,
        )
    }

    fn answer(&mut self) -> Said<Answer> {
        match self.size() {
            SEVERAL => Said::This(Answer::Several(
                (0..self.number()).map(|_| self.size()).collect(),
            )),
            one if one >= ONE => Said::This(Answer::One(one - ONE)),
            mark => not_said(mark),
        }
    }

    fn size(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }
}

fn not_said<T>(mark: usize) -> Said<T> {
    MARKS
        .get(mark)
        .copied()
        .flatten()
        .map_or(Said::NotAsked, Said::NotUnderstood)
}

/// Days and months in five and four bits, the year before them, and all of it behind the marks.
fn number_of(date: Date) -> u64 {
    let [year, month, day] = [date.year(), date.month().into(), date.day().into()].map(i64::from);
    let days = (year.max(0) << 9 | month << 5 | day).unsigned_abs();
    days + MARKS.len() as u64
}

fn date_of(number: u64) -> Option<Date> {
    let days = number.checked_sub(MARKS.len() as u64)?;
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

    /// What a number and some categories stand for. A person has no `Debug`, so numbers are drawn.
    fn said(kind: usize, categories: Vec<usize>) -> Said<Answer> {
        match kind {
            0 => Said::This(Answer::One(categories[0])),
            1 => Said::This(Answer::Several(categories)),
            mark => not_said(mark - 2),
        }
    }

    type Drawn = (Vec<(usize, Vec<usize>)>, (i16, i8), bool, Vec<u128>);

    fn any_row() -> impl Strategy<Value = Drawn> {
        let answers = proptest::collection::vec(
            (0_usize..8, proptest::collection::vec(0_usize..400, 1..5)),
            0..9,
        );
        (
            answers,
            (1900_i16..2100, 1_i8..28),
            any::<bool>(),
            proptest::collection::vec(any::<u128>(), 0..3),
        )
    }

    fn row<'a>((answers, (year, day), is_corrected, keys): Drawn) -> (RowKeys, Understood<'a>) {
        let answers = answers
            .into_iter()
            .map(|(kind, categories)| said(kind, categories))
            .collect();
        let dates = vec![
            Said::This(jiff::civil::date(year, 2, day)),
            Said::NotAsked,
            Said::NotUnderstood(Unresolved::BirthDate),
        ];
        let name = if is_corrected { "synonym" } else { "spelling" };
        let rules = vec![
            Took {
                place: "sexo",
                name,
            },
            Took {
                place: "edad",
                name: "spelling",
            },
        ];
        let keys = match keys.as_slice() {
            [] => RowKeys::Whole(7.into()),
            keys => RowKeys::Exact(keys.iter().map(|key| Pseudonym::from(*key)).collect()),
        };
        (
            keys,
            Understood {
                dates,
                answers,
                rules,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_packed_is_what_is_unpacked(
            rows in proptest::collection::vec(any_row(), 1..4),
            numbers in proptest::collection::vec(any::<u64>(), 4),
        ) {
            let mut packed = Packed::default();
            for (drawn, number) in rows.iter().zip(&numbers) {
                let (keys, understood) = row(drawn.clone());
                packed.begin();
                packed.number(*number);
                packed.keys(&keys);
                packed.understood(&understood);
                packed.text("Ñandú");
            }
            prop_assert_eq!(packed.len(), rows.len());
            for (at, drawn) in rows.into_iter().enumerate() {
                let (keys, understood) = row(drawn);
                let mut unpacked = packed.row(at);
                prop_assert_eq!(unpacked.number(), numbers[at]);
                prop_assert_eq!(unpacked.keys(), keys);
                prop_assert!(unpacked.understood() == understood);
                prop_assert_eq!(unpacked.text(), "Ñandú");
            }
        }
    }

    #[test]
    fn an_answer_takes_a_byte_and_a_date_three() {
        let mut packed = Packed::default();
        packed.begin();
        let dates = vec![Said::This(jiff::civil::date(2024, 12, 31))];
        packed.understood(&Understood {
            dates,
            answers: vec![said(0, vec![100]); 18],
            rules: vec![],
        });
        assert_eq!(packed.bytes.len(), 1 + 3 + 1 + 18 + 1);
    }
}
