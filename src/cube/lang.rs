//! Declares the languages in which the program has words.
//!
//! A further language is a variant here with its manner of writing, and words wherever the compiler then misses them.

use serde::{Deserialize, Serialize};

/// A language in which the program has words. Which one is the default of a site, its catalog says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}

/// How a language is named and how it writes numbers.
pub struct Manner {
    /// The BCP 47 tag that pages declare. It also names the language's folder and its texts.
    pub tag: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// What stands between groups of three digits.
    pub group: char,
    /// What stands before decimals.
    pub point: char,
    /// What stands after a number of per cent.
    pub percent: &'static str,
}

impl Lang {
    /// Every language.
    pub const ALL: [Lang; 2] = [Lang::Es, Lang::En];
    /// The tags of all languages, in the same order.
    pub const TAGS: [&'static str; Lang::ALL.len()] = list_tags();

    /// Returns how it is named and how it writes numbers.
    pub const fn manner(self) -> &'static Manner {
        match self {
            Lang::Es => &Manner {
                tag: "es",
                name: "Español",
                group: '\u{a0}',
                point: ',',
                percent: "\u{a0}%",
            },
            Lang::En => &Manner {
                tag: "en",
                name: "English",
                group: ',',
                point: '.',
                percent: "%",
            },
        }
    }

    /// Returns the BCP 47 tag that pages declare.
    pub const fn tag(self) -> &'static str {
        self.manner().tag
    }

    /// Finds the language with a tag.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }
}

const fn list_tags() -> [&'static str; Lang::ALL.len()] {
    let mut tags = [""; Lang::ALL.len()];
    let mut at = 0;
    while at < tags.len() {
        tags[at] = Lang::ALL[at].tag();
        at += 1;
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_listed_once_with_a_tag_of_its_own() {
        for (at, lang) in Lang::ALL.into_iter().enumerate() {
            assert_eq!(lang as usize, at, "texts are kept in this order");
            assert_eq!(Lang::from_tag(Lang::TAGS[at]), Some(lang));
            assert_eq!(serde_json::json!(lang), lang.tag());
        }
    }
}
