//! The codebook as it is written, format 1. Shapes only: what is well formed here may still contradict itself.

mod condition;
mod dimension;
mod indicator;
mod page;
mod population;
mod records;
mod relation;
mod source;
mod template;
mod texts;

use crate::placed::Placed;
use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use {
    condition::{Condition, Pin},
    dimension::{Category, Dimension, Kind, Map, Settled},
    indicator::{Indicator, SourceMark},
    page::{Headline, Preset, Profile, Section, Tables},
    population::Population,
    records::Records,
    relation::{Asked, Derived, Equal, Implies, Impossible},
    source::{Database, Events, Identity, Near, Source},
    template::Template,
    texts::{Texts, Words},
};
pub use {
    dimension::{Disagree, Of},
    page::Grain,
    records::{Repeated, Unsettled},
    source::Holds,
};

/// The version of the format, read before anything else so that a newer one is named as such.
#[derive(Deserialize)]
pub(super) struct Head {
    pub format: Placed<u64>,
}

/// What the columns of the records mean, what is counted, and what is published of it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Format {
    /// The version of this format: 1.
    #[serde(rename = "format")]
    pub _format: u64,
    /// The codebook's name, in files but not in links.
    pub id: Placed<String>,
    /// The name of the release: `2026-10`.
    pub release: Placed<String>,
    /// The month in which the next release is due: `2027-04`.
    pub next: Option<Placed<String>>,
    /// The dashboard's name.
    pub title: Words,
    /// The opening page's heading.
    pub heading: Words,
    /// The opening page's first sentences.
    pub lede: Words,
    /// Who publishes the numbers.
    pub publisher: Words,
    /// A banner on every page.
    pub notice: Option<Words>,
    /// What the numbers are not.
    pub caveat: Words,
    /// The smallest count that may be published.
    pub threshold: Placed<u64>,
    /// Whether dimensions are crossed with each other; it follows from `[tables]` if it is left out.
    pub profile: Option<Placed<Profile>>,
    /// Where help can be had.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The years that are published.
    pub time: Time,
    /// How records are written, whatever their source.
    pub records: Records,
    /// Where the records come from. Without any, every file is read by the names of the columns that stand here.
    #[serde(default)]
    pub source: Vec<Source>,
    /// Which rows are the same application.
    pub identity: Option<Identity>,
    /// How rows that are events are linked with persons.
    pub events: Option<Events>,
    /// The workbook with which institutions collect.
    #[serde(default)]
    pub template: Template,
    /// What is counted.
    pub measure: Vec<Measure>,
    /// What is known of each person.
    pub dimension: Vec<Dimension>,
    /// Two categories that always hold the same persons.
    #[serde(default)]
    pub equal: Vec<Equal>,
    /// Whoever is in one category is in another.
    #[serde(default)]
    pub implies: Vec<Implies>,
    /// Nobody can be in both of two categories.
    #[serde(default)]
    pub impossible: Vec<Impossible>,
    /// A dimension that only some persons are asked for.
    #[serde(default)]
    pub asked: Vec<Asked>,
    /// A dimension that follows from another.
    #[serde(default)]
    pub derived: Vec<Derived>,
    /// Years in which what is counted changed.
    #[serde(default, rename = "break")]
    pub breaks: Vec<Break>,
    /// How many people live in the categories of a dimension.
    #[serde(default)]
    pub population: Vec<Population>,
    /// Series that others publish.
    #[serde(default)]
    pub indicator: Vec<Indicator>,
    /// Which tables are published.
    #[serde(default)]
    pub tables: Tables,
    /// The pages.
    pub section: Vec<Section>,
    /// The numbers of the opening page.
    #[serde(default)]
    pub headline: Vec<Headline>,
    /// Groups of people that readers can choose by one click.
    #[serde(default)]
    pub preset: Vec<Preset>,
}

/// Where help can be had.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    /// Who answers.
    pub label: Words,
    /// The digits to dial, perhaps with “-” between groups.
    pub telephone: Placed<String>,
}

/// The years that are published.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    /// The identifier of the time dimension, also its key in links.
    pub id: Placed<String>,
    /// What readers see.
    pub label: Words,
    /// What a reader must know to read it right.
    pub note: Option<Words>,
    /// The first year; years outside first..=last are not published.
    pub first: u16,
    /// The last year.
    pub last: Placed<u16>,
    /// Years up to this one are closed: no more records of them are expected.
    pub closed: Option<Placed<u16>>,
    /// The last year that is counted where years are counted together: in sums over years and in crossed tables. Later
    /// years are published one by one. Whoever compares two releases sees those who came between them as a table of
    /// their own: a release a year needs a `pooled` that stays for several years. All years, where it is left out.
    pub pooled: Option<Placed<u16>>,
    /// Years that are published together as well, “2017-2019”, one after another: what is hidden in a year may be shown
    /// of three.
    #[serde(default)]
    pub periods: Vec<Placed<String>>,
}

/// What is counted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure {
    /// Its identifier.
    pub id: Placed<String>,
    /// What readers see.
    pub label: Words,
    /// Who is counted and by which date.
    pub definition: Words,
    /// The unit of the counts: "personas".
    pub unit: Words,
    /// The column whose date makes its year.
    pub date: Placed<String>,
    /// Who is counted; everybody if it is left out.
    pub when: Option<Condition>,
    /// Over all years, each of these persons is one of that measure's.
    pub part_of: Option<Placed<String>>,
}

/// A year in which what is counted changed: numbers before and after it cannot be compared as they stand.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Break {
    /// The first year counted the new way.
    pub year: Placed<u16>,
    /// The measures concerned; all of them if it is left out.
    #[serde(default)]
    pub measures: Vec<Placed<String>>,
    /// The dimensions concerned; all of them if it is left out.
    #[serde(default)]
    pub dimensions: Vec<Placed<String>>,
    /// What changed.
    pub reason: Words,
    /// Where that can be read.
    pub source: Option<String>,
}
