//! Represents a number of persons: exact, between two bounds, or hidden.

/// What is known of a number of persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// The number.
    Exact(u64),
    /// At least and at most so many.
    Between(u64, u64),
    /// Not published.
    Hidden,
}

impl Amount {
    /// The number, where it is known.
    pub fn exact(self) -> Option<u64> {
        match self {
            Amount::Exact(count) => Some(count),
            Amount::Between(..) | Amount::Hidden => None,
        }
    }
}
