//! Dimensions as they are written: what is read, by which code list.

use crate::placed::Placed;
use cube::Role;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::format::{records::Unsettled, texts::Words};

/// Something that is known of each person, or of each event.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dimension {
    /// Its identifier, also its key in links.
    pub id: Placed<String>,
    /// What readers see.
    pub label: Words,
    /// Where it is read from; several dimensions may read one column. Only what is derived may leave it out.
    pub column: Option<Placed<String>>,
    /// How it is answered.
    #[serde(default)]
    pub kind: Kind,
    /// Whether its answers stand in rows that are persons or in rows that are events.
    pub of: Option<Placed<Of>>,
    /// What stands between answers, if there may be several.
    pub separator: Option<Placed<String>>,
    /// For kind "age": the column with the date of birth, from which the age is reckoned too.
    pub birth: Option<Placed<String>>,
    /// The column with the date on which a person has that age.
    pub on: Option<Placed<String>>,
    /// What becomes of an age that lies more than a year from the date of birth.
    pub disagree: Option<Placed<Disagree>>,
    /// Whether it must be filled in where records are collected.
    #[serde(default)]
    pub required: bool,
    /// What becomes of what no rule settles; as `[records]` says if it is left out.
    pub unsettled: Option<Placed<Unsettled>>,
    /// What the dimension tells of, in JSON-stat's words.
    #[serde(default)]
    #[schemars(with = "RoleSchema")]
    pub role: Role,
    /// The category of values that no category names.
    pub otherwise: Option<Placed<String>>,
    /// What it means, shown beside the numbers and where records are collected.
    pub definition: Option<Words>,
    /// What a reader must know to read it right.
    pub note: Option<Words>,
    /// Where the code list comes from; for the reader of the codebook only.
    #[serde(rename = "source")]
    pub _source: Option<String>,
    /// If it tells what became of persons, which takes until after their year: of which years that is settled.
    pub settled: Option<Settled>,
    /// If it tells where persons came to: the dimension that tells where they came from. Both are then drawn as a flow.
    pub flows_from: Option<Placed<String>>,
    /// Named corrections, tried before anything else.
    #[serde(default)]
    pub correct: Vec<Correction>,
    /// The code list, parents before their children.
    pub categories: Vec<Category>,
}

impl Dimension {
    /// In which rows its answers stand.
    pub(crate) fn of(&self) -> Of {
        self.of.as_ref().map(|of| *of.get_ref()).unwrap_or_default()
    }
}

/// What a dimension tells of, in JSON-stat's words.
#[derive(JsonSchema)]
#[schemars(rename = "Role")]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "the schema's picture of `cube::Role`")]
enum RoleSchema {
    /// A place.
    Geo,
    /// Anything else.
    Attribute,
}

/// How a dimension is answered.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// One category.
    #[default]
    Code,
    /// Whole years of age, grouped by `from` and `to`.
    Age,
    /// Several categories in one field.
    Multi,
}

/// Whether answers stand in rows that are persons or in rows that are events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Of {
    /// In rows that are persons.
    #[default]
    Persons,
    /// In rows that are events: a person's answers are those of all their events.
    Events,
}

/// What becomes of an age that lies more than a year from the date of birth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Disagree {
    /// It becomes the category for "not known".
    #[default]
    Unknown,
    /// The age is believed.
    Age,
    /// The date of birth is believed.
    Birth,
    /// The row is set aside.
    SetAside,
}

/// Of which years it is settled what became of persons. Nothing is published of it for later years, nor for sums that
/// hold any of them, and it is crossed with years alone.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settled {
    /// The last of these years.
    pub until: Placed<u16>,
    /// The codes of what has not ended yet: nobody of these years may be in them.
    #[serde(default)]
    pub pending: Vec<Placed<String>>,
}

/// A named correction.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correction {
    /// Its name, which the report counts it by.
    pub rule: Placed<String>,
    /// What stands in the field; compared as spellings are.
    pub from: Vec<Placed<String>>,
    /// The code of the category that it means.
    pub to: Placed<String>,
}

/// One category of a code list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Category {
    /// Its code, which links and files hold: it never changes.
    pub code: Placed<String>,
    /// Its label in Spanish.
    pub es: String,
    /// Its label in English.
    pub en: String,
    /// The code of the category that contains it.
    pub parent: Option<Placed<String>>,
    /// The first year of age that it covers.
    pub from: Option<Placed<u16>>,
    /// The last one; everybody older if it is left out.
    pub to: Option<Placed<u16>>,
    /// Whether it stands for "not known".
    #[serde(default)]
    pub unknown: bool,
    /// Whether its counts may be published however small: only where it stands for "not known".
    #[serde(default)]
    pub unprotected: bool,
    /// What the register writes by its own rules: taken as it stands.
    #[serde(default)]
    pub verbatim: Vec<Placed<String>>,
    /// What people write instead: corrected by the rule "synonym".
    #[serde(default)]
    pub spellings: Vec<Placed<String>>,
    /// What it means, shown beside the numbers and where records are collected.
    pub definition: Option<Words>,
    /// What a reader must know to read it right.
    pub note: Option<Words>,
    /// What other classifications call it.
    #[serde(default)]
    pub map: Map,
    /// Its code in IC-TIP: it stays empty until the official table is at hand.
    #[serde(default)]
    pub ic_tip: String,
}

/// What other classifications call a category.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Map {
    /// In UNODC's questionnaire for the Global Report on Trafficking in Persons.
    pub glotip: Option<String>,
    /// In the International Classification of Crime for Statistical Purposes.
    pub iccs: Option<String>,
    /// In the Human Trafficking Case Data Standard, version 2.
    pub htcds: Option<String>,
    /// Where it lies in the world: countries and regions by their numbers in UN M49, with spaces between them. With
    /// these, the dashboard can draw a map.
    pub m49: Option<String>,
    /// Which part of a country it is: its code among the Hierarchical Administrative Subdivision Codes. With these, the
    /// dashboard can draw a map.
    pub hasc: Option<String>,
}
