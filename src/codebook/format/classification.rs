//! Declares the keys of `[[classification]]`: a classification of others, and which dimensions follow it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;
use crate::placed::Placed;

/// A classification that others publish, with its source.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Classification {
    /// The dimensions that follow it, wholly or in part.
    pub dimensions: Vec<Placed<String>>,
    /// Its name.
    pub name: Words,
    /// Who publishes it.
    pub publisher: Words,
    /// Which edition of it: `ISCO-08`.
    pub version: Option<String>,
    /// Where it can be read: an `https` address.
    pub link: Option<Placed<String>>,
}
