//! Names what no rule settles in a row: a date or an answer.

use codebook::Unresolved;

/// Something that no rule settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The date of the measure at this position.
    Date(usize, Unresolved),
    /// The answer in the dimension at this position.
    Answer(usize, Unresolved),
}
