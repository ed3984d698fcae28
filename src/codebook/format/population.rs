//! Declares the keys of `[[population]]`: numbers of inhabitants, from which rates are computed.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;

/// The numbers of inhabitants of the categories of a dimension: the population at risk.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Population {
    /// The identifier of the dimension.
    pub dimension: Placed<String>,
    /// The reference year of the numbers.
    pub year: u16,
    /// The publisher and the publication; readers see it.
    pub source: Words,
    /// The total in the source. The numbers must add up to it.
    pub total: Option<Placed<u64>>,
    /// The number of inhabitants of each category. A category without a number has no rate.
    pub counts: BTreeMap<Placed<String>, Placed<u64>>,
}
