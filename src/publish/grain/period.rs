//! Years that are put together so that each period has persons enough.

use std::ops::RangeInclusive;

use cube::{Catalog, TOTAL};

/// A period of so many times the threshold keeps most cells.
pub(super) const PERSONS: u64 = 15;

/// Years that are published together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Periods {
    /// Every year has persons enough.
    Needless,
    /// Those of the codebook have persons enough.
    Kept,
    /// These have.
    New(Vec<RangeInclusive<u16>>),
    /// Nothing less than half of all years has.
    TooFew,
}

impl Periods {
    /// Those in which so many persons of these years are seen.
    pub(super) fn of(catalog: &Catalog, years: &RangeInclusive<u16>, persons: u64) -> Self {
        let number = years.len();
        // The fewest years that have persons enough on average.
        let is_enough = |length: &usize| {
            persons * *length as u64 >= PERSONS * catalog.threshold * number as u64
        };
        match ((1..number).find(is_enough), declared(catalog)) {
            (Some(1), _) => Periods::Needless,
            (Some(length), declared) if declared > 0 && number / declared >= length => {
                Periods::Kept
            }
            (Some(length), _) if number / length >= 2 => Periods::New(cut(years, number / length)),
            _ => Periods::TooFew,
        }
    }

    /// The codes of new ones.
    pub(super) fn codes(&self) -> Vec<String> {
        match self {
            Periods::New(periods) => periods
                .iter()
                .map(|years| format!("{}-{}", years.start(), years.end()))
                .collect(),
            Periods::Kept | Periods::Needless | Periods::TooFew => vec![],
        }
    }
}

/// How many periods the codebook has.
pub(super) fn declared(catalog: &Catalog) -> usize {
    let time = catalog.dimension(&catalog.time);
    time.map_or(0, |time| {
        time.children(TOTAL)
            .filter(|code| !time.is_leaf(&code.code))
            .count()
    })
}

/// So many periods that differ by one year at most, the longer ones first.
fn cut(years: &RangeInclusive<u16>, parts: usize) -> Vec<RangeInclusive<u16>> {
    let all: Vec<u16> = years.clone().collect();
    let begin = |part: usize| part * (all.len() / parts) + part.min(all.len() % parts);
    (0..parts)
        .map(|part| all[begin(part)]..=all[begin(part + 1) - 1])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use codebook::sample::codebook;

    #[test]
    fn periods_hold_about_fifteen_times_the_threshold() {
        let codebook = codebook(&[("first = 2024", "first = 2016")]);
        let periods = |persons| Periods::of(codebook.catalog(), &codebook.years, persons);
        assert_eq!(periods(750), Periods::Needless);
        assert_eq!(
            periods(749).codes().join(" "),
            "2016-2017 2018-2019 2020-2021 2022-2023 2024-2025"
        );
        assert_eq!(
            periods(250).codes().join(" "),
            "2016-2019 2020-2022 2023-2025"
        );
        assert_eq!(periods(150).codes().join(" "), "2016-2020 2021-2025");
        assert_eq!(periods(149), Periods::TooFew);
    }

    #[test]
    fn periods_of_the_codebook_that_are_long_enough_are_kept() {
        let codebook = codebook(&[(
            "last = 2025",
            "last = 2027\nperiods = [\"2024-2025\", \"2026-2027\"]",
        )]);
        let periods = |persons| Periods::of(codebook.catalog(), &codebook.years, persons);
        assert_eq!(
            (periods(150), periods(149)),
            (Periods::Kept, Periods::TooFew)
        );
    }
}
