//! Defines the exact counts of persons by address, which are confidential.

use std::{collections::BTreeMap, fmt};

use cube::Address;

/// The exact counts of persons by address. They cannot be serialized, and `Debug` shows none of
/// them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Counts(pub(super) BTreeMap<Address, u64>);

impl Counts {
    /// Returns the count at an address, 0 if there is none.
    pub fn get(&self, address: &Address) -> u64 {
        self.0.get(address).copied().unwrap_or_default()
    }

    /// Returns these counts and those at further addresses; where both have one, it is this one.
    pub fn with(&self, more: Counts) -> Counts {
        let mut all = more;
        all.0.extend(
            self.0
                .iter()
                .map(|(address, count)| (address.clone(), *count)),
        );
        all
    }
}

impl Counts {
    /// Changes the count at an address; it never falls below 0.
    pub(super) fn change(&mut self, address: &Address, by: i64) {
        let count = self.0.entry(address.clone()).or_default();
        *count = count.saturating_add_signed(by);
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
