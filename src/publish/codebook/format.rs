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
    /// A banner on every page.
    pub notice: Option<Text>,
    pub caveat: Text,
    /// The smallest count that may be published.
    pub threshold: Spanned<u64>,
    #[serde(default)]
    pub contacts: Vec<Contact>,
    pub time: Time,
    pub records: Records,
    pub measure: Vec<Measure>,
    pub dimension: Vec<Dimension>,
    /// A row that contradicts one of these is set aside.
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
    /// Years outside first..=last are not published.
    pub first: u16,
    pub last: Spanned<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Records {
    /// One character; a comma if it is left out.
    pub delimiter: Option<Spanned<String>>,
    /// How dates are written, in the notation of strptime.
    pub dates: Spanned<String>,
    /// What institutions write for "not known"; compared as spellings are.
    #[serde(default)]
    pub missing: Vec<String>,
    #[serde(default)]
    pub repeated: Repeated,
    /// Rows outside are set aside.
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
    /// The column whose date makes its year.
    pub date: String,
    /// Who is counted; everybody if it is left out.
    pub when: Option<Condition>,
    /// Over all years, each of these persons is one of that measure's.
    pub part_of: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension {
    pub id: Spanned<String>,
    pub label: Text,
    /// Where it is read from; several dimensions may read one column.
    pub column: String,
    #[serde(default)]
    pub kind: Kind,
    /// What stands between answers, if there may be several.
    pub separator: Option<Spanned<String>>,
    #[serde(default)]
    pub role: Role,
    /// The category of values that no category names.
    pub otherwise: Option<Spanned<String>>,
    pub note: Option<Text>,
    /// For the reader of the codebook only.
    #[serde(rename = "source")]
    pub _source: Option<String>,
    /// Tried before anything else.
    #[serde(default)]
    pub correct: Vec<Correction>,
    pub categories: Vec<Category>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// One category.
    #[default]
    Code,
    /// Whole years of age, grouped by `from` and `to`.
    Age,
    /// Several categories in one field.
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
    /// The first year of age that it covers.
    pub from: Option<Spanned<u16>>,
    /// The last one; everybody older if it is left out.
    pub to: Option<Spanned<u16>>,
    /// Whether it stands for "not known".
    #[serde(default)]
    pub unknown: bool,
    /// Whether its counts may be published however small: only where it stands for "not known".
    #[serde(default)]
    pub unprotected: bool,
    /// What the register writes by its own rules: taken as it stands.
    #[serde(default)]
    pub verbatim: Vec<Spanned<String>>,
    /// What people write instead: corrected by the rule "synonym".
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
    /// Dimensions that are crossed with every other one, over all years.
    #[serde(default)]
    pub pairs: Vec<Spanned<String>>,
    /// Pairs that are never crossed.
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
