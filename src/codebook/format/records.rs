//! Declares the keys of `[records]`: how records are written, and how exceptional rows and values are treated.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    format::{condition::Condition, texts::Texts},
    placed::Placed,
};

/// How records of all sources are written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Records {
    /// The character between the fields of text files; by default, it is detected.
    pub delimiter: Option<Placed<String>>,
    /// How dates are written, in strptime's notation. If there are several notations, the first that fits is used.
    pub dates: Texts,
    /// The day on which the records were extracted, such as `2025-12-31`. A later date is impossible.
    pub until: Option<Placed<String>>,
    /// Spellings of "not known". Case, accents and white space make no difference.
    #[serde(default)]
    pub missing: Vec<String>,
    /// How a row that equals an earlier one in every column is treated.
    #[serde(default)]
    pub repeated: Repeated,
    /// How a value that no rule resolves is treated.
    #[serde(default)]
    pub unsettled: UnresolvedPolicy,
    /// The rows that are read; all others are set aside.
    pub only: Option<Condition>,
}

/// How a row that equals an earlier one in every column is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Repeated {
    /// The row is counted as another person.
    #[default]
    Count,
    /// The row is set aside as the same person.
    SetAside,
}

/// How a value that no rule resolves is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnresolvedPolicy {
    /// All such values are reported and nothing is published.
    #[default]
    Stop,
    /// The answer becomes the category for "not known".
    Unknown,
    /// The row is set aside.
    SetAside,
}
