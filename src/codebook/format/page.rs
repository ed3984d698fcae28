//! Pages and tables as they are written: what is published, and how it is shown.

use std::collections::BTreeMap;

use crate::placed::Placed;
use cube::Layout;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::{
    condition::{Condition, Pin},
    texts::Words,
};

/// Which kinds of tables are published.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    /// One dimension at a time besides time: what is hidden there can be proved to be safe.
    Provable,
    /// Dimensions are crossed with each other as well.
    Wide,
}

/// Which tables are published, besides each measure by year and by year and dimension.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tables {
    /// Dimensions that are crossed with every other one, over all years.
    #[serde(default)]
    pub pairs: Vec<Placed<String>>,
    /// Dimensions that are crossed with every other one, by the periods of the years. Nested ones count by their top
    /// categories.
    #[serde(default)]
    pub by_period: Vec<Placed<String>>,
    /// Pairs that are never crossed.
    #[serde(default)]
    pub forbidden: Vec<[Placed<String>; 2]>,
    /// The finest time by which some dimensions are published; the others are by year.
    #[serde(default)]
    pub grain: BTreeMap<Placed<String>, Placed<Grain>>,
    /// Nested dimensions whose top categories alone are published by year or period. All categories are published over
    /// all years.
    #[serde(default)]
    pub roll_up: Vec<Placed<String>>,
}

/// The finest time by which a dimension is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// By year.
    #[default]
    Year,
    /// By the periods of the years.
    Period,
    /// Over all years.
    All,
}

/// A page.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    /// Its identifier.
    pub id: Placed<String>,
    /// Its folder in each language.
    pub slug: Slug,
    /// Its name in the navigation and its heading.
    pub title: Words,
    /// One or two sentences: who is counted, by which date.
    pub lede: Words,
    /// How it is drawn: one figure over time, one figure a dimension for a range of years, or one figure a series that
    /// others publish.
    #[schemars(with = "LayoutSchema")]
    pub layout: Layout,
    /// The measures that it shows.
    #[serde(default)]
    pub measures: Vec<Placed<String>>,
    /// The dimensions that it breaks them down by, in order.
    #[serde(default)]
    pub dimensions: Vec<Placed<String>>,
    /// The dimensions that readers can filter by, besides time.
    #[serde(default)]
    pub filters: Vec<Placed<String>>,
    /// The series of others that it shows, for the layout `indicators`.
    #[serde(default)]
    pub indicators: Vec<Placed<String>>,
}

/// How a section is drawn.
#[derive(JsonSchema)]
#[schemars(rename = "Layout")]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "the schema's picture of `cube::Layout`")]
enum LayoutSchema {
    /// One figure over time that compares the section's measures, or the categories of one breakdown.
    Series,
    /// One figure a dimension, for a range of years.
    Profile,
    /// One figure a series that others publish.
    Indicators,
}

/// A folder of the site in each language: `acreditadas`, `accredited`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slug {
    /// In Spanish.
    pub es: Placed<String>,
    /// In English.
    pub en: Placed<String>,
}

/// A number of the opening page: a measure in the last published year.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Headline {
    /// What it says.
    pub label: Words,
    /// The measure's identifier.
    pub measure: Placed<String>,
    /// At most one category; without it, everybody.
    pub pin: Option<Pin>,
}

/// A group of people that readers can choose by one click, on every page that can be filtered so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preset {
    /// What readers see.
    pub label: Words,
    /// Who is in the group; of a dimension with several answers, one category.
    pub filter: Condition,
}
