//! Categories of one dimension, as conditions and relations name them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::placed::Placed;

/// Some categories of one dimension.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
    /// The dimension's identifier.
    pub dimension: Placed<String>,
    /// The categories' codes, at least one; whatever lies below them counts too.
    pub codes: Vec<Placed<String>>,
}

/// One category of one dimension.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pin {
    /// The dimension's identifier.
    pub dimension: Placed<String>,
    /// The category's code.
    pub code: Placed<String>,
}
