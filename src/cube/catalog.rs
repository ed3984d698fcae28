//! What a release says of itself: its measures, dimensions, sections and tables.
//!
//! Everything here comes from the codebook, never from the records: two registers under one codebook have the same
//! catalog but for the date.

use serde::{Deserialize, Serialize};

use crate::{Address, Category, Dimension, Indicator, Population, TOTAL, Text};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its identifier.
    pub id: String,
    /// What readers see: "Personas acreditadas".
    pub label: Text,
    /// Who is counted and by which date.
    pub definition: Text,
    /// The unit of the counts: "personas".
    pub unit: Text,
}

/// How a section is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One figure over time that compares the section's measures, or the categories of one breakdown.
    Series,
    /// One figure a dimension, for a range of years.
    Profile,
    /// One figure a series that others publish.
    Indicators,
}

/// A section of the dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its identifier.
    pub id: String,
    /// Its folder in each language: `acreditadas`, `accredited`.
    pub slug: Text,
    /// Its name in the navigation and its heading.
    pub title: Text,
    /// One or two sentences: who is counted, by which date.
    pub lede: Text,
    /// How it is drawn.
    pub layout: Layout,
    /// The measures it shows.
    pub measures: Vec<String>,
    /// The dimensions it breaks them down by, in order.
    pub dimensions: Vec<String>,
    /// The dimensions a reader can filter by, besides time.
    pub filters: Vec<String>,
    /// The series that it shows, where it is laid out as such; then it counts nothing itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
    /// Groups that a reader can choose by one click.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presets: Vec<Preset>,
}

/// A filter with a name of its own: "Niñas, niños y adolescentes".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// What readers see.
    pub label: Text,
    /// The dimension's id.
    pub dimension: String,
    /// The codes that it is filtered by.
    pub codes: Vec<String>,
}

/// One dimension pinned to one category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The dimension's id.
    pub dimension: String,
    /// The category's code.
    pub code: String,
}

/// A number of the opening page: a measure in the last published year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headline {
    /// What it says: "Niñas, niños y adolescentes".
    pub label: Text,
    /// The measure's id.
    pub measure: String,
    /// At most one category; without it, everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
}

/// Where help can be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Who answers.
    pub label: Text,
    /// The number: the digits to dial, perhaps with "-" between groups.
    pub telephone: String,
}

/// What everyone knows of how the published numbers hang together, beyond totals and nested code lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relations {
    /// `(part, whole)`: over all years, every person of measure `part` is also one of measure `whole`.
    #[serde(default)]
    pub part_of: Vec<(String, String)>,
    /// `(part, category)`: in the measure that it is part of, every person of measure `part` is in this category:
    /// whoever was accredited has applied, with that outcome. It is told where the whole is published by the category's
    /// dimension, by which the part is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<(String, Pin)>,
    /// Two categories of different dimensions that always hold the same persons.
    #[serde(default)]
    pub equal: Vec<(Pin, Pin)>,
    /// Whoever is in the first category is in the second, which is of another dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implies: Vec<(Pin, Pin)>,
    /// Two categories of different dimensions in which nobody is at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impossible: Vec<(Pin, Pin)>,
    /// A category that holds the persons of several others, each person in one of them. Its code may be the total's:
    /// then everybody is in one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unions: Vec<(Pin, Vec<Pin>)>,
}

/// A year in which what is counted changed: numbers before and after it cannot be compared as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first year counted the new way.
    pub year: u16,
    /// The measures concerned; none: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<String>,
    /// The dimensions concerned; none: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<String>,
    /// What changed.
    pub reason: Text,
    /// Where that can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One table of the published family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableEntry {
    /// Its id; its file is `{id}.json` beside the index.
    pub id: String,
    /// The measure it counts.
    pub measure: String,
    /// Its dimensions, in order.
    pub dimensions: Vec<String>,
    /// Those of its dimensions that are rolled up to the categories directly below the total.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rolled_up: Vec<String>,
}

/// What a release says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The codebook's identifier.
    pub codebook: String,
    /// The dashboard's name.
    pub title: Text,
    /// The opening page's heading.
    pub heading: Text,
    /// The opening page's first sentences.
    pub lede: Text,
    /// Who publishes the numbers.
    pub source: Text,
    /// A banner on every page, for demonstrations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Text>,
    /// What the numbers are not.
    pub caveat: Text,
    /// The name of this release: `2026-10`.
    pub release: String,
    /// The month in which the next release is due: `2027-04`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// Where help can be had.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The id of the time dimension.
    pub time: String,
    /// Years up to this one are closed: no more records of them are expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<u16>,
    /// The years in which what is counted changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// How many people live in the categories of some dimensions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub populations: Vec<Population>,
    /// What others publish.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// What is counted.
    pub measures: Vec<Measure>,
    /// Every dimension, time first.
    pub dimensions: Vec<Dimension>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The numbers of the opening page.
    #[serde(default)]
    pub headlines: Vec<Headline>,
    /// How the numbers hang together.
    #[serde(default)]
    pub relations: Relations,
    /// The published family.
    pub tables: Vec<TableEntry>,
}

impl Catalog {
    /// The measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The dimension with this id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The series of others with this id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// How many people live in the categories of this dimension.
    pub fn population(&self, dimension: &str) -> Option<&Population> {
        self.populations
            .iter()
            .find(|population| population.dimension == dimension)
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Whether the count at this address may be published however small, as far as it goes: it is of people of whom
    /// something is not known. What it implies of those of whom it is known is another question.
    pub fn is_unprotected(&self, address: &Address) -> bool {
        address.pins.iter().any(|(id, code)| {
            let category = self
                .dimension(id)
                .and_then(|dimension| dimension.category(code));
            category.is_some_and(|category| category.unprotected)
        })
    }

    /// Whether the count at this address changes no more: all that it tells of what became of persons is of years of which
    /// that is settled. Any other is hidden whatever it is, and in every release a number of its own.
    pub fn is_settled(&self, address: &Address) -> bool {
        address.pins.keys().all(|id| {
            self.is_settled_in(
                id,
                address.pins.get(&self.time).map_or(TOTAL, String::as_str),
            )
        })
    }

    /// Whether no more records of a year are expected, as far as the codebook says.
    pub fn is_closed(&self, year: &str) -> bool {
        self.closed
            .is_none_or(|closed| year.parse().map_or(true, |year: u16| year <= closed))
    }

    /// Whether a dimension is settled in all years behind this code of time.
    pub fn is_settled_in(&self, dimension: &str, code: &str) -> bool {
        let Some(settled) = self
            .dimension(dimension)
            .and_then(|dimension| dimension.settled.as_ref())
        else {
            return true;
        };
        let is_settled = |year: &Category| {
            year.code
                .parse()
                .is_ok_and(|year: u16| year <= settled.until)
        };
        self.dimension(&self.time)
            .is_some_and(|time| time.leaves_in(code).all(is_settled))
    }

    /// Whether nobody can be at this address, because it is of those who wait for what has ended for everybody.
    pub fn is_over(&self, address: &Address) -> bool {
        let is_pending = |(id, code): (&String, &String)| {
            let settled = self
                .dimension(id)
                .and_then(|dimension| dimension.settled.as_ref());
            settled.is_some_and(|settled| settled.pending.contains(code))
        };
        address.pins.iter().any(is_pending) && self.is_settled(address)
    }

    /// The first and the last year of those that are counted where years are counted together, if that is not every year.
    pub fn pooled_years(&self) -> Option<(&str, &str)> {
        let time = self.dimension(&self.time)?;
        let last = time.leaves().rfind(|year| !year.apart)?;
        let first = time.leaves().next()?;
        time.categories
            .iter()
            .any(|year| year.apart)
            .then_some((first.code.as_str(), last.code.as_str()))
    }

    /// The dimensions of a table as it holds them: rolled up where its entry says so.
    pub fn dimensions_of(&self, table: &TableEntry) -> Vec<Dimension> {
        let dimension = |id: &String| {
            let dimension = self.dimension(id)?;
            Some(
                if table.rolled_up.contains(id) {
                    dimension.top()
                } else {
                    dimension.clone()
                }
                .in_table(),
            )
        };
        table.dimensions.iter().filter_map(dimension).collect()
    }

    /// The smallest table of a measure that holds every one of these dimensions with every code asked of it.
    pub fn table_for(&self, measure: &str, wanted: &[(&str, &[&str])]) -> Option<&TableEntry> {
        let holds = |table: &TableEntry, id: &str, codes: &[&str]| {
            table.dimensions.iter().any(|held| held == id)
                && self.dimension(id).is_some_and(|dimension| {
                    let reaches = |code: &str| {
                        code == TOTAL
                            || dimension.category(code).is_some_and(|category| {
                                category.above() == Some(TOTAL)
                                    || !table.rolled_up.iter().any(|rolled| rolled == id)
                            })
                    };
                    codes.iter().all(|code| reaches(code))
                })
        };
        self.tables
            .iter()
            .filter(|table| table.measure == measure)
            .filter(|table| wanted.iter().all(|(id, codes)| holds(table, id, codes)))
            .min_by_key(|table| table.dimensions.len())
    }
}
