//! Lists how finely time can be published, and chooses the finest that hides few enough cells.

use std::ops::RangeInclusive;

use cube::{Catalog, TOTAL};

use crate::grain::{error::GrainError, shares::Shares};
use codebook::Grain;

/// Single years are proposed, and periods of so many persons in place of them, where there are at least this many times the
/// threshold on average: real years differ by more than chance, and one below the threshold stops the publication.
pub(super) const STEADY: u64 = 6;

/// The lengths of periods that are tried, in years.
const LENGTHS: [usize; 3] = [2, 3, 5];

/// How finely time is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// By single years; besides, by these periods.
    Years(Periods),
    /// By these periods in place of years.
    Periods(Vec<RangeInclusive<u16>>),
    /// All years together.
    All,
}

/// The periods that are proposed besides single years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Periods {
    /// None: few cells are hidden by year.
    Unneeded,
    /// Those of the codebook: few cells are hidden by them.
    Kept,
    /// These periods, which the codebook does not have yet.
    New(Vec<RangeInclusive<u16>>),
    /// None: by the longest periods, no fewer cells are hidden.
    TooFew,
}

/// A time that was tried, and what it hides; `None` where it has too few persons to be tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tried {
    /// The length of its steps in years; `None` for all years together.
    pub length: Option<usize>,
    pub shares: Option<Shares>,
}

/// The years and persons among which time is chosen.
pub(super) struct Register<'a> {
    pub catalog: &'a Catalog,
    /// The collected years that sums contain.
    pub years: &'a [u16],
    /// The persons of the measure that has fewest.
    pub persons: u64,
    /// Whether the codebook declares already that single years are too small.
    pub has_small_years: bool,
}

impl Register<'_> {
    /// Whether steps of so many years have enough persons on average.
    fn is_steady(&self, length: usize) -> bool {
        let (length, number) = (length as u64, self.years.len() as u64);
        self.persons * length >= STEADY * self.catalog.threshold * number
    }

    /// Chooses how finely time is published; `measure` protects the register by a time and returns what that hides.
    /// Returns also every time that was tried, the finest first.
    pub(super) fn choose_time(
        &self,
        measure: &dyn Fn(&Time) -> Result<Shares, GrainError>,
    ) -> Result<(Time, Vec<Tried>), GrainError> {
        if self.is_steady(1) && !self.has_small_years {
            self.choose_periods_besides(measure)
        } else {
            self.choose_periods_in_place(measure)
        }
    }

    /// Chooses periods besides single years: none, those of the codebook, or the shortest that hide few enough cells.
    fn choose_periods_besides(
        &self,
        measure: &dyn Fn(&Time) -> Result<Shares, GrainError>,
    ) -> Result<(Time, Vec<Tried>), GrainError> {
        let by_year = measure(&Time::Years(Periods::Unneeded))?;
        let mut tried = vec![Tried {
            length: Some(1),
            shares: Some(by_year),
        }];
        if by_year.are_acceptable() {
            return Ok((Time::Years(Periods::Unneeded), tried));
        }
        if count_periods(self.catalog) > 0 && measure(&Time::Years(Periods::Kept))?.are_acceptable()
        {
            return Ok((Time::Years(Periods::Kept), tried));
        }
        let mut best = (by_year, Periods::TooFew);
        for (length, periods) in self.list_periods() {
            let periods = Periods::New(periods);
            let shares = measure(&Time::Years(periods.clone()))?;
            tried.push(Tried {
                length: Some(length),
                shares: Some(shares),
            });
            if shares.are_acceptable() {
                return Ok((Time::Years(periods), tried));
            }
            if shares.hidden_percent() < best.0.hidden_percent() {
                best = (shares, periods);
            }
        }
        Ok((Time::Years(best.1), tried))
    }

    /// Chooses the shortest periods that can stand in place of years and hide few enough cells. If there are none, the
    /// longest with enough persons, by which totals at least can be published; or else all years.
    fn choose_periods_in_place(
        &self,
        measure: &dyn Fn(&Time) -> Result<Shares, GrainError>,
    ) -> Result<(Time, Vec<Tried>), GrainError> {
        let mut chosen = Time::All;
        let mut tried = vec![Tried {
            length: Some(1),
            shares: None,
        }];
        for (length, periods) in self.list_periods() {
            let time = Time::Periods(periods);
            let is_steady = self.is_steady(length);
            let shares = is_steady.then(|| measure(&time)).transpose()?;
            let are_acceptable = shares.is_some_and(Shares::are_acceptable);
            if is_steady {
                chosen = time;
            }
            tried.push(Tried {
                length: Some(length),
                shares,
            });
            if are_acceptable {
                return Ok((chosen, tried));
            }
        }
        tried.push(Tried {
            length: None,
            shares: Some(measure(&Time::All)?),
        });
        Ok((chosen, tried))
    }

    /// The periods of each length of which there are two or more.
    fn list_periods(&self) -> Vec<(usize, Vec<RangeInclusive<u16>>)> {
        let mut found = Vec::new();
        for length in LENGTHS {
            let parts = self.years.len() / length;
            if parts >= 2 {
                found.push((length, divide(self.years, parts)));
            }
        }
        found
    }
}

impl Time {
    /// The finest grain that is published.
    pub(super) fn grain(&self) -> Grain {
        match self {
            Time::Years(_) => Grain::Year,
            Time::Periods(_) => Grain::Period,
            Time::All => Grain::All,
        }
    }

    /// The codes of new periods.
    pub(super) fn codes(&self) -> Vec<String> {
        match self {
            Time::Years(Periods::New(periods)) | Time::Periods(periods) => periods
                .iter()
                .map(|years| format!("{}-{}", years.start(), years.end()))
                .collect(),
            Time::Years(Periods::Kept | Periods::Unneeded | Periods::TooFew) | Time::All => vec![],
        }
    }
}

/// Counts the periods that the codebook has.
pub(super) fn count_periods(catalog: &Catalog) -> usize {
    let time = catalog.dimension(&catalog.time);
    time.filter(|_| !catalog.has_one_span()).map_or(0, |time| {
        time.children(TOTAL)
            .filter(|code| code.code.contains('-'))
            .count()
    })
}

/// Divides years into periods whose lengths differ by one year at most, the longer ones first.
fn divide(years: &[u16], parts: usize) -> Vec<RangeInclusive<u16>> {
    let begin = |part: usize| part * (years.len() / parts) + part.min(years.len() % parts);
    (0..parts)
        .map(|part| years[begin(part)]..=years[begin(part + 1) - 1])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use codebook::sample::codebook;

    /// The time chosen for so many persons in ten years, if each time hides so many of 100 cells: by year, by periods of
    /// two, three and five years, over all years.
    fn choose(persons: u64, hidden: [u64; 5]) -> String {
        choose_with(persons, hidden, false)
    }

    fn choose_with(persons: u64, hidden: [u64; 5], has_small_years: bool) -> String {
        let codebook = codebook(&[("first = 2024", "first = 2016")]);
        let years: Vec<u16> = codebook.years.clone().collect();
        let register = Register {
            catalog: codebook.catalog(),
            years: &years,
            persons,
            has_small_years,
        };
        let measure = |time: &Time| {
            let at = match time.codes().len() {
                5 => 1,
                3 => 2,
                2 => 3,
                _ if *time == Time::All => 4,
                _ => 0,
            };
            Ok(Shares {
                hidden: hidden[at],
                cells: 100,
                visible: 100,
                persons: 100,
            })
        };
        let (time, tried) = register.choose_time(&measure).unwrap();
        let lengths = tried
            .iter()
            .map(|tried| match (tried.length, tried.shares) {
                (None, _) => "all".to_owned(),
                (Some(length), Some(_)) => length.to_string(),
                (Some(length), None) => format!("({length})"),
            });
        format!(
            "{:?} {} tried {}",
            time.grain(),
            time.codes().join(" "),
            lengths.collect::<Vec<_>>().join(" ")
        )
    }

    #[test]
    fn the_finest_time_that_hides_at_most_a_third_is_chosen() {
        assert_eq!(choose(300, [33, 0, 0, 0, 0]), "Year  tried 1");
        assert_eq!(
            choose(300, [60, 34, 33, 0, 0]),
            "Year 2016-2019 2020-2022 2023-2025 tried 1 2 3"
        );
        assert_eq!(choose(300, [60, 60, 60, 60, 0]), "Year  tried 1 2 3 5");
        assert_eq!(
            choose(300, [60, 50, 40, 40, 0]),
            "Year 2016-2019 2020-2022 2023-2025 tried 1 2 3 5",
            "where none hides few enough, the one that hides least"
        );
    }

    #[test]
    fn where_years_are_small_periods_stand_in_their_place() {
        assert_eq!(
            choose(299, [0, 33, 0, 0, 0]),
            "Period 2016-2017 2018-2019 2020-2021 2022-2023 2024-2025 tried (1) 2"
        );
        assert_eq!(
            choose(149, [0, 0, 40, 20, 0]),
            "Period 2016-2020 2021-2025 tried (1) (2) 3 5"
        );
        assert_eq!(
            choose(149, [0, 0, 40, 40, 50]),
            "Period 2016-2020 2021-2025 tried (1) (2) 3 5 all",
            "totals at least are published by period"
        );
        assert_eq!(
            choose_with(900, [0, 33, 0, 0, 0], true),
            "Period 2016-2017 2018-2019 2020-2021 2022-2023 2024-2025 tried (1) 2",
            "the codebook says that years are too small"
        );
        assert_eq!(
            choose(59, [0, 0, 0, 0, 50]),
            "All  tried (1) (2) (3) (5) all"
        );
    }

    #[test]
    fn periods_begin_and_end_with_years_that_were_collected() {
        assert_eq!(
            divide(&[2016, 2017, 2019, 2020, 2021], 2),
            [2016..=2019, 2020..=2021]
        );
        assert_eq!(
            divide(&[2016, 2017, 2019, 2020], 2),
            [2016..=2017, 2019..=2020]
        );
    }
}
