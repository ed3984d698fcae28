//! Declares the keys of `[tables]`, `[[section]]`, `[[headline]]` and `[[preset]]`: what is published and shown.

use std::collections::BTreeMap;

use crate::placed::Placed;
use cube::Layout;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::{
    condition::{Condition, Pin},
    texts::Words,
};

/// Whether dimensions are crossed with each other.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    /// Tables have one dimension besides time. The protection of these tables can be proved.
    Provable,
    /// Some tables cross dimensions with each other.
    Wide,
}

/// The tables that are published besides each measure by year, and by year and dimension.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tables {
    /// Dimensions that are crossed with every other one, over all years.
    #[serde(default)]
    pub pairs: Vec<Placed<String>>,
    /// Dimensions that are crossed with every other one, by the periods of `[time]`. Only their categories without a
    /// parent are published.
    #[serde(default)]
    pub by_period: Vec<Placed<String>>,
    /// Pairs of dimensions that are never crossed.
    #[serde(default)]
    pub forbidden: Vec<[Placed<String>; 2]>,
    /// The finest time grain of single dimensions; by default, the finest that `[time]` publishes.
    #[serde(default)]
    pub grain: BTreeMap<Placed<String>, Placed<Grain>>,
    /// Dimensions of which only the categories without a parent are published by year or period. All categories are
    /// published over all years.
    #[serde(default)]
    pub roll_up: Vec<Placed<String>>,
}

/// The finest time grain that is published: of a dimension, or of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// By year.
    #[default]
    Year,
    /// By the periods of `[time]`.
    Period,
    /// Over all years.
    All,
}

impl Grain {
    /// Its name in the codebook.
    pub fn name(self) -> &'static str {
        match self {
            Grain::Year => "year",
            Grain::Period => "period",
            Grain::All => "all",
        }
    }
}

/// A page of the site.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    /// Its identifier.
    pub id: Placed<String>,
    /// Its folder in each language: `acreditadas`, `accredited`.
    pub slug: Words,
    /// Its heading, also its name in the navigation.
    pub title: Words,
    /// One or two sentences: who is counted, and by which date.
    pub lede: Words,
    /// Which figures it has: one over time, one a dimension, or one a series that others publish.
    #[schemars(with = "LayoutSchema")]
    pub layout: Layout,
    /// The measures that it shows.
    #[serde(default)]
    pub measures: Vec<Placed<String>>,
    /// The dimensions that it breaks the measures down by, in order.
    #[serde(default)]
    pub dimensions: Vec<Placed<String>>,
    /// The dimensions that readers can filter by, besides years.
    #[serde(default)]
    pub filters: Vec<Placed<String>>,
    /// The series that it shows, for the layout `indicators`.
    #[serde(default)]
    pub indicators: Vec<Placed<String>>,
    /// How the opening page leads to it: by a question and what is found about it.
    pub door: Option<Door>,
}

/// A question on the opening page that a section answers.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Door {
    /// The question: “¿Cómo las captaron?”.
    pub question: Words,
    /// The dimension or the series of the section that answers it.
    pub answer: Placed<String>,
}

/// Which figures a section has.
#[derive(JsonSchema)]
#[schemars(rename = "Layout")]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes `cube::Layout` in the schema")]
enum LayoutSchema {
    /// One figure over time that compares the section's measures, or the categories of one breakdown.
    Series,
    /// One figure a dimension, for a range of years.
    Profile,
    /// One figure a series that others publish.
    Indicators,
}

/// A number on the opening page: a measure in the last published year.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Headline {
    /// The label beside the number.
    pub label: Words,
    /// The identifier of the measure.
    pub measure: Placed<String>,
    /// The category that is counted; by default, everybody.
    pub pin: Option<Pin>,
    /// What the story of the opening page says of it: `{}` is the number, and the words in brackets become its link, as in
    /// “se acreditó a [{} personas] como víctimas de trata”. Those without a category begin a sentence; those with one
    /// follow each other in a list.
    pub sentence: Option<Words>,
}

/// A group of people that readers can choose by one click, on every page that has this filter.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preset {
    /// The label that readers see.
    pub label: Words,
    /// The categories of the group. A dimension of kind "multi" takes one category only.
    pub filter: Condition,
    /// The folder of the group's page below the section's, in each language; by default, made of the label.
    pub slug: Option<Words>,
}
