//! The codebook as it is written, format 1. Shapes only: what is well formed here may still contradict itself.

use cube::{Layout, Role, Text};
use serde::Deserialize;
use toml::Spanned;

/// The version of the format, read before anything else so that a newer one is named as such.
#[derive(Deserialize)]
pub(super) struct Head {
    pub format: Spanned<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Format {
    #[serde(rename = "format")]
    pub _format: u64,
    pub id: Spanned<String>,
    pub release: Spanned<String>,
    pub title: Text,
    pub heading: Text,
    pub lede: Text,
    pub source: Text,
    pub notice: Option<Text>,
    pub caveat: Text,
    pub threshold: Spanned<u64>,
    #[serde(default)]
    pub contacts: Vec<Contact>,
    pub time: Time,
    pub records: Records,
    pub measure: Vec<Measure>,
    pub dimension: Vec<Dimension>,
    #[serde(default)]
    pub equal: Vec<Equal>,
    #[serde(default)]
    pub tables: Tables,
    pub section: Vec<Section>,
    #[serde(default)]
    pub headline: Vec<Headline>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    pub label: Text,
    pub telephone: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    pub id: Spanned<String>,
    pub label: Text,
    pub note: Option<Text>,
    pub first: u16,
    pub last: Spanned<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Records {
    pub delimiter: Option<Spanned<String>>,
    pub dates: Spanned<String>,
    #[serde(default)]
    pub missing: Vec<String>,
    #[serde(default)]
    pub repeated: Repeated,
    pub only: Option<Condition>,
}

/// What becomes of a row that equals an earlier one in every column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Repeated {
    /// It may be another person: it is counted.
    #[default]
    Count,
    /// It is the same person again: it is set aside.
    SetAside,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub dimension: Spanned<String>,
    pub codes: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pin {
    pub dimension: Spanned<String>,
    pub code: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure {
    pub id: Spanned<String>,
    pub label: Text,
    pub definition: Text,
    pub unit: Text,
    pub date: String,
    pub when: Option<Condition>,
    pub part_of: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension {
    pub id: Spanned<String>,
    pub label: Text,
    pub column: String,
    #[serde(default)]
    pub kind: Kind,
    pub separator: Option<Spanned<String>>,
    #[serde(default)]
    pub role: Role,
    pub otherwise: Option<Spanned<String>>,
    pub note: Option<Text>,
    /// For the reader of the codebook only.
    #[serde(rename = "source")]
    pub _source: Option<String>,
    #[serde(default)]
    pub correct: Vec<Correction>,
    pub categories: Vec<Category>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    #[default]
    Code,
    Age,
    Multi,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction {
    pub rule: Spanned<String>,
    pub from: Vec<Spanned<String>>,
    pub to: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub code: Spanned<String>,
    pub es: String,
    pub en: String,
    pub parent: Option<Spanned<String>>,
    pub from: Option<Spanned<u16>>,
    pub to: Option<Spanned<u16>>,
    #[serde(default)]
    pub unknown: bool,
    #[serde(default)]
    pub verbatim: Vec<Spanned<String>>,
    #[serde(default)]
    pub spellings: Vec<Spanned<String>>,
    pub note: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Equal {
    pub a: Pin,
    pub b: Pin,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tables {
    #[serde(default)]
    pub pairs: Vec<Spanned<String>>,
    #[serde(default)]
    pub forbidden: Vec<[Spanned<String>; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub id: Spanned<String>,
    pub slug: Slug,
    pub title: Text,
    pub lede: Text,
    pub layout: Layout,
    pub measures: Vec<Spanned<String>>,
    pub dimensions: Vec<Spanned<String>>,
    #[serde(default)]
    pub filters: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slug {
    pub es: Spanned<String>,
    pub en: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headline {
    pub label: Text,
    pub measure: Spanned<String>,
    pub pin: Option<Pin>,
}
