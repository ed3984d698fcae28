//! Chooses how many years to publish together so that each period has enough persons.

use std::ops::RangeInclusive;

use cube::{Catalog, TOTAL};

/// Most cells can be published in a period with this many times the threshold.
pub(super) const PERSONS: u64 = 15;

/// The periods that are proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Periods {
    /// None: every year has enough persons.
    Unneeded,
    /// Those of the codebook: they have enough persons.
    Kept,
    /// These periods, which the codebook does not have yet.
    New(Vec<RangeInclusive<u16>>),
    /// None: even half of all years has too few persons.
    TooFew,
}

impl Periods {
    /// Chooses periods for so many persons in these years.
    pub(super) fn choose(catalog: &Catalog, years: &RangeInclusive<u16>, persons: u64) -> Self {
        let number = years.len();
        // The fewest years that have enough persons on average.
        let is_enough = |length: &usize| {
            persons * *length as u64 >= PERSONS * catalog.threshold * number as u64
        };
        match ((1..number).find(is_enough), count_declared(catalog)) {
            (Some(1), _) => Periods::Unneeded,
            (Some(length), declared) if declared > 0 && number / declared >= length => {
                Periods::Kept
            }
            (Some(length), _) if number / length >= 2 => {
                Periods::New(divide(years, number / length))
            }
            _ => Periods::TooFew,
        }
    }

    /// The codes of new periods.
    pub(super) fn codes(&self) -> Vec<String> {
        match self {
            Periods::New(periods) => periods
                .iter()
                .map(|years| format!("{}-{}", years.start(), years.end()))
                .collect(),
            Periods::Kept | Periods::Unneeded | Periods::TooFew => vec![],
        }
    }
}

/// Counts the periods that the codebook has.
pub(super) fn count_declared(catalog: &Catalog) -> usize {
    let time = catalog.dimension(&catalog.time);
    time.map_or(0, |time| {
        time.children(TOTAL)
            .filter(|code| !time.is_leaf(&code.code))
            .count()
    })
}

/// Divides years into periods whose lengths differ by one year at most, the longer ones first.
fn divide(years: &RangeInclusive<u16>, parts: usize) -> Vec<RangeInclusive<u16>> {
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
        let periods = |persons| Periods::choose(codebook.catalog(), &codebook.years, persons);
        assert_eq!(periods(750), Periods::Unneeded);
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
        let periods = |persons| Periods::choose(codebook.catalog(), &codebook.years, persons);
        assert_eq!(
            (periods(150), periods(149)),
            (Periods::Kept, Periods::TooFew)
        );
    }
}
