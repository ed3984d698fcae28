//! Counts known, unknown and uncollected answers by dimension and year (confidential).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::tabulate::record::Record;
use codebook::Codebook;

/// How many persons have a known answer in one dimension and year, and how many have not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerCounts {
    /// Persons with a known answer.
    #[serde(rename = "told")]
    pub known: u64,
    /// Persons whose source collects the dimension, but without a known answer.
    pub unknown: u64,
    /// Persons whose source does not collect the dimension.
    pub not_asked: u64,
}

impl AnswerCounts {
    /// Returns the number of all persons.
    pub fn persons(self) -> u64 {
        self.known + self.unknown + self.not_asked
    }
}

/// The [`AnswerCounts`] of every dimension of the codebook and every published year, for the
/// persons of the measure that contains all others.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswersByYear {
    years: usize,
    /// The years of the first dimension, then those of the second, and so on.
    cells: Vec<AnswerCounts>,
}

impl AnswersByYear {
    /// Creates counts of nobody.
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let years = codebook.years.clone().count();
        AnswersByYear {
            years,
            cells: vec![AnswerCounts::default(); years * codebook.dimensions.len()],
        }
    }

    /// Counts the answers of a person.
    pub(crate) fn add(&mut self, record: &Record, codebook: &Codebook) {
        let Some(year) = record.years[codebook.whole] else {
            return;
        };
        let year_position = usize::from(year - codebook.years.start());
        for (position, dimension) in codebook.dimensions.iter().enumerate() {
            let counts = &mut self.cells[position * self.years + year_position];
            let categories = record.answers[position].categories();
            let unknown = dimension.dictionary.unknown();
            if record.not_asked.contains(&position) {
                counts.not_asked += 1;
            } else if unknown.is_some_and(|unknown| categories == [unknown]) {
                counts.unknown += 1;
            } else {
                counts.known += 1;
            }
        }
    }

    /// Adds the counts of other persons, by the same codebook.
    pub(crate) fn absorb(&mut self, other: &AnswersByYear) {
        for (counts, more) in self.cells.iter_mut().zip(&other.cells) {
            counts.known += more.known;
            counts.unknown += more.unknown;
            counts.not_asked += more.not_asked;
        }
    }

    /// Returns the counts of each year for the dimension at this position in the codebook.
    pub fn years_of(&self, dimension: usize) -> &[AnswerCounts] {
        &self.cells[dimension * self.years..][..self.years]
    }
}

impl fmt::Debug for AnswersByYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnswersByYear({} cells)", self.cells.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codebook::{Answer, sample::codebook};

    /// Returns a person of the sample's codebook with this answer for sex.
    fn person(year: Option<u16>, sex: usize, not_asked: Vec<usize>) -> Record {
        let mut answers = vec![Answer::One(0); 7];
        answers[SEX] = Answer::One(sex);
        Record {
            years: vec![year, None],
            answers,
            not_asked,
        }
    }

    /// The position of the dimension of sex in the sample.
    const SEX: usize = 2;
    /// The position of its category for "not known".
    const UNKNOWN: usize = 2;

    #[test]
    fn counts_of_parts_add_up() {
        let codebook = codebook(&[]);
        let people = [
            person(Some(2024), 0, vec![]),
            person(Some(2025), UNKNOWN, vec![]),
            person(Some(2025), UNKNOWN, vec![SEX]),
            person(Some(2025), 1, vec![]),
            person(None, 0, vec![]),
        ];
        let count = |people: &[Record]| {
            let mut answers = AnswersByYear::new(&codebook);
            people
                .iter()
                .for_each(|person| answers.add(person, &codebook));
            answers
        };
        let whole = count(&people);
        let counts = |known, unknown, not_asked| AnswerCounts {
            known,
            unknown,
            not_asked,
        };
        assert_eq!(whole.years_of(SEX), [counts(1, 0, 0), counts(1, 1, 1)]);
        assert_eq!(whole.years_of(0), [counts(1, 0, 0), counts(3, 0, 0)]);
        for cut in 0..=people.len() {
            let mut sum = count(&people[..cut]);
            sum.absorb(&count(&people[cut..]));
            assert!(sum == whole, "cut at {cut}");
        }
        assert_eq!(format!("{whole:?}"), "AnswersByYear(14 cells)");
    }
}
