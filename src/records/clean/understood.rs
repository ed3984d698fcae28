//! Defines what the fields of one row say, and the rules that it took to read them.

use codebook::{Answer, Unresolved};
use jiff::civil::Date;

/// What a row says of one thing.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Said<T> {
    /// This.
    This(T),
    /// Nothing: its source has no such column.
    NotAsked,
    /// Something that no rule settles.
    NotUnderstood(Unresolved),
}

impl<T> Said<T> {
    /// What was told and understood.
    pub(crate) fn this(&self) -> Option<&T> {
        match self {
            Said::This(this) => Some(this),
            Said::NotAsked | Said::NotUnderstood(_) => None,
        }
    }
}

/// A rule that a row took: the id of the dimension or measure, and the rule's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Took<'a> {
    pub place: &'a str,
    pub name: &'a str,
}

/// What one row, or several rows of one application, say. It has no `Debug`: it is a person.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Understood<'a> {
    /// For each of the codebook's measures, the date that makes its year.
    pub dates: Vec<Said<Date>>,
    /// For each of the codebook's dimensions, what is answered in it.
    pub answers: Vec<Said<Answer>>,
    /// The rules that it took, each at most once.
    pub rules: Vec<Took<'a>>,
}

impl Understood<'_> {
    /// Whether something stands in it that no rule settles, and not just nothing.
    pub(crate) fn is_strange(&self) -> bool {
        fn strange<T>(said: &Said<T>) -> bool {
            matches!(said, Said::NotUnderstood(strange) if *strange != Unresolved::Missing)
        }
        self.dates.iter().any(strange) || self.answers.iter().any(strange)
    }
}
