//! Lists the reasons why a part of a link could not be applied: no page silently differs from its link.

/// A part of a link that could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no page at this path.
    Page(String),
    /// The link was written by another version of the scheme.
    Version(String),
    /// Nothing has this key.
    Key(String),
    /// The key exists, but not on this page.
    Elsewhere(String),
    /// The key was given before; the first one counts.
    Repeated(String),
    /// These are not published years.
    Years(String),
    /// A dimension has no such category.
    Code {
        /// The dimension's id.
        dimension: String,
        /// The code in the link.
        code: String,
    },
    /// A dimension whose categories overlap can be filtered by one at a time; the first one counts.
    OneAtATime {
        /// The dimension's id.
        dimension: String,
    },
    /// The page cannot be broken down by this.
    Breakdown(String),
    /// A key says what it cannot say.
    Value {
        /// The key.
        key: String,
        /// What it says.
        value: String,
    },
    /// The figures of the page cannot show this of the counts.
    Show(&'static str),
    /// The page has no such figure.
    Figure(String),
}
