//! Relations as they are written: what everybody knows of how categories hang together. They are public, and a record
//! that contradicts one of them is set aside.

use std::collections::BTreeMap;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::condition::Pin;

/// Two categories of different dimensions that always hold the same persons.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Equal {
    /// One category.
    pub a: Pin,
    /// The other.
    pub b: Pin,
}

/// Whoever is in one category is in another.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Implies {
    /// Whoever is in this category
    #[serde(rename = "if")]
    pub if_: Pin,
    /// is in this one.
    pub then: Pin,
}

/// Nobody can be in both of two categories: a structural zero.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Impossible {
    /// One category.
    pub a: Pin,
    /// The other.
    pub b: Pin,
}

/// A dimension that only some persons are asked for: all others are in one category of it, and nobody else is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// The dimension's identifier.
    pub dimension: Placed<String>,
    /// Who is asked.
    #[serde(rename = "if")]
    pub if_: Pin,
    /// The code of the category of everybody else.
    #[serde(rename = "else")]
    pub else_: Placed<String>,
}

/// A dimension that follows from another: each of its categories holds the persons of some of the other's.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Derived {
    /// The identifier of the dimension that follows.
    pub dimension: Placed<String>,
    /// The identifier of the one that it follows from.
    pub from: Placed<String>,
    /// For each of its codes, those that it consists of.
    pub codes: BTreeMap<Placed<String>, Vec<Placed<String>>>,
}
