//! Declares numbers of inhabitants, as published elsewhere: the base of rates.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dimension::{Dimension, TOTAL};
use crate::objects::object;
use crate::text::Text;

/// How many people live in the categories of a dimension: the base of rates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Population {
    /// The dimension's id.
    pub dimension: String,
    /// The year of the numbers.
    pub year: u16,
    /// Who publishes them, and where.
    pub source: Text,
    /// Code → inhabitants. A category without a number has no rate.
    pub counts: BTreeMap<String, u64>,
}

object!(Population: dimension year source counts;);

impl Population {
    /// How many people live in a category. The total exists only where every category has a number: otherwise some persons
    /// who are counted might live in none of them.
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
