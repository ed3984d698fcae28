//! Compares the number of a year with that of the year before.
//!
//! It claims no cause, and compares two years only where both are published and counted the same way.

use cube::{Break, Catalog, Category};

use crate::counts::amount::Amount;

/// How the number of a year compares with that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing is published of an earlier year.
    First,
    /// It is hidden itself.
    Hidden,
    /// What is counted changed between the two.
    Broken,
    /// The number of the year before is hidden.
    Unknown,
    /// There are as many.
    Same,
    /// They differ by no more than numbers of this size do by chance. Holds the number of the year before.
    Similar(u64),
    /// There are more by the first number; the second is that of the year before.
    More(u64, u64),
    /// There are fewer by the first number; the second is that of the year before.
    Fewer(u64, u64),
}

/// What is known of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// No earlier year is published.
    Nothing,
    /// It was counted another way.
    OtherwiseCounted,
    /// Its number.
    Number(Amount),
}

impl Change {
    /// Compares a number with what is known of the year before.
    pub fn since(before: Before, now: Amount) -> Change {
        match (now.exact(), before) {
            (None, _) => Change::Hidden,
            (Some(_), Before::Nothing) => Change::First,
            (Some(_), Before::OtherwiseCounted) => Change::Broken,
            (Some(now), Before::Number(before)) => match before.exact() {
                Some(before) => Change::between(before, now),
                None => Change::Unknown,
            },
        }
    }

    /// Compares two published numbers.
    ///
    /// They are similar if they differ by less than `2·√(before + now)`: two standard deviations of the difference of
    /// two independent Poisson counts.
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

/// What is known of the year before `year`, whose number is `amount`'s, where a measure is counted by these dimensions.
pub fn before(
    catalog: &Catalog,
    year: &Category,
    measure: &str,
    by: &[&str],
    amount: impl FnOnce(&Category) -> Option<Amount>,
) -> Before {
    let years = || {
        catalog
            .dimension(&catalog.time)
            .into_iter()
            .flat_map(|time| time.leaves())
    };
    let earlier = years()
        .zip(years().skip(1))
        .find(|(_, next)| next.code == year.code)
        .map(|(earlier, _)| earlier);
    match earlier {
        None => Before::Nothing,
        Some(_) if is_otherwise_counted(catalog, year, measure, by) => Before::OtherwiseCounted,
        Some(earlier) => Before::Number(amount(earlier).unwrap_or(Amount::Hidden)),
    }
}

/// Whether a measure that is counted by these dimensions is counted another way from this year on.
pub fn is_otherwise_counted(
    catalog: &Catalog,
    year: &Category,
    measure: &str,
    by: &[&str],
) -> bool {
    catalog
        .breaks
        .iter()
        .any(|broken| concerns(broken, year, measure, by))
}

fn concerns(broken: &Break, year: &Category, measure: &str, by: &[&str]) -> bool {
    broken.year.to_string() == year.code
        && (broken.measures.is_empty()
            || broken.measures.iter().any(|concerned| concerned == measure))
        && (broken.dimensions.is_empty()
            || broken
                .dimensions
                .iter()
                .any(|concerned| by.contains(&concerned.as_str())))
}
