//! Defines exact numbers of persons by address. Confidential.

use std::{collections::BTreeMap, fmt};

use cube::Address;

/// Exact numbers of persons by address. It cannot be serialized, and its `Debug` tells no count.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Counts(pub(super) BTreeMap<Address, u64>);

impl Counts {
    /// How many persons there are at an address: 0 where nobody is.
    pub fn get(&self, address: &Address) -> u64 {
        self.0.get(address).copied().unwrap_or_default()
    }
}

impl FromIterator<(Address, u64)> for Counts {
    fn from_iter<T: IntoIterator<Item = (Address, u64)>>(counts: T) -> Self {
        Counts(counts.into_iter().collect())
    }
}

impl fmt::Debug for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Counts({} addresses)", self.0.len())
    }
}
