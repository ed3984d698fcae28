//! Defines what a table is searched for, and how a search ends.

/// The count that a cell should have in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// This count.
    Is(i64),
    /// This count or more.
    Reaches(i64),
}

impl Goal {
    /// Returns the smallest count that meets the goal.
    pub(crate) fn value(self) -> i64 {
        match self {
            Goal::Is(value) | Goal::Reaches(value) => value,
        }
    }

    /// Returns whether a count meets the goal.
    pub(crate) fn is_met_by(self, count: i64) -> bool {
        match self {
            Goal::Is(value) => count == value,
            Goal::Reaches(least) => count >= least,
        }
    }
}

/// For every cell a goal with its weight, if it has one.
pub(crate) type WeightedGoals = Vec<Option<(Goal, f64)>>;

/// A limit that a cell's count must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// This count or more.
    AtLeast(i64),
    /// This count or less.
    AtMost(i64),
}

impl Limit {
    pub(crate) fn is_kept_by(self, count: i64) -> bool {
        match self {
            Limit::AtLeast(least) => count >= least,
            Limit::AtMost(most) => count <= most,
        }
    }
}

/// The numbers that the solver may choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Real numbers: fast, but the table may not be whole.
    Real,
    /// Whole numbers: by branch and bound.
    Integer,
}

/// How the search for a table ended.
pub(crate) enum Answer {
    /// A whole table, verified in integers.
    Table(Vec<i64>),
    /// A table, but not a whole one.
    NotWhole,
    /// No table exists.
    Infeasible,
    /// The solver stopped at a limit.
    Unknown,
}
