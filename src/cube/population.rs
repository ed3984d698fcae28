//! Inhabitants, as published elsewhere: what rates are reckoned by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Dimension, TOTAL, Text};

/// How many people live in the categories of a dimension: what rates are reckoned by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// The dimension's id.
    pub dimension: String,
    /// The year of which the numbers are.
    pub year: u16,
    /// Who says so, and where.
    pub source: Text,
    /// Code → inhabitants. A category without a number has no rate.
    pub counts: BTreeMap<String, u64>,
}

impl Population {
    /// How many people live in a category. In all of them together, only where each has a number: else somebody who
    /// is counted may live in none of them.
    pub fn inhabitants(&self, dimension: &Dimension, code: &str) -> Option<u64> {
        match code {
            TOTAL => dimension
                .children(TOTAL)
                .map(|category| self.counts.get(&category.code).copied())
                .sum(),
            code => self.counts.get(code).copied(),
        }
    }
}
