//! Holds one finding: a group, what is proved about it, and the proof.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use super::group::Group;

/// Says what the files prove about the size of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// Published, although the count is below the threshold.
    Small {
        /// The published count.
        value: u64,
    },
    /// Hidden, or implied and below the threshold, and only one value is possible.
    Exact {
        /// That value.
        value: u64,
    },
    /// Possibly below the threshold, but the bounds rule out some value below it, or every value
    /// that reaches it.
    Narrowed {
        /// The smallest possible value.
        low: u64,
        /// The largest possible value; `None` if unbounded.
        high: Option<u64>,
    },
    /// Possibly below the threshold, but a value below it is impossible although smaller and larger
    /// ones are possible.
    Excluded {
        /// The smallest impossible value.
        value: u64,
    },
    /// Hidden although it provably reaches the threshold. Not a disclosure.
    Needless {
        /// The smallest possible value.
        low: u64,
    },
    /// Two releases count the same years, and the files prove that they count a group otherwise, but
    /// not that the difference reaches the threshold.
    Changed {
        /// The smallest possible difference, later less earlier; `None` if unbounded.
        low: Option<i64>,
        /// The largest possible difference; `None` if unbounded.
        high: Option<i64>,
    },
    /// A release has a code whose persons cannot be found in earlier releases, so that nothing is
    /// known of what both prove together.
    Unrelated,
    /// No table of whole, non-negative counts agrees with what is published.
    Contradiction,
    /// The search reached a limit before it found a proof either way. Treated as a disclosure.
    Unsettled,
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Small { value } => write!(f, "published below the threshold: {value}"),
            Kind::Exact { value } => write!(f, "exactly {value}"),
            Kind::Narrowed {
                low,
                high: Some(high),
            } => write!(f, "between {low} and {high}"),
            Kind::Narrowed { low, high: None } => write!(f, "at least {low}"),
            Kind::Excluded { value } => write!(f, "anything but {value}"),
            Kind::Needless { low } => write!(f, "hidden needlessly: at least {low}"),
            Kind::Changed {
                low: Some(low),
                high: Some(high),
            } if low == high => write!(f, "changed by {low:+}"),
            Kind::Changed {
                low: Some(low),
                high: Some(high),
            } => write!(f, "changed by {low:+} to {high:+}"),
            Kind::Changed { low: Some(low), .. } => write!(f, "changed by {low:+} or more"),
            Kind::Changed {
                high: Some(high), ..
            } => write!(f, "changed by {high:+} or less"),
            Kind::Changed { .. } => f.write_str("changed"),
            Kind::Unrelated => f.write_str("cannot be related to earlier releases"),
            Kind::Contradiction => f.write_str("the files contradict themselves"),
            Kind::Unsettled => f.write_str("not settled: the proof was broken off"),
        }
    }
}

/// One group, what the files prove about it, and the proof.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The group.
    #[serde(flatten)]
    pub group: Group,
    /// What is proved about its size.
    #[serde(flatten)]
    pub kind: Kind,
    /// The tables that have a cell for the group; empty if it is implied.
    pub tables: Vec<String>,
    /// The derivation in words and numbers: `4524 − 3291 − 1226 = 7`.
    pub proof: String,
}

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.group, self.kind)?;
        match &self.tables[..] {
            [] => {}
            [first, .., last] if self.tables.len() > 3 => {
                write!(f, " [{first}, … {last}: {} tables]", self.tables.len())?;
            }
            few => write!(f, " [{}]", few.join(", "))?,
        }
        write!(f, "\n    {}", self.proof)
    }
}
