//! Pages and tables as they are written: what is published, and how it is shown.

use cube::{Layout, Text};
use serde::Deserialize;
use toml::Spanned;

use super::Pin;

/// Which tables are published, besides each measure by year and by year and dimension.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Tables {
    /// Dimensions that are crossed with every other one, over all years.
    #[serde(default)]
    pub pairs: Vec<Spanned<String>>,
    /// Pairs that are never crossed.
    #[serde(default)]
    pub forbidden: Vec<[Spanned<String>; 2]>,
}

/// A page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Section {
    /// Its identifier.
    pub id: Spanned<String>,
    /// Its folder in each language.
    pub slug: Slug,
    /// Its name in the navigation and its heading.
    pub title: Text,
    /// One or two sentences: who is counted, by which date.
    pub lede: Text,
    /// How it is drawn: one figure over time, or one figure a dimension for a range of years.
    pub layout: Layout,
    /// The measures that it shows.
    pub measures: Vec<Spanned<String>>,
    /// The dimensions that it breaks them down by, in order.
    pub dimensions: Vec<Spanned<String>>,
    /// The dimensions that readers can filter by, besides time.
    #[serde(default)]
    pub filters: Vec<Spanned<String>>,
}

/// A folder of the site in each language: `acreditadas`, `accredited`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Slug {
    /// In Spanish.
    pub es: Spanned<String>,
    /// In English.
    pub en: Spanned<String>,
}

/// A number of the opening page: a measure in the last published year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Headline {
    /// What it says.
    pub label: Text,
    /// The measure's identifier.
    pub measure: Spanned<String>,
    /// At most one category; without it, everybody.
    pub pin: Option<Pin>,
}
