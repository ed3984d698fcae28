//! Declares the catalog of a release: its measures, dimensions, sections and tables.
//!
//! Everything here comes from the codebook, never from the records: two registers under one codebook have the same
//! catalog but for the edition, which tells their tables apart.

use serde::Serialize;

use crate::classification::Classification;
use crate::dimension::{Category, Dimension, TOTAL};
use crate::indicator::Indicator;
use crate::lang::Lang;
use crate::languages::Languages;
use crate::measure::{Break, Measure};
use crate::objects::object;
use crate::population::Population;
use crate::relations::Relations;
use crate::section::{Contact, Headline, Section};
use crate::site::Site;
use crate::text::{Phrase, Text};

/// The most letters of a mark.
const MOST_OF_MARK: usize = 40;
/// The mark of a site whose banner begins with a longer sentence.
const DEMONSTRATION: Phrase = Phrase("Demostración", "Demonstration");

/// One published table, as the catalog lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableEntry {
    /// Its id; its file is `{id}.json` in [`Catalog::folder`].
    pub id: String,
    /// The measure it counts.
    pub measure: String,
    /// Its dimensions, in order.
    pub dimensions: Vec<String>,
    /// Those of its dimensions that are rolled up to the categories directly below the total.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rolled_up: Vec<String>,
}

object!(TableEntry: id measure dimensions; rolled_up);

/// A release that a public folder keeps, as the folder's index lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeptRelease {
    /// The name of the release.
    pub release: String,
    /// The folder of its files below that of the index, with `/` at the end: `releases/2026-10/`.
    pub folder: String,
}

object!(KeptRelease: release folder;);

/// The catalog of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Catalog {
    /// The codebook's identifier.
    pub codebook: String,
    /// The languages of the site. Releases in Spanish and English, Spanish first, do not name them.
    #[serde(skip_serializing_if = "Languages::is_default")]
    pub languages: Languages,
    /// The dashboard's name.
    pub title: Text,
    /// The opening page's heading.
    pub heading: Text,
    /// The opening page's first sentences.
    pub lede: Text,
    /// Who publishes the numbers.
    pub source: Text,
    /// A banner on every page, for demonstrations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Text>,
    /// A warning about what the numbers must not be taken for.
    pub caveat: Text,
    /// The name of this release: `2026-10`.
    pub release: String,
    /// What its tables repeat, so that those of no other release, codebook or run are taken for them: hexadecimal digits of
    /// a hash of all that is published. Empty in releases of older versions.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// The month in which the next release is due: `2027-04`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The smallest count that may be published.
    pub threshold: u64,
    /// Whose site it is, and how it looks.
    #[serde(skip_serializing_if = "Site::is_empty")]
    pub site: Site,
    /// Where help can be had.
    pub contacts: Vec<Contact>,
    /// The id of the time dimension.
    pub time: String,
    /// Years up to this one are closed: no more records of them are expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<u16>,
    /// The closed years whose counts this release corrects, against what earlier releases publish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub revised: Vec<String>,
    /// Years of which nothing was collected, between the first and the last: nobody is counted in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<u16>,
    /// The years in which the way of counting changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// The classifications of others that dimensions follow.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classifications: Vec<Classification>,
    /// How many people live in the categories of some dimensions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub populations: Vec<Population>,
    /// Series that others publish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Every dimension, time first.
    pub dimensions: Vec<Dimension>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The numbers of the opening page.
    pub headlines: Vec<Headline>,
    /// How the numbers depend on each other.
    pub relations: Relations,
    /// The published tables.
    pub tables: Vec<TableEntry>,
    /// Every release that is public, the oldest first. Only the index of a public folder lists them: it is the catalog of
    /// the last one. Whoever opens an earlier one lets it list them too. A release alone has its tables beside its index.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<KeptRelease>,
    /// Whether a link named this release, whichever is the last one. No file says so.
    #[serde(skip)]
    pub pinned: bool,
}

object!(Catalog: codebook title heading lede source caveat release threshold time measures dimensions sections tables; languages edition notice next site contacts closed revised without breaks classifications populations indicators headlines relations releases pinned);

impl Catalog {
    /// The folder of the tables and the certificate below that of the index: empty, or with `/` at the end.
    pub fn folder(&self) -> &str {
        let mut kept = self.releases.iter().rev();
        let own = kept.find(|kept| kept.release == self.release);
        own.map_or("", |kept| kept.folder.as_str())
    }

    /// The folder of the release that a link named; empty for the last one.
    pub fn pinned_folder(&self) -> &str {
        if self.pinned { self.folder() } else { "" }
    }

    /// The day of a release whose name is a day or a month: of a month the first, as JSON-stat's readers read `2026-10`.
    /// `None` where the name says neither.
    pub fn updated(&self) -> Option<String> {
        let parts: Vec<&str> = self.release.split('-').collect();
        let is_number = |(part, length): (&&str, usize)| {
            part.len() == length && part.bytes().all(|letter| letter.is_ascii_digit())
        };
        let is_date = parts.iter().zip([4, 2, 2]).all(is_number);
        match parts.len() {
            2 if is_date => Some(format!("{}-01", self.release)),
            3 if is_date => Some(self.release.clone()),
            _ => None,
        }
    }

    /// What stands before every title where the site has a banner, because its numbers are not what they seem: the words
    /// of the banner before its first colon or full stop, "Datos inventados".
    pub fn mark(&self, lang: Lang) -> Option<&str> {
        let notice = self.notice.as_ref()?.get(lang);
        let words = notice.split([':', '.']).next().unwrap_or_default().trim();
        let is_short = (1..=MOST_OF_MARK).contains(&words.chars().count());
        Some(if is_short {
            words
        } else {
            DEMONSTRATION.get(lang)
        })
    }

    /// Returns a language as previews of links name it (Open Graph): with the country whose parts are on the map, else that
    /// of Latin America. The words of English are Britain's, wherever the numbers are from.
    pub fn locale(&self, lang: Lang) -> String {
        match lang {
            Lang::Es => format!("es_{}", self.country().unwrap_or("LA")),
            Lang::En => "en_GB".into(),
        }
    }

    /// Returns the code of the country of which some dimension has the parts: `CR`.
    fn country(&self) -> Option<&str> {
        let categories = self.dimensions.iter().flat_map(|one| &one.categories);
        let mut parts = categories.filter_map(|one| one.map.get("hasc"));
        let (country, _) = parts.next()?.split_once('.')?;
        Some(country)
    }

    /// The measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The dimension with this id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The series with this id that others publish.
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

    /// The dimensions of a table as its file has them, rolled up where its entry says so.
    pub fn dimensions_of(&self, table: &TableEntry) -> Vec<Dimension> {
        let mut dimensions = Vec::new();
        for id in &table.dimensions {
            if let Some(dimension) = self.dimension(id) {
                let is_rolled_up = table.rolled_up.contains(id);
                let dimension = if is_rolled_up {
                    dimension.roll_up()
                } else {
                    dimension.clone()
                };
                dimensions.push(dimension.without_catalog_fields());
            }
        }
        dimensions
    }

    /// The smallest table of a measure that has all these dimensions, each with these categories.
    pub fn table_for(&self, measure: &str, wanted: &[(&str, Categories)]) -> Option<&TableEntry> {
        // What is wanted is looked up once, not for each table.
        let mut needs = Vec::new();
        for (id, categories) in wanted {
            needs.push((*id, categories.are_inner(self.dimension(id)?)?));
        }
        let lists = |ids: &[String], id: &str| ids.iter().any(|listed| listed == id);
        let has = |table: &TableEntry, (id, inner): &(&str, bool)| {
            lists(&table.dimensions, id) && !(*inner && lists(&table.rolled_up, id))
        };
        let fits = |table: &&TableEntry| {
            table.measure == measure && needs.iter().all(|need| has(table, need))
        };
        let tables = self.tables.iter().filter(fits);
        tables.min_by_key(|table| table.dimensions.len())
    }
}

/// Categories that a table must have of one of its dimensions.
#[derive(Clone, Copy, Debug)]
pub enum Categories<'a> {
    /// All that the dimension has.
    All,
    /// Those directly below the total, which every table of the dimension has.
    Outermost,
    /// Those with these codes, which may include the total's.
    Listed(&'a [&'a str]),
}

impl Categories<'_> {
    /// Whether a table that is rolled up lacks some of them; `None` if the dimension has no such category.
    fn are_inner(&self, dimension: &Dimension) -> Option<bool> {
        let is_inner = |category: &Category| category.parent_or_total() != Some(TOTAL);
        match self {
            Categories::All => Some(dimension.categories.iter().any(is_inner)),
            Categories::Outermost => Some(false),
            Categories::Listed(codes) => {
                let mut inner = false;
                for code in *codes {
                    inner |= *code != TOTAL && is_inner(dimension.category(code)?);
                }
                Some(inner)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_dated_by_its_name_if_that_is_a_month_or_a_day() {
        for (release, updated) in [
            ("2026-10", Some("2026-10-01")),
            ("2026-10-31", Some("2026-10-31")),
            ("2026", None),
            ("R1", None),
            ("2026-10b", None),
            ("2026-10-31-2", None),
        ] {
            let catalog = Catalog {
                release: release.into(),
                ..Catalog::default()
            };
            assert_eq!(catalog.updated().as_deref(), updated, "{release}");
        }
    }

    #[test]
    fn the_mark_of_a_site_is_the_beginning_of_its_banner() {
        let long = "Los registros de esta demostración son inventados.";
        for (banner, mark) in [
            ("Datos inventados: nadie existe.", "Datos inventados"),
            ("Datos inventados. Nadie existe.", "Datos inventados"),
            (" Prueba ", "Prueba"),
            (long, "Demostración"),
            ("", "Demostración"),
            (": nada", "Demostración"),
        ] {
            let catalog = Catalog {
                notice: Some(Text::new(banner, banner)),
                ..Catalog::default()
            };
            assert_eq!(catalog.mark(Lang::Es), Some(mark), "{banner}");
        }
        assert_eq!(Catalog::default().mark(Lang::Es), None);
    }
}
