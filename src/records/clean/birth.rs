//! Compares a person's stated age with the age that follows from the date of birth.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::clean::clean_row::CleanValue;
use codebook::{
    AgeConflictPolicy, Answer, Category, Dimension, Unresolved, UnresolvedPolicy,
    notation::age::OLDEST,
    rules::{AGE_AGAINST_BIRTH, AGE_FROM_BIRTH, BIRTH_NOT_UNDERSTOOD},
};

/// The age that follows from a date of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BirthAge {
    /// There is no date of birth.
    Missing,
    /// The age in completed years.
    Years(u16),
    /// The date of birth is no date, or gives an age that nobody can have.
    Impossible,
}

/// Returns the age after comparison with the date of birth, and the rule that was applied. `field` is the stated age
/// as it was written.
pub(crate) fn reconcile_age(
    dimension: &Dimension,
    stated: CleanValue<Answer>,
    field: &str,
    birth_age: BirthAge,
) -> (CleanValue<Answer>, Option<&'static str>) {
    let years = match birth_age {
        BirthAge::Missing => return (stated, None),
        BirthAge::Impossible if dimension.unresolved == UnresolvedPolicy::Unknown => {
            return (stated, Some(BIRTH_NOT_UNDERSTOOD));
        }
        BirthAge::Impossible => return (CleanValue::Unresolved(Unresolved::BirthDate), None),
        BirthAge::Years(years) => years,
    };
    if matches!(&stated, CleanValue::Unresolved(cause) if *cause != Unresolved::Missing) {
        return (stated, None);
    }
    let from_birth = dimension
        .dictionary
        .find_age_group(years)
        .map(|group| CleanValue::Valid(Answer::One(group)));
    let Some(category) = known_category(dimension, &stated) else {
        return match from_birth {
            Some(age) => (age, Some(AGE_FROM_BIRTH)),
            None => (stated, None),
        };
    };
    let stated_ages = dimension.dictionary.possible_ages(field, category);
    if !stated_ages.is_some_and(|ages| ages_disagree(&ages, years)) {
        return (stated, None);
    }
    let policy = dimension.birth.as_ref().map(|birth| birth.conflict);
    let chosen = match policy.unwrap_or_default() {
        AgeConflictPolicy::Age => Some(stated),
        AgeConflictPolicy::Birth => from_birth,
        AgeConflictPolicy::Unknown => dimension
            .dictionary
            .unknown()
            .map(|unknown| CleanValue::Valid(Answer::One(unknown))),
        AgeConflictPolicy::SetAside => None,
    };
    match chosen {
        Some(age) => (age, Some(AGE_AGAINST_BIRTH)),
        None => (CleanValue::Unresolved(Unresolved::AgeConflict), None),
    }
}

/// Returns the category of a stated age, unless it is "not known".
fn known_category(dimension: &Dimension, stated: &CleanValue<Answer>) -> Option<Category> {
    let category = stated.valid()?.categories().first().copied()?;
    (Some(category) != dimension.dictionary.unknown()).then_some(category)
}

/// Computes the completed years from birth to another day; `None` below 0 and above [`OLDEST`].
pub(crate) fn completed_years(birth: Date, on: Date) -> Option<u16> {
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    let years = on.year() - birth.year() - i16::from(!had_birthday);
    u16::try_from(years).ok().filter(|years| *years <= OLDEST)
}

/// Whether a stated age is more than a year from the one by date of birth. A difference of one year is allowed because
/// people state their age at the last birthday or at the next.
pub(crate) fn ages_disagree(stated: &RangeInclusive<u16>, from_birth: u16) -> bool {
    from_birth.saturating_add(1) < *stated.start() || from_birth > stated.end().saturating_add(1)
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
        for from_birth in [13, 14, 15] {
            assert!(!ages_disagree(&(14..=14), from_birth), "{from_birth}");
        }
        assert!(ages_disagree(&(14..=14), 12) && ages_disagree(&(14..=14), 16));
        assert!(
            !ages_disagree(&(12..=17), 11)
                && !ages_disagree(&(12..=17), 18)
                && ages_disagree(&(12..=17), 19)
        );
        assert!(!ages_disagree(&(65..=u16::MAX), 100) && !ages_disagree(&(0..=0), 0));
    }
}
