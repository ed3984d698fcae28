//! Defines a date or answer of a row that no rule resolves.

use codebook::Unresolved;

/// A date or answer that no rule resolves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnresolvedField {
    /// The date of the measure at this position.
    Date(usize, Unresolved),
    /// The answer in the dimension at this position.
    Answer(usize, Unresolved),
}
