//! Checks the published years, their periods, and the month of the next release.

use std::ops::RangeInclusive;

use crate::{
    editions::{self, has_editions, last_pooled_year},
    format::Format,
    mistake::Collector,
    names::check_unique,
};

pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    if last < first {
        mistakes.at(
            &format.time.last,
            format!("the last year, {last}, is before the first, {first}: correct one of them"),
        );
    }
    editions::check(format, mistakes);
    let last = last_pooled_year(&format.time);
    check_unique("the period", &format.time.periods, mistakes);
    let mut next = first;
    for period in &format.time.periods {
        match parse_period(period.get_ref()) {
            None => mistakes.at(
                period,
                "write a period as its first and its last year, such as “2017-2019”",
            ),
            Some(years) if *years.start() != next => {
                mistakes.at(
                    period,
                    format!(
                        "periods follow each other without gaps: this one must begin in {next}"
                    ),
                );
                next = years.end() + 1;
            }
            // It waits until an edition ends with it.
            Some(years) if *years.start() > last && has_editions(&format.time) => {
                next = years.end() + 1;
            }
            Some(years) if *years.end() > last => {
                mistakes.at(
                    period,
                    format!("periods end with the last year of sums: this one must end in {last} at the latest"),
                );
                next = last + 1;
            }
            Some(years) => next = years.end() + 1,
        }
    }
    if let Some(period) = format.time.periods.last().filter(|_| next <= last) {
        mistakes.at(
            period,
            format!(
                "periods cover all years up to the last year of sums: add one that begins in {next}"
            ),
        );
    }
    if let Some(dimension) = format
        .tables
        .by_period
        .first()
        .filter(|_| format.time.periods.is_empty())
    {
        mistakes.at(
            dimension,
            "there are no periods: declare “periods” in [time]",
        );
    }
}

/// Checks that the next release is due in a later month than this one, if this one is named after a month.
pub(super) fn check_next(format: &Format, mistakes: &mut Collector<'_>) {
    let Some(next) = &format.next else { return };
    let release = format.release.get_ref();
    match parse_month(next.get_ref()) {
        None => mistakes.at(
            next,
            "write the year and the month of the next release, such as “2027-04”",
        ),
        Some(due) if parse_month(release).is_some_and(|this| due <= this) => {
            mistakes.at(
                next,
                format!(
                    "the next release must be later than this one, “{release}”: correct the month"
                ),
            );
        }
        Some(_) => {}
    }
}

/// The year and the month of “2027-04”.
fn parse_month(name: &str) -> Option<(u16, u8)> {
    let (year, month) = name.split_once('-')?;
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let month = month
        .parse()
        .ok()
        .filter(|number| digits(month, 2) && (1..=12).contains(number))?;
    Some((year.parse().ok().filter(|_| digits(year, 4))?, month))
}

/// The years of “2017-2019”: two or more.
pub(super) fn parse_period(code: &str) -> Option<RangeInclusive<u16>> {
    let year = |text: &str| text.parse::<u16>().ok().filter(|_| text.len() == 4);
    let (first, last) = code.split_once('-')?;
    let (first, last) = (year(first)?, year(last)?);
    (first < last).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_year_and_two_digits() {
        assert_eq!(parse_month("2027-04"), Some((2027, 4)));
        for name in [
            "2027",
            "2027-4",
            "2027-13",
            "2027-00",
            "27-04",
            "2027-04-01",
            "2027-+4",
            "abril",
            "",
        ] {
            assert_eq!(parse_month(name), None, "{name}");
        }
    }

    #[test]
    fn a_period_is_two_years_or_more() {
        assert_eq!(parse_period("2017-2019"), Some(2017..=2019));
        for code in [
            "2017",
            "2017-2017",
            "2019-2017",
            "2017–2019",
            "17-19",
            "2017-2019-2020",
            "2017 -2019",
            "",
        ] {
            assert_eq!(parse_period(code), None, "{code}");
        }
    }
}
