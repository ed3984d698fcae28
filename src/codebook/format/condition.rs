//! Declares the keys of conditions and pins: categories of one dimension.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::placed::Placed;

/// Some categories of one dimension.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
    /// The identifier of the dimension.
    pub dimension: Placed<String>,
    /// The codes of the categories, at least one. Categories below them are included.
    pub codes: Vec<Placed<String>>,
}

/// One category of one dimension.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pin {
    /// The identifier of the dimension.
    pub dimension: Placed<String>,
    /// The code of the category.
    pub code: Placed<String>,
}
