//! Records that are kept once they are counted, in a few bytes each.

use crate::tabulate::record::Record;
use codebook::Answer;

/// Records as bytes, one after the other. Its `Debug` says nothing of them.
#[derive(Clone, Default)]
pub struct Kept {
    measures: usize,
    dimensions: usize,
    number: usize,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept(confidential)")
    }
}

impl Kept {
    pub(crate) fn push(&mut self, record: &Record) {
        (self.measures, self.dimensions) = (record.years.len(), record.answers.len());
        self.number += 1;
        record
            .years
            .iter()
            .for_each(|year| self.write(usize::from(year.unwrap_or_default())));
        for answer in &record.answers {
            if let Answer::Several(categories) = answer {
                self.write(2 * categories.len() + 1);
                categories.iter().for_each(|category| self.write(*category));
            } else {
                answer
                    .categories()
                    .iter()
                    .for_each(|category| self.write(2 * category));
            }
        }
    }

    pub(crate) fn absorb(&mut self, other: &Kept) {
        if other.number > 0 {
            (self.measures, self.dimensions) = (other.measures, other.dimensions);
            self.number += other.number;
            self.bytes.extend_from_slice(&other.bytes);
        }
    }

    /// The records, without what their sources do not ask.
    pub fn iter(&self) -> impl Iterator<Item = Record> {
        let mut rest = self.bytes.as_slice();
        (0..self.number).map(move |_| {
            let years = (0..self.measures)
                .map(|_| u16::try_from(read(&mut rest)).ok().filter(|year| *year > 0));
            let years = years.collect();
            let answer = |_| match read(&mut rest) {
                several if several % 2 == 1 => {
                    Answer::Several((0..several / 2).map(|_| read(&mut rest)).collect())
                }
                one => Answer::One(one / 2),
            };
            Record {
                years,
                answers: (0..self.dimensions).map(answer).collect(),
                not_asked: vec![],
            }
        })
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    fn write(&mut self, mut number: usize) {
        while number > 0x7f {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }
}

fn read(rest: &mut &[u8]) -> usize {
    let (mut number, mut shift) = (0, 0);
    while let Some((first, others)) = rest.split_first() {
        *rest = others;
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
    type Told = (Vec<Option<u16>>, Vec<Result<usize, Vec<usize>>>);

    fn told() -> impl Strategy<Value = Vec<Told>> {
        let several = prop::collection::vec(0..300_usize, 1..4);
        let answer = prop::result::maybe_err(0..20_000_usize, several);
        let years = prop::collection::vec(prop::option::of(1_u16..3000), 2);
        prop::collection::vec((years, prop::collection::vec(answer, 5)), 0..9)
    }

    fn records(told: Vec<Told>) -> Vec<Record> {
        let answer =
            |told: Result<usize, Vec<usize>>| told.map_or_else(Answer::Several, Answer::One);
        let record = |(years, answers): Told| Record {
            years,
            answers: answers.into_iter().map(answer).collect(),
            not_asked: vec![],
        };
        told.into_iter().map(record).collect()
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_was_told(some in told(), more in told()) {
            let (some, more) = (records(some), records(more));
            let (mut kept, mut others) = (Kept::default(), Kept::default());
            some.iter().for_each(|record| kept.push(record));
            more.iter().for_each(|record| others.push(record));
            kept.absorb(&others);
            prop_assert!(kept.iter().collect::<Vec<_>>() == [some, more].concat());
        }
    }
}
