//! Represents a comparison: the dimension in which two selections differ.

use crate::query::years::Years;

/// The years or the filter that the other side of a comparison has instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Other years; `None` for all of them.
    Years(Option<Years>),
    /// Another filter: the dimension's id and its codes, none for everybody.
    Filter(String, Vec<String>),
}

/// The selection of a comparison that a query describes. Its address contains both, always in the same order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The one of the page's filters, or the only one.
    #[default]
    One,
    /// The other one.
    Other,
}
