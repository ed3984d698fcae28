//! Dimensions as they are written: what is read, by which code list.

use cube::{Role, Text};
use serde::Deserialize;
use toml::Spanned;

use super::Unsettled;

/// Something that is known of each person, or of each event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Dimension {
    /// Its identifier, also its key in links.
    pub id: Spanned<String>,
    /// What readers see.
    pub label: Text,
    /// Where it is read from; several dimensions may read one column. Only what is derived may leave it out.
    pub column: Option<Spanned<String>>,
    /// How it is answered.
    #[serde(default)]
    pub kind: Kind,
    /// Whether its answers stand in rows that are persons or in rows that are events.
    pub of: Option<Spanned<Of>>,
    /// What stands between answers, if there may be several.
    pub separator: Option<Spanned<String>>,
    /// For kind "age": the column with the date of birth, from which the age is reckoned too.
    pub birth: Option<Spanned<String>>,
    /// The column with the date on which a person has that age.
    pub on: Option<Spanned<String>>,
    /// What becomes of an age that lies more than a year from the date of birth.
    pub disagree: Option<Spanned<Disagree>>,
    /// Whether it must be filled in where records are collected.
    #[serde(default)]
    pub required: bool,
    /// What becomes of what no rule settles; as `[records]` says if it is left out.
    pub unsettled: Option<Spanned<Unsettled>>,
    /// What the dimension tells of, in JSON-stat's words.
    #[serde(default)]
    pub role: Role,
    /// The category of values that no category names.
    pub otherwise: Option<Spanned<String>>,
    /// What it means, shown beside the numbers and where records are collected.
    pub definition: Option<Text>,
    /// What a reader must know to read it right.
    pub note: Option<Text>,
    /// Where the code list comes from; for the reader of the codebook only.
    #[serde(rename = "source")]
    pub _source: Option<String>,
    /// Named corrections, tried before anything else.
    #[serde(default)]
    pub correct: Vec<Correction>,
    /// The code list, parents before their children.
    pub categories: Vec<Category>,
}

impl Dimension {
    /// In which rows its answers stand.
    pub(in crate::codebook) fn of(&self) -> Of {
        self.of.as_ref().map(|of| *of.get_ref()).unwrap_or_default()
    }
}

/// How a dimension is answered.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::codebook) enum Kind {
    /// One category.
    #[default]
    Code,
    /// Whole years of age, grouped by `from` and `to`.
    Age,
    /// Several categories in one field.
    Multi,
}

/// Whether answers stand in rows that are persons or in rows that are events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Of {
    /// In rows that are persons.
    #[default]
    Persons,
    /// In rows that are events: a person's answers are those of all their events.
    Events,
}

/// What becomes of an age that lies more than a year from the date of birth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Disagree {
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

/// A named correction.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Correction {
    /// Its name, which the report counts it by.
    pub rule: Spanned<String>,
    /// What stands in the field; compared as spellings are.
    pub from: Vec<Spanned<String>>,
    /// The code of the category that it means.
    pub to: Spanned<String>,
}

/// One category of a code list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Category {
    /// Its code, which links and files hold: it never changes.
    pub code: Spanned<String>,
    /// Its label in Spanish.
    pub es: String,
    /// Its label in English.
    pub en: String,
    /// The code of the category that contains it.
    pub parent: Option<Spanned<String>>,
    /// The first year of age that it covers.
    pub from: Option<Spanned<u16>>,
    /// The last one; everybody older if it is left out.
    pub to: Option<Spanned<u16>>,
    /// Whether it stands for "not known".
    #[serde(default)]
    pub unknown: bool,
    /// Whether its counts may be published however small: only where it stands for "not known".
    #[serde(default)]
    pub unprotected: bool,
    /// What the register writes by its own rules: taken as it stands.
    #[serde(default)]
    pub verbatim: Vec<Spanned<String>>,
    /// What people write instead: corrected by the rule "synonym".
    #[serde(default)]
    pub spellings: Vec<Spanned<String>>,
    /// What it means, shown beside the numbers and where records are collected.
    pub definition: Option<Text>,
    /// What a reader must know to read it right.
    pub note: Option<Text>,
    /// What other classifications call it.
    #[serde(default)]
    pub map: Map,
    /// Its code in IC-TIP: it stays empty until the official table is at hand.
    #[serde(default)]
    pub ic_tip: String,
}

/// What other classifications call a category.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::codebook) struct Map {
    /// In UNODC's questionnaire for the Global Report on Trafficking in Persons.
    pub glotip: Option<String>,
    /// In the International Classification of Crime for Statistical Purposes.
    pub iccs: Option<String>,
    /// In the Human Trafficking Case Data Standard, version 2.
    pub htcds: Option<String>,
}
