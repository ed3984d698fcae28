//! Series that others publish, as they are written.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::texts::Words;

/// A series by year that somebody else publishes. It is shown as it is, and counted from no record.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Indicator {
    /// Its identifier.
    pub id: Placed<String>,
    /// What readers see.
    pub label: Words,
    /// What is counted, in the source's own terms.
    pub definition: Words,
    /// The unit of the numbers: "personas".
    pub unit: Words,
    /// Who publishes it, and where; readers see it.
    pub source: Words,
    /// What a reader must know to read it right.
    pub note: Option<Words>,
    /// The numbers by year. A year that is not in the source is left out.
    #[serde(default)]
    pub values: BTreeMap<Placed<String>, Placed<u64>>,
    /// What the source writes in the place of numbers.
    #[serde(default)]
    pub marks: Vec<SourceMark>,
}

/// What a source writes in the place of a number, as it writes it: `<5`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceMark {
    /// The mark.
    pub text: Placed<String>,
    /// What the source means by it.
    pub meaning: Words,
    /// The years in which it stands.
    pub years: Vec<Placed<u16>>,
}
