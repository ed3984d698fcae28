//! Inhabitants as they are written: what rates are reckoned by.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;

/// How many people live in the categories of a dimension, of whom those counted are a part.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Population {
    /// The dimension's identifier.
    pub dimension: Placed<String>,
    /// The year of which the numbers are.
    pub year: u16,
    /// Who says so, and where; readers see it.
    pub source: Words,
    /// Everybody, as the source has it. The numbers have to add up to it.
    pub total: Option<Placed<u64>>,
    /// How many people live in each category. A category without a number has no rate.
    pub counts: BTreeMap<Placed<String>, Placed<u64>>,
}
