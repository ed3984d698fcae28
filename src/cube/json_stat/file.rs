//! Declares the JSON of JSON-stat files as they are written: datasets, collections and their parts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::languages::Languages;

/// The id of the dimension that names the measure, in the sense of JSON-stat's role `metric`.
pub const METRIC: &str = "medida";

/// The status of a hidden cell.
pub const HIDDEN: &str = "c";

/// The version of JSON-stat.
pub(super) const VERSION: &str = "2.0";

#[derive(Serialize)]
pub(super) struct JsonCollection {
    pub(super) version: String,
    pub(super) class: String,
    pub(super) label: String,
    pub(super) source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) note: Vec<String>,
    pub(super) link: Link,
    pub(super) extension: Catalog,
}

/// A collection without the catalog, for other programs.
#[derive(Serialize)]
pub(super) struct Collection {
    pub(super) version: String,
    pub(super) class: String,
    pub(super) label: String,
    pub(super) source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<String>,
    pub(super) href: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) note: Vec<String>,
    pub(super) link: Link,
}

#[derive(Serialize, Default)]
pub(super) struct Link {
    pub(super) item: Vec<Item>,
}

#[derive(Serialize)]
pub(super) struct Item {
    pub(super) class: String,
    pub(super) href: String,
    pub(super) label: String,
}

#[derive(Serialize)]
pub(super) struct JsonDataset {
    pub(super) version: String,
    pub(super) class: String,
    pub(super) label: String,
    pub(super) source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) note: Vec<String>,
    pub(super) id: Vec<String>,
    pub(super) size: Vec<usize>,
    pub(super) role: JsonRole,
    pub(super) dimension: BTreeMap<String, JsonDimension>,
    pub(super) value: Vec<Option<u64>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) status: BTreeMap<usize, String>,
    pub(super) extension: DatasetExtension,
}

#[derive(Serialize, Default)]
pub(super) struct JsonRole {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) time: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) geo: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) metric: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct JsonDimension {
    pub(super) label: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) note: Vec<String>,
    pub(super) category: JsonCategory,
    pub(super) extension: DimensionExtension,
}

#[derive(Serialize, Default)]
pub(super) struct JsonCategory {
    pub(super) index: Vec<String>,
    pub(super) label: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) child: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) note: BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) unit: BTreeMap<String, Unit>,
}

#[derive(Serialize)]
pub(super) struct Unit {
    pub(super) label: String,
    pub(super) decimals: u8,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct DimensionExtension {
    /// What it says in the other languages, by their tags.
    #[serde(flatten)]
    pub(super) others: BTreeMap<&'static str, OtherDimension>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) multi_response: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unknown: Vec<String>,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub(super) struct OtherDimension {
    pub(super) label: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) note: Vec<String>,
    pub(super) category: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) category_note: BTreeMap<String, Vec<String>>,
}

#[derive(Serialize)]
pub(super) struct DatasetExtension {
    pub(super) table: String,
    pub(super) measure: String,
    pub(super) release: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) edition: String,
    /// The languages, the one of the labels first. Files in Spanish and English, Spanish first, do not name them.
    #[serde(skip_serializing_if = "Languages::is_default")]
    pub(super) languages: Languages,
    pub(super) status: StatusExtension,
    /// What it says in the other languages, by their tags.
    #[serde(flatten)]
    pub(super) others: BTreeMap<&'static str, OtherDataset>,
}

#[derive(Serialize, Default)]
pub(super) struct StatusExtension {
    pub(super) label: BTreeMap<String, String>,
}

#[derive(Serialize)]
pub(super) struct OtherDataset {
    pub(super) label: String,
    pub(super) source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) note: Vec<String>,
}
