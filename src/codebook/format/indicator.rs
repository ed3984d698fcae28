//! Declares the keys of `[[indicator]]`: series that others publish.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;

/// A series by year that somebody else publishes. It is shown as in its source and not counted from records.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Indicator {
    /// Its identifier.
    pub id: Placed<String>,
    /// The label that readers see.
    pub label: Words,
    /// What is counted, in the source's own terms.
    pub definition: Words,
    /// The unit of the numbers: "personas".
    pub unit: Words,
    /// The publisher and the publication; readers see it.
    pub source: Words,
    /// What readers must know to interpret it.
    pub note: Option<Words>,
    /// The numbers by year. Leave out years that are not in the source.
    #[serde(default)]
    pub values: BTreeMap<Placed<String>, Placed<u64>>,
    /// Marks that the source has instead of numbers.
    #[serde(default)]
    pub marks: Vec<SourceMark>,
}

/// A mark that a source has instead of a number, such as `<5`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceMark {
    /// The mark as the source writes it.
    pub text: Placed<String>,
    /// The meaning of the mark in the source.
    pub meaning: Words,
    /// The years that have the mark.
    pub years: Vec<Placed<u16>>,
}
