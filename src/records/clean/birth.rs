//! The age and the date of birth of one person, held against each other.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::clean::understood::Said;
use codebook::{
    AgeConflictPolicy, Answer, Dimension, Unresolved, UnresolvedPolicy,
    notation::age::OLDEST,
    rules::{AGE_AGAINST_BIRTH, AGE_FROM_BIRTH, BIRTH_NOT_UNDERSTOOD},
};

/// What a date of birth tells of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Born {
    /// Nothing.
    NotTold,
    /// So many completed years ago.
    Ago(u16),
    /// It is no date, or nobody born then can have any age.
    Strange,
}

/// What the age is, as it was told in a field and by the date of birth, and the rule that this took.
pub(crate) fn reckon(
    dimension: &Dimension,
    told: Said<Answer>,
    field: &str,
    born: Born,
) -> (Said<Answer>, Option<&'static str>) {
    let unknown = dimension.dictionary.unknown();
    let years = match born {
        Born::NotTold => return (told, None),
        Born::Strange if dimension.unresolved == UnresolvedPolicy::Unknown => {
            return (told, Some(BIRTH_NOT_UNDERSTOOD));
        }
        Born::Strange => return (Said::NotUnderstood(Unresolved::BirthDate), None),
        Born::Ago(years) => years,
    };
    let reckoned = dimension
        .dictionary
        .find_age_group(years)
        .map(|group| Said::This(Answer::One(group)));
    let category = match &told {
        Said::NotUnderstood(strange) if *strange != Unresolved::Missing => return (told, None),
        Said::NotUnderstood(_) | Said::NotAsked => None,
        Said::This(answer) => answer
            .categories()
            .first()
            .copied()
            .filter(|category| Some(*category) != unknown),
    };
    let Some(category) = category else {
        return reckoned.map_or((told, None), |reckoned| (reckoned, Some(AGE_FROM_BIRTH)));
    };
    if !dimension
        .dictionary
        .possible_ages(field, category)
        .is_some_and(|ages| disagree(&ages, years))
    {
        return (told, None);
    }
    let unknown = unknown.map(|unknown| Said::This(Answer::One(unknown)));
    let settled = match dimension
        .birth
        .as_ref()
        .map(|birth| birth.conflict)
        .unwrap_or_default()
    {
        AgeConflictPolicy::Age => Some(told),
        AgeConflictPolicy::Birth => reckoned,
        AgeConflictPolicy::Unknown => unknown,
        AgeConflictPolicy::SetAside => None,
    };
    settled.map_or(
        (Said::NotUnderstood(Unresolved::AgeConflict), None),
        |settled| (settled, Some(AGE_AGAINST_BIRTH)),
    )
}

/// The completed years between birth and another day; nobody is older than [`OLDEST`] or born later.
pub(crate) fn completed_years(birth: Date, on: Date) -> Option<u16> {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    let years = on.year() - birth.year() - i16::from(!had_birthday);
    u16::try_from(years).ok().filter(|years| *years <= OLDEST)
}

/// Whether an age that was told lies more than a year from one that was reckoned. Whoever tells it may mean the age at
/// the last birthday or at the next.
pub(crate) fn disagree(told: &RangeInclusive<u16>, reckoned: u16) -> bool {
    reckoned.saturating_add(1) < *told.start() || reckoned > told.end().saturating_add(1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years_are_completed_on_birthdays() {
        let born = date(2010, 5, 20);
        for (on, years) in [
            (date(2010, 5, 20), Some(0)),
            (date(2011, 5, 19), Some(0)),
            (date(2011, 5, 20), Some(1)),
            (date(2024, 12, 31), Some(14)),
            (date(2130, 5, 20), Some(120)),
            (date(2131, 5, 20), None),
            (date(2010, 5, 19), None),
        ] {
            assert_eq!(completed_years(born, on), years, "{on}");
        }
        let leap = date(2012, 2, 29);
        assert_eq!(completed_years(leap, date(2013, 2, 28)), Some(0));
        assert_eq!(completed_years(leap, date(2013, 3, 1)), Some(1));
    }

    #[test]
    fn a_year_is_no_disagreement() {
        for reckoned in [13, 14, 15] {
            assert!(!disagree(&(14..=14), reckoned), "{reckoned}");
        }
        assert!(disagree(&(14..=14), 12) && disagree(&(14..=14), 16));
        assert!(!disagree(&(12..=17), 11) && !disagree(&(12..=17), 18) && disagree(&(12..=17), 19));
        assert!(!disagree(&(65..=u16::MAX), 100) && !disagree(&(0..=0), 0));
    }
}
