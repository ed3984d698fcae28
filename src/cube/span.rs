//! Reads which years the codes of time stand for: single years, and periods.
//!
//! Time may have single years as leaves, or periods in place of them, or one period of all years.

use std::ops::RangeInclusive;

use crate::catalog::Catalog;
use crate::dimension::Dimension;

/// The years of a code of time: “2017”, or “2017-2019” for a period; `None` if it is neither.
pub fn parse_years(code: &str) -> Option<RangeInclusive<u16>> {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = |text: &str| text.parse::<u16>().ok().filter(|_| is_year(text));
    let (first, last) = match code.split_once('-') {
        Some((first, last)) => (year(first)?, year(last)?),
        None => (year(code)?, year(code)?),
    };
    (first < last || code.len() == 4).then_some(first..=last)
}

impl Catalog {
    /// The years that a code of time stands for, in order, without those of which nothing was collected. The total stands
    /// for the years that sums over all years contain. Empty if a code is unknown or not made of years.
    pub fn years_in(&self, code: &str) -> Vec<u16> {
        let leaves = self.dimension(&self.time).into_iter();
        let leaves = leaves.flat_map(|time| time.leaves_in(code));
        let years = leaves.flat_map(|leaf| parse_years(&leaf.code).into_iter().flatten());
        years.filter(|year| !self.without.contains(year)).collect()
    }

    /// The first and the last published year; `None` if time has other categories than years.
    pub fn published_years(&self) -> Option<(u16, u16)> {
        let mut leaves = self.dimension(&self.time)?.leaves();
        let first = leaves.next()?;
        let last = leaves.next_back().unwrap_or(first);
        let (first, last) = (parse_years(&first.code)?, parse_years(&last.code)?);
        Some((*first.start(), *last.end()))
    }

    /// Whether the finest published time is longer than a year: periods, or all years together.
    pub fn has_periods_only(&self) -> bool {
        let mut leaves = self
            .dimension(&self.time)
            .into_iter()
            .flat_map(Dimension::leaves);
        leaves.any(|leaf| parse_years(&leaf.code).is_some_and(|years| years.start() < years.end()))
    }

    /// Whether time has one category: numbers cannot be compared over time.
    pub fn has_one_span(&self) -> bool {
        self.dimension(&self.time)
            .is_some_and(|time| time.leaves().count() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dimension::{Category, TOTAL};

    fn catalog(codes: &[(&str, Option<&str>)]) -> Catalog {
        let category = |(code, parent): &(&str, Option<&str>)| Category {
            code: (*code).into(),
            parent: parent.map(Into::into),
            apart: *code == "2023-2024",
            ..Category::default()
        };
        Catalog {
            time: "anio".into(),
            without: vec![2019],
            dimensions: vec![Dimension {
                id: "anio".into(),
                categories: codes.iter().map(category).collect(),
                ..Dimension::default()
            }],
            ..Catalog::default()
        }
    }

    #[test]
    fn a_code_is_a_year_or_a_period() {
        assert_eq!(parse_years("2017"), Some(2017..=2017));
        assert_eq!(parse_years("2017-2019"), Some(2017..=2019));
        for code in [
            "",
            "17",
            "2017-",
            "2017-19",
            "2019-2017",
            "2017-2017",
            "2017–2019",
            "_T",
            "+201",
        ] {
            assert_eq!(parse_years(code), None, "{code}");
        }
    }

    #[test]
    fn periods_stand_for_the_years_that_were_collected() {
        let periods = catalog(&[
            ("2018-2020", None),
            ("2021-2022", None),
            ("2023-2024", None),
        ]);
        assert_eq!(periods.years_in("2018-2020"), [2018, 2020]);
        assert_eq!(periods.years_in(TOTAL), [2018, 2020, 2021, 2022]);
        assert_eq!(periods.years_in("2018"), [] as [u16; 0]);
        assert_eq!(periods.published_years(), Some((2018, 2024)));
        assert!(periods.has_periods_only() && !periods.has_one_span());
        let years = catalog(&[
            ("2018-2020", None),
            ("2018", Some("2018-2020")),
            ("2020", Some("2018-2020")),
        ]);
        assert_eq!(years.years_in("2018-2020"), [2018, 2020]);
        assert_eq!(years.years_in("2018"), [2018]);
        assert!(!years.has_periods_only());
        assert_eq!(years.published_years(), Some((2018, 2020)));
        let all = catalog(&[("2018-2020", None)]);
        assert_eq!(all.published_years(), Some((2018, 2020)));
        assert!(all.has_one_span());
        assert_eq!(
            catalog(&[("2018-2020", None), ("antes", None)]).published_years(),
            None
        );
    }
}
