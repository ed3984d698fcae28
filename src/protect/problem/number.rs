//! Names one count of persons, and records what protection needs to know about it.

use cube::Address;

/// The position of a count in the problem's list of numbers.
pub(crate) type Variable = usize;

/// Which persons a number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Everybody at the address: a cell of a table.
    Cell,
    /// Those in the inner group who answered this multi-response dimension without choosing the address's option.
    NotChosen(Box<Group>, String),
    /// Those whom this measure, the whole, counts and the address's measure, its part, does not.
    Residual(String),
    /// Those whom this measure, the whole, counts by the end of a year or period, and the address's measure, its part, does
    /// not count by then.
    Waiting(String, String),
    /// Those who were added or removed since this release.
    ChangedSince(usize),
    /// No persons: by how much the count at the address differs from that of this release, which may be less.
    Change(usize),
    /// No persons: the slack variable that turns an inequality into an equation.
    Slack(usize),
}

/// The name of a number: two cells of the same name count the same persons.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The release it belongs to; `None` for a single year whose count is the same in all releases.
    pub(crate) release: Option<usize>,
    pub(crate) group: Group,
    pub(crate) address: Address,
}

/// One count of persons.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) name: Name,
    /// Its true value; where an earlier release hid it and no record gives it, one possible value.
    pub(crate) count: i64,
    /// The tables that contain it, of this release and of earlier ones, in order.
    pub(crate) tables: Vec<usize>,
    /// Whether it is a cell of the new release, published or hidden.
    pub(crate) in_release: bool,
    /// Whether everybody knows it whatever is hidden: totals of years, structural zeros, earlier published cells.
    pub(crate) known: bool,
    /// Whether it must reach the threshold before it may be published or derived.
    pub(crate) protected: bool,
    /// Whether it is suppressed.
    pub(crate) hidden: bool,
    /// Whether it is never published, because the next release may give another value.
    pub(crate) unsettled: bool,
    /// Whether it is a difference between two releases: it may be negative, and must be possible at zero.
    pub(crate) is_change: bool,
    /// Whether publishing it would show a change of fewer persons than the threshold.
    pub(crate) small_change: bool,
    /// Whether one of its categories contains others, so that hiding it loses more.
    pub(crate) rolled_up: bool,
    /// Whether it is in a series: it pins one dimension at most, besides time.
    pub(crate) in_series: bool,
    /// Whether it is in a leading series: one of everybody, or of a main category by which readers can filter, such as
    /// women or minors.
    pub(crate) is_leading: bool,
}

impl Number {
    /// Whether no table gives it to an outsider.
    pub(crate) fn is_unpublished(&self) -> bool {
        !self.known && (self.hidden || !self.in_release)
    }

    /// Whether the promise covers it: it is protected and unpublished.
    pub(crate) fn is_promised(&self) -> bool {
        self.protected && self.is_unpublished()
    }
}
