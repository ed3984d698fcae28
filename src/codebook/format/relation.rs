//! Declares the keys of relations between categories that everyone knows.
//!
//! They are public, and a record that contradicts one is set aside.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::condition::Pin;

/// Two categories of different dimensions that always contain the same persons.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Equal {
    /// One category.
    pub a: Pin,
    /// The other.
    pub b: Pin,
}

/// A category that implies a category of another dimension.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Implies {
    /// The category that implies the other.
    #[serde(rename = "if")]
    pub if_: Pin,
    /// The category that is implied.
    pub then: Pin,
}

/// Two categories that no person can be in at once: a structural zero.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Impossible {
    /// One category.
    pub a: Pin,
    /// The other.
    pub b: Pin,
}

/// A dimension that applies to some persons only. All others, and nobody else, are in one category of it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The identifier of the dimension.
    pub dimension: Placed<String>,
    /// The category of the persons to whom it applies.
    #[serde(rename = "if")]
    pub if_: Pin,
    /// The code of the category of all others.
    #[serde(rename = "else")]
    pub else_: Placed<String>,
}

/// A dimension that follows from another: each of its categories contains the persons of some categories of the other.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Derived {
    /// The identifier of the derived dimension.
    pub dimension: Placed<String>,
    /// The identifier of the dimension that it is derived from.
    pub from: Placed<String>,
    /// For each code of the derived dimension, the codes that it consists of.
    pub codes: BTreeMap<Placed<String>, Vec<Placed<String>>>,
}
