//! Of how many persons each dimension is known, by year. Confidential, as all exact counts are.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::tabulate::record::Record;
use codebook::Codebook;

/// Of how many persons one dimension is known in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// A category was told.
    pub told: u64,
    /// It was asked and is not known.
    pub unknown: u64,
    /// The source has no such question.
    pub not_asked: u64,
}

impl Known {
    /// Everybody.
    pub fn persons(self) -> u64 {
        self.told + self.unknown + self.not_asked
    }
}

/// [`Known`] for every dimension of the codebook and every published year, of the persons of the measure that all
/// others are part of.
#[derive(Clone, PartialEq, Eq)]
pub struct Knowledge {
    years: usize,
    /// The years of the first dimension, then those of the second, and so on.
    cells: Vec<Known>,
}

impl Knowledge {
    /// Of nobody yet.
    pub(crate) fn new(codebook: &Codebook) -> Self {
        let years = codebook.years.clone().count();
        Knowledge {
            years,
            cells: vec![Known::default(); years * codebook.dimensions.len()],
        }
    }

    /// Takes in one more person.
    pub(crate) fn add(&mut self, record: &Record, codebook: &Codebook) {
        let Some(year) = record.years[codebook.whole] else {
            return;
        };
        let year = usize::from(year - codebook.years.start());
        for (at, (dimension, answer)) in codebook.dimensions.iter().zip(&record.answers).enumerate()
        {
            let known = &mut self.cells[at * self.years + year];
            let is_unknown = dimension
                .dictionary
                .unknown()
                .is_some_and(|unknown| answer.categories() == [unknown]);
            match is_unknown {
                _ if record.not_asked.contains(&at) => known.not_asked += 1,
                true => known.unknown += 1,
                false => known.told += 1,
            }
        }
    }

    /// Takes in what was counted apart, by the same codebook.
    pub(crate) fn absorb(&mut self, other: &Knowledge) {
        for (known, other) in self.cells.iter_mut().zip(&other.cells) {
            known.told += other.told;
            known.unknown += other.unknown;
            known.not_asked += other.not_asked;
        }
    }

    /// The years of the dimension at this position of the codebook.
    pub fn of(&self, dimension: usize) -> &[Known] {
        &self.cells[dimension * self.years..][..self.years]
    }
}

impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Knowledge({} cells)", self.cells.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codebook::{Answer, sample::codebook};

    /// A person of the sample's codebook who says nothing of themselves but this of their sex.
    fn person(year: Option<u16>, sex: usize, not_asked: Vec<usize>) -> Record {
        let mut answers = vec![Answer::One(0); 7];
        answers[SEX] = Answer::One(sex);
        Record {
            years: vec![year, None],
            answers,
            not_asked,
        }
    }

    /// The position of a dimension of the sample, and of its category for "not known".
    const SEX: usize = 2;
    const UNKNOWN: usize = 2;

    #[test]
    fn what_was_counted_apart_adds_up() {
        let codebook = codebook(&[]);
        let people = [
            person(Some(2024), 0, vec![]),
            person(Some(2025), UNKNOWN, vec![]),
            person(Some(2025), UNKNOWN, vec![SEX]),
            person(Some(2025), 1, vec![]),
            person(None, 0, vec![]),
        ];
        let count = |people: &[Record]| {
            let mut known = Knowledge::new(&codebook);
            people
                .iter()
                .for_each(|person| known.add(person, &codebook));
            known
        };
        let whole = count(&people);
        let known = |told, unknown, not_asked| Known {
            told,
            unknown,
            not_asked,
        };
        assert_eq!(whole.of(SEX), [known(1, 0, 0), known(1, 1, 1)]);
        assert_eq!(whole.of(0), [known(1, 0, 0), known(3, 0, 0)]);
        for cut in 0..=people.len() {
            let mut sum = count(&people[..cut]);
            sum.absorb(&count(&people[cut..]));
            assert!(sum == whole, "cut at {cut}");
        }
        assert_eq!(format!("{whole:?}"), "Knowledge(14 cells)");
    }
}
