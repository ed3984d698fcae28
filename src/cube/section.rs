//! Declares the parts of the dashboard: its sections, headline numbers and contacts.

use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::objects::{Mistake, Read, object};
use crate::relations::Pin;
use crate::text::Text;

/// The layout of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One figure over time that compares the section's measures, or the categories of one breakdown.
    #[default]
    Series,
    /// One figure for each dimension, over a range of years.
    Profile,
    /// One figure for each series that others publish.
    Indicators,
}

impl Read for Layout {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        *self = match value.as_str() {
            Some("series") => Layout::Series,
            Some("profile") => Layout::Profile,
            Some("indicators") => Layout::Indicators,
            _ => return Err(Mistake::expected("series, profile or indicators")),
        };
        Ok(())
    }
}

/// A section of the dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its identifier.
    pub id: String,
    /// Its folder in each language: `acreditadas`, `accredited`.
    pub slug: Text,
    /// Its name in the navigation and its heading.
    pub title: Text,
    /// One or two sentences: who is counted, by which date.
    pub lede: Text,
    /// Its layout.
    pub layout: Layout,
    /// The measures it shows.
    pub measures: Vec<String>,
    /// The dimensions it breaks them down by, in order.
    pub dimensions: Vec<String>,
    /// The dimensions a reader can filter by, besides time.
    pub filters: Vec<String>,
    /// The series that it shows, for [`Layout::Indicators`]; such a section counts nothing itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<String>,
    /// Groups that a reader can choose by one click.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub presets: Vec<Preset>,
    /// How the opening page leads to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub door: Option<Door>,
}

object!(Section: id slug title lede layout measures dimensions filters; indicators presets door);

/// How the opening page leads to a section: by a question and what is found about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Door {
    /// The question: "¿Cómo las captaron?".
    pub question: Text,
    /// The dimension or the series of the section that answers it.
    pub answer: String,
}

object!(Door: question answer;);

/// A filter with a name of its own: "Niñas, niños y adolescentes".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preset {
    /// The name that readers see.
    pub label: Text,
    /// The dimension's id.
    pub dimension: String,
    /// The codes that it is filtered by.
    pub codes: Vec<String>,
    /// The folder of the group's page below the section's; empty where it has none.
    pub slug: Text,
}

object!(Preset: label dimension codes; slug);

/// A number of the opening page: a measure in the last published year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Headline {
    /// Its label: "Niñas, niños y adolescentes".
    pub label: Text,
    /// The measure's id.
    pub measure: String,
    /// At most one category; without it, everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// What the story of the opening page says of it, with the number as `{}` and its link in brackets:
    /// "se acreditó a [{} personas]".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Text>,
}

object!(Headline: label measure; pin sentence);

/// A telephone number that offers help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Who answers.
    pub label: Text,
    /// The number: the digits to dial, perhaps with "-" between groups.
    pub telephone: String,
}

object!(Contact: label telephone;);
