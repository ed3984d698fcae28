//! Names what two selections differ in.

use crate::query::years::Years;

/// What the other side of a comparison differs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Its years; `None` for all of them.
    Years(Option<Years>),
    /// A filter: the dimension's id, and its codes; none for everybody.
    Filter(String, Vec<String>),
}

/// Which selection of a comparison a query is about. Its address says both, always in the same order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The one that the page's filters say, or the only one.
    #[default]
    One,
    /// The other one.
    Other,
}
