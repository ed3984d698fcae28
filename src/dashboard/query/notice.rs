//! Lists the reasons why a part of a link could not be applied, so that no page silently differs from its link.

/// A part of a link that could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// No page has this path.
    Page(String),
    /// The link was written by another version of the scheme.
    Version(String),
    /// The key does not exist.
    Key(String),
    /// The key exists, but not on this page.
    Elsewhere(String),
    /// The key occurs twice; the first one counts.
    Repeated(String),
    /// The years are not published.
    Years(String),
    /// The dimension has no such category.
    Code {
        /// The dimension's id.
        dimension: String,
        /// The code in the link.
        code: String,
    },
    /// Several categories of a dimension whose categories overlap; only the first one counts.
    OneAtATime {
        /// The dimension's id.
        dimension: String,
    },
    /// The page cannot be broken down by this dimension.
    Breakdown(String),
    /// The key cannot have this value.
    Value {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// No figure of the page can show counts in this form.
    Show(&'static str),
    /// The link leads from another section, and this one cannot be restricted so: a dimension, or the comparison.
    Dropped(String),
    /// The page has no such figure.
    Figure(String),
}
