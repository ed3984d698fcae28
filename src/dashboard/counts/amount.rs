//! Represents a number of persons: exact, between two bounds, or hidden.

/// A number of persons, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// The number.
    Exact(u64),
    /// A lower and an upper bound.
    Between(u64, u64),
    /// Not published.
    Hidden,
    /// There is none: nothing was collected.
    NotCollected,
}

impl Amount {
    /// Returns the number, if it is known exactly.
    pub fn exact(self) -> Option<u64> {
        match self {
            Amount::Exact(count) => Some(count),
            Amount::Between(..) | Amount::Hidden | Amount::NotCollected => None,
        }
    }
}
