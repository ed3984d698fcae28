//! Declares the keys of `[[dimension]]`: what is read, with which code list.

use crate::placed::Placed;
use cube::{Drawn, Lang, Role};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::{records::UnresolvedPolicy, source::RowKind, texts::Words};

/// An attribute of persons or of events.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dimension {
    /// Its identifier, also its key in links.
    pub id: Placed<String>,
    /// The label that readers see.
    pub label: Words,
    /// The identifier that the same attribute had in earlier releases, if that was another one.
    pub replaces: Option<Placed<String>>,
    /// The column that it is read from. Several dimensions may read one column.
    pub column: Option<Placed<String>>,
    /// Which answers its fields contain: one category, an age, or several categories.
    #[serde(default)]
    pub kind: Kind,
    /// Whether it is read from rows of persons or from rows of events; by default, from rows of persons.
    pub of: Option<Placed<RowKind>>,
    /// The text between several answers, for kind "multi".
    pub separator: Option<Placed<String>>,
    /// The column with the date of birth, for kind "age". The age is computed from it if it is missing.
    pub birth: Option<Placed<String>>,
    /// The column with the date at which the age is computed, if there is a date of birth.
    pub on: Option<Placed<String>>,
    /// How an age that differs by more than a year from the date of birth is treated.
    pub disagree: Option<Placed<AgeConflictPolicy>>,
    /// Whether the workbook for collecting requires an answer.
    #[serde(default)]
    pub required: bool,
    /// How a value that no rule resolves is treated; by default, as in `[records]`.
    pub unsettled: Option<Placed<UnresolvedPolicy>>,
    /// The role of the dimension in JSON-stat.
    #[serde(default)]
    #[schemars(with = "RoleSchema")]
    pub role: Role,
    /// The code of the category of values that no category lists. Without it, such values are unresolved.
    pub otherwise: Option<Placed<String>>,
    /// What it means: shown beside the numbers and in the workbook for collecting.
    pub definition: Option<Words>,
    /// What readers must know to interpret the numbers.
    pub note: Option<Words>,
    /// The source of the code list, for readers of the codebook.
    #[serde(rename = "source")]
    pub _source: Option<String>,
    /// For a dimension of outcomes, which are known only after some years: the years whose outcomes are final.
    pub settled: Option<Settled>,
    /// Whether its categories have an order of their own, from low to high: charts keep it. Others are drawn from the
    /// largest number to the smallest. Ages are ordered if nothing is said.
    pub ordered: Option<bool>,
    /// How its categories are drawn: "strip", as one bar that is everybody, or "bars", a row for each. By default, up to
    /// four categories of one answer are a strip.
    #[schemars(with = "Option<DrawnSchema>")]
    pub drawn: Option<Drawn>,
    /// For a dimension of destinations: the identifier of the dimension of origins. Both are then drawn as a flow.
    pub flows_from: Option<Placed<String>>,
    /// For ages: the identifier of a dimension with two groups, such as sex. Both are then drawn as a pyramid.
    pub mirrored_by: Option<Placed<String>>,
    /// Named corrections, tried before codes, labels and spellings.
    #[serde(default)]
    pub correct: Vec<Correction>,
    /// The code list, parents before their children.
    pub categories: Vec<Category>,
}

impl Dimension {
    /// The kind of rows that it is read from.
    pub(crate) fn row_kind(&self) -> RowKind {
        self.of.as_ref().map(|of| *of.get_ref()).unwrap_or_default()
    }
}

/// The role of a dimension in JSON-stat.
#[derive(JsonSchema)]
#[schemars(rename = "Role")]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes `cube::Role` in the schema")]
enum RoleSchema {
    /// The dimension is a place.
    Geo,
    /// The dimension is anything else.
    Attribute,
}

/// How the categories of a dimension are drawn.
#[derive(JsonSchema)]
#[schemars(rename = "Drawn")]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes `cube::Drawn` in the schema")]
enum DrawnSchema {
    /// A row with a bar for each.
    Bars,
    /// One bar that is everybody.
    Strip,
}

/// Which answers the fields of a dimension contain.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// One category.
    #[default]
    Code,
    /// An age in whole years, grouped by `from` and `to`.
    Age,
    /// Several categories in one field.
    Multi,
}

/// How an age that differs by more than a year from the date of birth is treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AgeConflictPolicy {
    /// The answer becomes the category for "not known".
    #[default]
    Unknown,
    /// The age is used.
    Age,
    /// The date of birth is used.
    Birth,
    /// The row is set aside.
    SetAside,
}

/// The years whose outcomes are final. Outcomes of later years, and of sums that include one, are not published. The
/// dimension is crossed with years alone.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settled {
    /// The last of these years.
    pub until: Placed<u16>,
    /// The codes of pending outcomes: categories that are empty in these years.
    #[serde(default)]
    pub pending: Vec<Placed<String>>,
}

/// A named correction.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correction {
    /// Its name in reports.
    pub rule: Placed<String>,
    /// The values to correct. Case, accents and white space make no difference.
    pub from: Vec<Placed<String>>,
    /// The code of the category that these values become.
    pub to: Placed<String>,
}

/// One category of a code list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Category {
    /// Its code, a part of links and file names: never change it.
    pub code: Placed<String>,
    /// Its label in Spanish.
    pub es: Option<String>,
    /// Its label in English.
    pub en: Option<String>,
    /// The code of the category that contains it.
    pub parent: Option<Placed<String>>,
    /// The codes under which earlier releases counted these persons, where that was not this code: what was renamed, what
    /// was merged into this category, or what it was split off from.
    #[serde(default)]
    pub replaces: Vec<Placed<String>>,
    /// The first age that it covers, for kind "age".
    pub from: Option<Placed<u16>>,
    /// The last age that it covers; by default, all older ages.
    pub to: Option<Placed<u16>>,
    /// Whether it means "not known".
    #[serde(default)]
    pub unknown: bool,
    /// Whether it holds what no other category names: charts draw it grey, after the others.
    #[serde(default)]
    pub other: bool,
    /// Without effect, and said so: it once published counts of "not known" however small.
    #[serde(default)]
    #[schemars(skip)]
    pub unprotected: Option<Placed<bool>>,
    /// Spellings that are correct in the register: read as they are, and not counted as corrections.
    #[serde(default)]
    pub verbatim: Vec<Placed<String>>,
    /// Other spellings: corrected by the rule `synonym`, and counted as corrections.
    #[serde(default)]
    pub spellings: Vec<Placed<String>>,
    /// What it means: shown beside the numbers and in the workbook for collecting.
    pub definition: Option<Words>,
    /// What readers must know to interpret the numbers.
    pub note: Option<Words>,
    /// A sentence on its share where more than half are in it, without full stop; `{}` is the share: “El {} son mujeres o
    /// niñas”.
    pub sentence: Option<Words>,
    /// Its names in other classifications.
    #[serde(default)]
    pub map: Map,
    /// Its code in IC-TIP. Leave it out until the official table is available.
    #[serde(default)]
    pub ic_tip: String,
}

impl Category {
    /// Its label in a language.
    pub(crate) fn label(&self, lang: Lang) -> &Option<String> {
        match lang {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        }
    }

    /// Its label in a language, to be changed.
    pub(crate) fn label_mut(&mut self, lang: Lang) -> &mut Option<String> {
        match lang {
            Lang::Es => &mut self.es,
            Lang::En => &mut self.en,
        }
    }

    /// Its labels in the languages in which they are written.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &String> {
        let labels = Lang::ALL.into_iter();
        labels.filter_map(|lang| self.label(lang).as_ref())
    }
}

/// The names of a category in other classifications, and its place on a map.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Map {
    /// In UNODC's questionnaire for the Global Report on Trafficking in Persons.
    pub glotip: Option<String>,
    /// In the International Classification of Crime for Statistical Purposes.
    pub iccs: Option<String>,
    /// In the Human Trafficking Case Data Standard, version 2.
    pub htcds: Option<String>,
    /// For a map of the world: countries and regions by their numbers in UN M49, with spaces between them.
    pub m49: Option<String>,
    /// For a map of a country: the code of its part among the Hierarchical Administrative Subdivision Codes.
    pub hasc: Option<String>,
}
