//! Packs counted records into a few bytes each.

use crate::tabulate::record::Record;
use codebook::Answer;

/// Records as bytes, one after the other. `Debug` shows nothing of them.
#[derive(Clone, Default)]
pub struct PackedRecords {
    /// How many years each record has.
    measures: usize,
    /// How many answers each record has.
    dimensions: usize,
    /// How many records there are.
    number: usize,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for PackedRecords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PackedRecords(confidential)")
    }
}

impl PackedRecords {
    /// Adds a record. An odd number announces an answer of several categories, an even one is the
    /// category of an answer of one.
    pub(crate) fn push(&mut self, record: &Record) {
        (self.measures, self.dimensions) = (record.years.len(), record.answers.len());
        self.number += 1;
        for year in &record.years {
            self.write(usize::from(year.unwrap_or_default()));
        }
        for answer in &record.answers {
            if let Answer::Several(categories) = answer {
                self.write(2 * categories.len() + 1);
                categories.iter().for_each(|category| self.write(*category));
            } else {
                for category in answer.categories() {
                    self.write(2 * category);
                }
            }
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.number
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.number == 0
    }

    /// Adds the records of another collection.
    pub(crate) fn absorb(&mut self, other: &PackedRecords) {
        if other.number > 0 {
            (self.measures, self.dimensions) = (other.measures, other.dimensions);
            self.number += other.number;
            self.bytes.extend_from_slice(&other.bytes);
        }
    }

    /// Unpacks the records, except for the dimensions that their sources do not collect.
    pub fn iter(&self) -> impl Iterator<Item = Record> {
        let mut bytes = self.bytes.as_slice();
        (0..self.number).map(move |_| Record {
            years: (0..self.measures).map(|_| read_year(&mut bytes)).collect(),
            answers: (0..self.dimensions)
                .map(|_| read_answer(&mut bytes))
                .collect(),
            not_asked: vec![],
        })
    }

    /// Adds a number: seven bits in each byte, the lowest first; the eighth bit is set if more
    /// bytes follow.
    fn write(&mut self, mut number: usize) {
        while number > 0x7f {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }
}

fn read_year(bytes: &mut &[u8]) -> Option<u16> {
    let year = u16::try_from(read(bytes)).ok()?;
    (year > 0).then_some(year)
}

fn read_answer(bytes: &mut &[u8]) -> Answer {
    let number = read(bytes);
    if number % 2 == 1 {
        Answer::Several((0..number / 2).map(|_| read(bytes)).collect())
    } else {
        Answer::One(number / 2)
    }
}

/// Reads a number and drops its bytes.
fn read(bytes: &mut &[u8]) -> usize {
    let mut number = 0;
    let mut shift = 0;
    while let Some((first, others)) = bytes.split_first() {
        *bytes = others;
        number |= usize::from(first & 0x7f) << shift;
        shift += 7;
        if first & 0x80 == 0 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Years and answers: one category, or several.
    type Drawn = (Vec<Option<u16>>, Vec<Result<usize, Vec<usize>>>);

    fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
        let several = prop::collection::vec(0..300_usize, 1..4);
        let answer = prop::result::maybe_err(0..20_000_usize, several);
        let years = prop::collection::vec(prop::option::of(1_u16..3000), 2);
        prop::collection::vec((years, prop::collection::vec(answer, 5)), 0..9)
    }

    fn records(drawn: Vec<Drawn>) -> Vec<Record> {
        let answer =
            |answer: Result<usize, Vec<usize>>| answer.map_or_else(Answer::Several, Answer::One);
        let record = |(years, answers): Drawn| Record {
            years,
            answers: answers.into_iter().map(answer).collect(),
            not_asked: vec![],
        };
        drawn.into_iter().map(record).collect()
    }

    proptest! {
        #[test]
        fn packed_records_are_unpacked_unchanged(some in drawn(), more in drawn()) {
            let (some, more) = (records(some), records(more));
            let (mut packed, mut others) = (PackedRecords::default(), PackedRecords::default());
            some.iter().for_each(|record| packed.push(record));
            more.iter().for_each(|record| others.push(record));
            packed.absorb(&others);
            prop_assert!(packed.iter().collect::<Vec<_>>() == [some, more].concat());
        }
    }
}
