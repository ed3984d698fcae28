//! Declares the TOML keys of a codebook, format 1. Only shapes: contradictions between keys are found by `resolve`.
//!
//! The doc comments of these types are the descriptions in the published JSON Schema.

mod classification;
mod condition;
mod dimension;
mod indicator;
mod page;
mod population;
mod records;
mod relation;
mod site;
mod source;
mod template;
mod texts;

use std::borrow::Cow;

use crate::placed::Placed;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

pub(super) use {
    classification::Classification,
    condition::{Condition, Pin},
    dimension::{Category, Dimension, Kind, Map, Settled},
    indicator::{Indicator, SourceMark},
    page::{Door, Headline, Preset, Profile, Section, Tables},
    population::Population,
    records::Records,
    relation::{Asked, Derived, Equal, Implies, Impossible},
    site::{Accent, Site},
    source::{Database, Events, Identity, Key, Near, Source},
    template::Template,
    texts::{LanguageTags, Texts, Words},
};
pub use {
    dimension::AgeConflictPolicy,
    page::Grain,
    records::{Repeated, UnresolvedPolicy},
    source::{KeyForm, RowKind, SharedKey},
};

/// The version of the format: read first, so that a codebook of a newer version is reported as such.
#[derive(Deserialize)]
pub(super) struct Head {
    pub format: Placed<u64>,
}

/// What the columns of the records mean, what is counted, and what is published.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Format {
    /// The version of this format: 1.
    #[serde(rename = "format")]
    pub _format: u64,
    /// The codebook's name: used in files, not in links.
    pub id: Placed<String>,
    /// The name of the release: `2026-10`.
    pub release: Placed<String>,
    /// The month in which the next release is due: `2027-04`.
    pub next: Option<Placed<String>>,
    /// The languages of the site, the default one first; Spanish and English if they are left out. Every text is written in
    /// each of them.
    pub languages: Option<LanguageTags>,
    /// The dashboard's name.
    pub title: Words,
    /// The heading of the opening page.
    pub heading: Words,
    /// The first sentences of the opening page.
    pub lede: Words,
    /// Who publishes the numbers.
    pub publisher: Words,
    /// The text of a banner on every page.
    pub notice: Option<Words>,
    /// What the numbers do not measure.
    pub caveat: Words,
    /// The smallest count that may be published.
    pub threshold: Placed<u64>,
    /// Whether dimensions are crossed with each other; by default, it follows from `[tables]`.
    pub profile: Option<Placed<Profile>>,
    /// Whose site it is, and how it looks.
    #[serde(default)]
    pub site: Site,
    /// Telephone numbers where readers can get help.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The years that are published.
    pub time: Time,
    /// How records of all sources are written.
    pub records: Records,
    /// The sources of the records. Without any, the columns of every file must have the names used in this codebook.
    #[serde(default)]
    pub source: Vec<Source>,
    /// How rows of one application are recognized.
    pub identity: Option<Identity>,
    /// How rows of events are linked with persons.
    pub events: Option<Events>,
    /// Texts of the workbook in which institutions collect.
    #[serde(default)]
    pub template: Template,
    /// What is counted.
    pub measure: Vec<Measure>,
    /// The attributes of persons that are read and published.
    pub dimension: Vec<Dimension>,
    /// Pairs of categories that always contain the same persons.
    #[serde(default)]
    pub equal: Vec<Equal>,
    /// Categories that imply a category of another dimension.
    #[serde(default)]
    pub implies: Vec<Implies>,
    /// Pairs of categories that no person can be in at once.
    #[serde(default)]
    pub impossible: Vec<Impossible>,
    /// Dimensions that apply to some persons only.
    #[serde(default)]
    pub asked: Vec<Asked>,
    /// Dimensions whose category follows from another dimension.
    #[serde(default)]
    pub derived: Vec<Derived>,
    /// Years in which the way of counting changed.
    #[serde(default, rename = "break")]
    pub breaks: Vec<Break>,
    /// Classifications of others that dimensions follow.
    #[serde(default)]
    pub classification: Vec<Classification>,
    /// Numbers of inhabitants, for rates.
    #[serde(default)]
    pub population: Vec<Population>,
    /// Series that others publish elsewhere.
    #[serde(default)]
    pub indicator: Vec<Indicator>,
    /// Which tables are published.
    #[serde(default)]
    pub tables: Tables,
    /// The pages of the site.
    pub section: Vec<Section>,
    /// The numbers of the opening page.
    #[serde(default)]
    pub headline: Vec<Headline>,
    /// Groups of people that readers can choose by one click.
    #[serde(default)]
    pub preset: Vec<Preset>,
}

/// A telephone number where readers can get help.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    /// Who answers the telephone.
    pub label: Words,
    /// The digits to dial, optionally with “-” between groups.
    pub telephone: Placed<String>,
}

/// The years that are published.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    /// The identifier of the time dimension, also its key in links.
    pub id: Placed<String>,
    /// The label that readers see.
    pub label: Words,
    /// What readers must know to interpret the numbers.
    pub note: Option<Words>,
    /// The first published year. Records of earlier years are set aside.
    pub first: u16,
    /// The last published year. Records of later years are set aside.
    pub last: Placed<u16>,
    /// The last year for which no more records are expected.
    pub closed: Option<Placed<u16>>,
    /// Closed years whose counts this release corrects. Counts of closed years are otherwise those of earlier releases;
    /// readers are told which years were revised.
    #[serde(default)]
    pub revised: Vec<Placed<u16>>,
    /// The last year that is counted in sums over years and in crossed tables; by default, the last closed year. Later
    /// years are published one by one. Subtracting the sums of one release from those of the next gives a table of the
    /// persons who were added: if you publish every year, let sums be renewed every few years: `{ every = 3 }`.
    pub pooled: Option<Placed<Pooled>>,
    /// Periods that are published besides single years, such as “2017-2019”, in order and without gaps, or in place of
    /// single years if `finest` is "period". A count that must be hidden for single years can often be shown for a period.
    #[serde(default)]
    pub periods: Vec<Placed<String>>,
    /// The finest time that any table, total or headline is published by: "year" (the default); "period": the `periods` in
    /// place of years, for registers with few persons a year; "all": all years together, for those with few in all.
    pub finest: Option<Placed<Grain>>,
    /// Years between `first` and `last` of which nothing was collected. They are not published; a record dated in one is
    /// an error.
    #[serde(default)]
    pub without: Vec<Placed<u16>>,
}

impl Time {
    /// The finest time that is published.
    pub fn finest_grain(&self) -> Grain {
        self.finest
            .as_ref()
            .map_or(Grain::Year, |finest| *finest.get_ref())
    }

    /// Whether a year was collected.
    pub fn is_collected(&self, year: u16) -> bool {
        self.without
            .iter()
            .all(|without| *without.get_ref() != year)
    }
}

/// The last year of sums over years.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(
    untagged,
    deny_unknown_fields,
    expecting = "expected a year, or a rule such as { every = 3 }"
)]
pub(super) enum Pooled {
    /// This year.
    Until(u16),
    /// The end of the last edition. Editions begin in the first published year, and end every so many years once all of
    /// these are closed.
    Editions {
        /// How many years an edition adds: 2 or more.
        every: u16,
    },
}

impl JsonSchema for Pooled {
    fn schema_name() -> Cow<'static, str> {
        "Pooled".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The last year of sums over years.",
            "oneOf": [
                { "description": "This year.", "type": "integer", "minimum": 0, "maximum": 65535 },
                {
                    "description": "The end of the last edition. Editions begin in the first published year, and end every \
                        so many years once all of these are closed.",
                    "type": "object",
                    "properties": {
                        "every": {
                            "description": "How many years an edition adds: 2 or more.",
                            "type": "integer",
                            "minimum": 2,
                            "maximum": 65535,
                        },
                    },
                    "required": ["every"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// A measure: who is counted, and by which date.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure {
    /// Its identifier.
    pub id: Placed<String>,
    /// The label that readers see.
    pub label: Words,
    /// Who is counted and by which date.
    pub definition: Words,
    /// The unit of the counts: "personas".
    pub unit: Words,
    /// The column whose date gives the year.
    pub date: Placed<String>,
    /// The categories of the persons who are counted; by default, everybody is.
    pub when: Option<Condition>,
    /// The measure in which each of these persons is counted as well, over all years.
    pub part_of: Option<Placed<String>>,
    /// The identifier that the same measure had in earlier releases, if that was another one.
    pub replaces: Option<Placed<String>>,
}

/// A year in which the way of counting changed: numbers before and after it are not comparable.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Break {
    /// The first year counted the new way.
    pub year: Placed<u16>,
    /// The measures that changed; by default, all.
    #[serde(default)]
    pub measures: Vec<Placed<String>>,
    /// The dimensions that changed; by default, all.
    #[serde(default)]
    pub dimensions: Vec<Placed<String>>,
    /// What changed and why.
    pub reason: Words,
    /// Where the change is documented.
    pub source: Option<String>,
}
