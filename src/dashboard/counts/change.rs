//! Compares the number of a year with that of the year before.
//!
//! Only published numbers that were counted the same way are compared, and no cause is claimed.

use cube::{Break, Catalog, Category, Dimension};

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
    /// No earlier year is published.
    Nothing,
    /// There is a break in the series after it.
    OtherwiseCounted,
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
        Some(_) if is_otherwise_counted(catalog, year, measure, by) => Before::OtherwiseCounted,
        Some(earlier) => Before::Number(amount(earlier).unwrap_or(Amount::Hidden)),
    }
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
