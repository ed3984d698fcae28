//! Names a group of persons that a finding is about.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use cube::Address;
use serde::Serialize;

/// A group of persons: a cell of a published table, or a group that the tables imply.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Group {
    /// The cell's address. Of several addresses of the same persons, the first that is hidden.
    #[serde(flatten, with = "AddressShape")]
    pub address: Address,
    /// If present, the residual of this measure: its persons who are *not* counted by the address's
    /// measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// If present, a multi-response dimension of the address: the persons who answered it *without*
    /// the pinned option.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<String>,
    /// If present, how two releases differ in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// Compares two releases.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The persons of years that the later release counts and the earlier one of this name does
    /// not.
    Since(String),
    /// Not persons, but by how much the later release counts more than the earlier one, of the same
    /// years. What was added and removed cancels out.
    Between {
        /// The name of the earlier release.
        earlier: String,
        /// The name of the later release.
        later: String,
    },
}

impl Group {
    /// Whether no table has a cell for this group, so that only other cells imply it.
    pub fn is_implied(&self) -> bool {
        self.whole.is_some() || self.without.is_some() || self.change.is_some()
    }
}

impl From<Address> for Group {
    fn from(address: Address) -> Self {
        Group {
            address,
            whole: None,
            without: None,
            change: None,
        }
    }
}

impl Display for Group {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(whole) = &self.whole {
            write!(f, "{whole} minus ")?;
        }
        f.write_str(&self.address.measure)?;
        self.address.pins.iter().try_for_each(|(id, code)| {
            let sign = if self.without.as_ref() == Some(id) {
                '≠'
            } else {
                '='
            };
            write!(f, " {id}{sign}{code}")
        })?;
        match &self.change {
            Some(Change::Since(release)) => write!(f, ", new since {release}"),
            Some(Change::Between { earlier, later }) => write!(f, ", from {earlier} to {later}"),
            None => Ok(()),
        }
    }
}

/// Serializes an address as its measure and its pins.
#[derive(Serialize)]
#[serde(remote = "Address")]
struct AddressShape {
    measure: String,
    pins: BTreeMap<String, String>,
}
