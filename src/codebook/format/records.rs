//! How records are written, and what becomes of rows and values that need a rule, as the codebook writes it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    format::{condition::Condition, texts::Texts},
    placed::Placed,
};

/// How records are written, whatever their source.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Records {
    /// What stands between the fields of text files, one character; detected where it is left out.
    pub delimiter: Option<Placed<String>>,
    /// How dates are written, in the notation of strptime: one notation or several, of which the first that fits counts.
    pub dates: Texts,
    /// The day on which the records were extracted, `2025-12-31`: a later date is impossible.
    pub until: Option<Placed<String>>,
    /// What institutions write for "not known"; compared as spellings are.
    #[serde(default)]
    pub missing: Vec<String>,
    /// What becomes of a row that equals an earlier one in every column.
    #[serde(default)]
    pub repeated: Repeated,
    /// What becomes of what no rule settles.
    #[serde(default)]
    pub unsettled: Unsettled,
    /// Rows outside are set aside.
    pub only: Option<Condition>,
}

/// What becomes of a row that equals an earlier one in every column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Repeated {
    /// It may be another person: it is counted.
    #[default]
    Count,
    /// It is the same person again: it is set aside.
    SetAside,
}

/// What becomes of what no rule settles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unsettled {
    /// Every problem is told and nothing is published.
    #[default]
    Stop,
    /// It becomes the category for "not known".
    Unknown,
    /// Its row is set aside.
    SetAside,
}
