//! Checks the published years, their periods, and the month of the next release.

use std::ops::RangeInclusive;

use crate::{
    editions::{self, has_editions, last_pooled_year},
    format::{Format, Grain, Pooled, Time},
    mistake::Collector,
    names::{Duplicates, check_unique},
};

/// The most years that can be published: more than any register has, and few enough to be protected together.
const MOST_YEARS: u16 = 300;

pub(super) fn check(format: &Format, mistakes: &mut Collector<'_>) {
    let (first, last) = (format.time.first, *format.time.last.get_ref());
    if last < first {
        mistakes.at(
            &format.time.last,
            format!("the last year, {last}, is before the first, {first}: correct one of them"),
        );
    }
    if last.saturating_sub(first) >= MOST_YEARS {
        mistakes.at(
            &format.time.last,
            format!(
                "at most {MOST_YEARS} years can be published, and from {first} to {last} there are {}: correct one of them",
                u32::from(last - first) + 1
            ),
        );
    }
    editions::check(format, mistakes);
    check_without(&format.time, mistakes);
    check_finest(format, mistakes);
    check_unique("the period", &format.time.periods, mistakes);
    check_periods(&format.time, mistakes);
}

/// Years of which nothing was collected lie between the first and the last year.
fn check_without(time: &Time, mistakes: &mut Collector<'_>) {
    let mut known = Duplicates::default();
    for year in &time.without {
        let number = *year.get_ref();
        if number <= time.first || number >= *time.last.get_ref() {
            mistakes.at(
                year,
                format!(
                    "a year without records lies between the first and the last year: remove {number}, or change `first` or \
                     `last`"
                ),
            );
        }
        if known.is_duplicate(number) {
            mistakes.at(year, format!("{number} is listed twice: remove it here"));
        }
    }
}

/// What is published by period needs periods; what is published over all years has none, nor years apart from sums.
fn check_finest(format: &Format, mistakes: &mut Collector<'_>) {
    let time = &format.time;
    let by_period = format.tables.by_period.first();
    match (time.finest_grain(), &time.finest) {
        (Grain::All, Some(_)) => {
            if let Some(period) = time.periods.first() {
                mistakes.at(
                    period,
                    "`finest` is \"all\", so no periods are published: remove `periods`, or let `finest` be \"period\"",
                );
            }
            let last = Pooled::Until(*time.last.get_ref());
            if let Some(pooled) = time
                .pooled
                .as_ref()
                .filter(|pooled| *pooled.get_ref() != last)
            {
                mistakes.at(
                    pooled,
                    "`finest` is \"all\", so sums contain every published year: remove `pooled`",
                );
            }
            if let Some(dimension) = by_period {
                mistakes.at(
                    dimension,
                    "`finest` in [time] is \"all\", so nothing is published by period: remove `by_period`",
                );
            }
        }
        (Grain::Period, Some(finest)) if time.periods.is_empty() => mistakes.at(
            finest,
            "there are no periods: declare `periods`, or let `finest` be \"all\"",
        ),
        _ if time.periods.is_empty() => {
            if let Some(dimension) = by_period {
                mistakes.at(
                    dimension,
                    "there are no periods: declare “periods” in [time]",
                );
            }
        }
        _ => {}
    }
}

/// Periods follow each other and cover all collected years: up to the last year of sums if single years are published
/// besides, or else up to the last year.
fn check_periods(time: &Time, mistakes: &mut Collector<'_>) {
    let pooled = last_pooled_year(time);
    let replaces_years = time.finest_grain() == Grain::Period;
    let last = if replaces_years {
        *time.last.get_ref()
    } else {
        pooled
    };
    let skip_gap = |mut year: u16| {
        while year <= last && !time.is_collected(year) {
            year += 1;
        }
        year
    };
    let mut next = time.first;
    for period in &time.periods {
        let Some(years) = parse_period(period.get_ref()) else {
            mistakes.at(
                period,
                "write a period as its first and its last year, such as “2017-2019”",
            );
            continue;
        };
        let begin = skip_gap(next);
        if !(next..=begin).contains(years.start()) {
            mistakes.at(
                period,
                format!("periods follow each other without gaps: this one must begin in {begin}"),
            );
        } else if *years.start() > last && has_editions(time) {
            // It waits until an edition ends with it.
        } else if *years.end() > last && !replaces_years {
            mistakes.at(
                period,
                format!("periods end with the last year of sums: this one must end in {last} at the latest"),
            );
        } else if *years.end() > last {
            mistakes.at(
                period,
                format!(
                    "periods end with the last year: this one must end in {last} at the latest"
                ),
            );
        } else if *years.start() <= pooled && *years.end() > pooled {
            mistakes.at(
                period,
                format!(
                    "sums contain the years up to {pooled}, so a period ends there: divide this one, or change `pooled`"
                ),
            );
        } else if years.clone().all(|year| !time.is_collected(year)) {
            mistakes.at(period, "this period has no year with records: remove it");
        }
        next = if *years.end() > last && !replaces_years && !has_editions(time) {
            last + 1
        } else {
            years.end() + 1
        };
    }
    let next = skip_gap(next);
    let is_short = next <= last && time.finest_grain() != Grain::All;
    if let Some(period) = time.periods.last().filter(|_| is_short) {
        let limit = if replaces_years {
            "the last year"
        } else {
            "the last year of sums"
        };
        mistakes.at(
            period,
            format!("periods cover all years up to {limit}: add one that begins in {next}"),
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
