//! Defines a clean row: the value of each measure and dimension, and the rules that were applied.

use codebook::{Answer, Unresolved};
use jiff::civil::Date;

/// The value of one measure or dimension in a row.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum CleanValue<T> {
    /// A valid value.
    Valid(T),
    /// No value, because the source has no such column.
    NotCollected,
    /// A field that no rule resolves.
    Unresolved(Unresolved),
}

impl<T> CleanValue<T> {
    /// Returns the value if it is valid.
    pub(crate) fn valid(&self) -> Option<&T> {
        match self {
            CleanValue::Valid(value) => Some(value),
            CleanValue::NotCollected | CleanValue::Unresolved(_) => None,
        }
    }

    fn is_unresolved_and_present(&self) -> bool {
        matches!(self, CleanValue::Unresolved(cause) if *cause != Unresolved::Missing)
    }
}

/// A rule that was applied to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AppliedRule<'a> {
    /// The id of the dimension or measure.
    pub variable: &'a str,
    /// The name of the rule.
    pub name: &'a str,
}

/// The values of one row, or of the rows of one application. It has no `Debug` because it describes a person.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct CleanRow<'a> {
    /// For each of the codebook's measures, the date that decides its year.
    pub dates: Vec<CleanValue<Date>>,
    /// For each of the codebook's dimensions, the answer.
    pub answers: Vec<CleanValue<Answer>>,
    /// The rules that were applied, each at most once.
    pub rules: Vec<AppliedRule<'a>>,
}

impl CleanRow<'_> {
    /// Whether a field that is not missing is unresolved.
    pub(crate) fn has_unresolved(&self) -> bool {
        self.dates.iter().any(CleanValue::is_unresolved_and_present)
            || self
                .answers
                .iter()
                .any(CleanValue::is_unresolved_and_present)
    }
}
