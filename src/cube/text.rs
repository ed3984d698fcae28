//! Declares texts in the two languages of publication.

use serde::{Deserialize, Serialize};

use crate::objects::object;

/// A language of publication. Spanish comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

impl Lang {
    /// Every language, the default one first.
    pub const ALL: [Lang; 2] = [Lang::Es, Lang::En];

    /// The BCP 47 tag that the page declares.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Es => "es",
            Lang::En => "en",
        }
    }
}

/// A fixed phrase of the program, in Spanish and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(pub &'static str, pub &'static str);

impl Phrase {
    /// Returns the phrase in one language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Es => self.0,
            Lang::En => self.1,
        }
    }

    /// Returns the phrase in one language, as a text of its own.
    pub fn text(self, lang: Lang) -> String {
        self.get(lang).to_owned()
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Spanish.
    pub es: String,
    /// In English.
    pub en: String,
}

object!(Text: es en;);

impl Text {
    /// A text from its Spanish and its English words.
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Self {
        Text {
            es: es.into(),
            en: en.into(),
        }
    }

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.es,
            Lang::En => &self.en,
        }
    }
}
