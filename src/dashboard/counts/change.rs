//! Compares the number of a year with that of the year before.
//!
//! Only published numbers that were counted the same way are compared, and no cause is claimed.

use cube::{Break, Catalog, Category, Dimension, parse_years};

use crate::counts::amount::Amount;

/// The result of comparing the number of a year with that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// No earlier year is published.
    First,
    /// The number is hidden.
    Hidden,
    /// There is a break in the series between the two.
    Broken,
    /// They are periods of different lengths.
    OtherLength,
    /// The number of the year before is hidden.
    Unknown,
    /// The numbers are equal.
    Same,
    /// The difference may be due to chance. Holds the number of the year before.
    Similar(u64),
    /// An increase by the first number, from the second.
    More(u64, u64),
    /// A decrease by the first number, from the second.
    Fewer(u64, u64),
}

/// The number of the year before, or why it cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// No earlier year is published, or nothing was collected of the year before.
    Nothing,
    /// There is a break in the series after it.
    OtherwiseCounted,
    /// It is a period of another length.
    OtherLength,
    /// Its number.
    Number(Amount),
}

impl Change {
    /// Compares a number with that of the year before.
    pub fn since(before: Before, now: Amount) -> Change {
        match (now.exact(), before) {
            (None, _) => Change::Hidden,
            (Some(_), Before::Nothing) => Change::First,
            (Some(_), Before::OtherwiseCounted) => Change::Broken,
            (Some(_), Before::OtherLength) => Change::OtherLength,
            (Some(now), Before::Number(before)) => match before.exact() {
                Some(before) => Change::between(before, now),
                None => Change::Unknown,
            },
        }
    }

    /// Compares two published numbers.
    ///
    /// They are similar if they differ by less than `2·√(before + now)`, which is two standard deviations of the
    /// difference between two independent Poisson counts.
    pub fn between(before: u64, now: u64) -> Change {
        let apart = u128::from(now.abs_diff(before));
        match now.cmp(&before) {
            std::cmp::Ordering::Equal => Change::Same,
            _ if apart * apart < 4 * (u128::from(before) + u128::from(now)) => {
                Change::Similar(before)
            }
            std::cmp::Ordering::Greater => Change::More(now - before, before),
            std::cmp::Ordering::Less => Change::Fewer(before - now, before),
        }
    }
}

/// Decides whether two shares of different persons, each a part and its base, differ by at least two standard deviations of
/// the difference between two independent shares with the same expectation.
pub fn shares_differ((one, base): (u64, u64), (other, other_base): (u64, u64)) -> bool {
    let [one, base, other, other_base] = [one, base, other, other_base].map(|count| count as f64);
    let both = (one + other) / (base + other_base);
    let distance = one / base - other / other_base;
    let variance = both * (1.0 - both) * (1.0 / base + 1.0 / other_base);
    distance != 0.0 && distance * distance >= 4.0 * variance
}

/// Finds the number of the year before `year`; `amount` returns the number of a year. The series of a measure by these
/// dimensions may have a break between the two.
pub fn before(
    catalog: &Catalog,
    year: &Category,
    measure: &str,
    by: &[&str],
    amount: impl FnOnce(&Category) -> Option<Amount>,
) -> Before {
    let time = catalog.dimension(&catalog.time);
    match time.and_then(|time| year_before(time, year)) {
        None => Before::Nothing,
        Some(earlier) if has_gap_between(catalog, earlier, year) => Before::Nothing,
        Some(_) if is_otherwise_counted(catalog, year, measure, by) => Before::OtherwiseCounted,
        Some(earlier) if !are_equally_long(catalog, earlier, year) => Before::OtherLength,
        Some(earlier) => Before::Number(amount(earlier).unwrap_or(Amount::Hidden)),
    }
}

/// Finds the earlier year from which the number of `year` differs most, beyond chance; of equal ones the latest.
///
/// Differences are compared by `(now − before)² / (now + before)`, the square of their standard deviations. Only years
/// that were counted the same way and are equally long are compared; hidden ones are passed over.
pub fn strongest_change<'a>(
    catalog: &'a Catalog,
    year: &Category,
    measure: &str,
    by: &[&str],
    amount: impl Fn(&Category) -> Option<Amount>,
) -> Option<(&'a Category, Change)> {
    let now = amount(year)?.exact()?;
    let time = catalog.dimension(&catalog.time)?;
    let mut later = time.category(&year.code)?;
    let mut strongest: Option<(&Category, u64)> = None;
    while let Some(earlier) = year_before(time, later) {
        if has_gap_between(catalog, earlier, later)
            || is_otherwise_counted(catalog, later, measure, by)
            || !are_equally_long(catalog, earlier, later)
        {
            break;
        }
        if let Some(before) = amount(earlier).and_then(Amount::exact)
            && matches!(
                Change::between(before, now),
                Change::More(..) | Change::Fewer(..)
            )
            && strongest.is_none_or(|(_, other)| differs_more(now, before, other))
        {
            strongest = Some((earlier, before));
        }
        later = earlier;
    }
    strongest.map(|(year, before)| (year, Change::between(before, now)))
}

/// Decides whether a number differs more standard deviations from the second number than from the third.
fn differs_more(now: u64, one: u64, other: u64) -> bool {
    let deviations = |before: u64| {
        let apart = now.abs_diff(before) as f64;
        apart * apart / (now as f64 + before as f64)
    };
    deviations(one) > deviations(other)
}

fn year_before<'a>(time: &'a Dimension, year: &Category) -> Option<&'a Category> {
    let mut before = None;
    for other in time.leaves() {
        if other.code == year.code {
            return before;
        }
        before = Some(other);
    }
    None
}

/// Decides whether there is a year between two years or periods of which nothing was collected.
fn has_gap_between(catalog: &Catalog, earlier: &Category, later: &Category) -> bool {
    let spans = parse_years(&earlier.code).zip(parse_years(&later.code));
    spans.is_some_and(|(earlier, later)| {
        let mut without = catalog.without.iter();
        without.any(|year| earlier.end() < year && year < later.start())
    })
}

/// Decides whether two years or periods have as many years of which something was collected.
pub fn are_equally_long(catalog: &Catalog, one: &Category, other: &Category) -> bool {
    let length = |year: &Category| catalog.years_in(&year.code).len();
    length(one) == length(other)
}

/// Decides whether a break in the series is in a year or a period: in one of its years, or after what was published before
/// it.
pub fn is_in(broken: &Break, catalog: &Catalog, code: &str) -> bool {
    let time = catalog.dimension(&catalog.time);
    let leaves = time.into_iter().flat_map(|time| time.leaves());
    let mut ends = leaves.filter_map(|leaf| Some((&leaf.code, *parse_years(&leaf.code)?.end())));
    let first = ends.find(|(_, end)| *end >= broken.year);
    first.is_some_and(|(first, _)| first == code)
}

/// Decides whether the series of a measure by these dimensions has a break in this year.
pub fn is_otherwise_counted(
    catalog: &Catalog,
    year: &Category,
    measure: &str,
    by: &[&str],
) -> bool {
    catalog
        .breaks
        .iter()
        .any(|broken| is_in(broken, catalog, &year.code) && concerns(broken, measure, by))
}

fn concerns(broken: &Break, measure: &str, by: &[&str]) -> bool {
    (broken.measures.is_empty() || broken.measures.iter().any(|concerned| concerned == measure))
        && (broken.dimensions.is_empty()
            || broken
                .dimensions
                .iter()
                .any(|concerned| by.contains(&concerned.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_differ_beyond_two_standard_deviations() {
        // 12 % and 5 %: the pooled share is 7.7 % and the standard deviation 2.7 points.
        assert!(shares_differ((19, 167), (13, 249)));
        assert!(!shares_differ((15, 167), (13, 249)));
        assert!(!shares_differ((0, 40), (0, 60)) && !shares_differ((20, 40), (30, 60)));
        assert!(shares_differ((0, 40), (60, 60)));
    }
}
