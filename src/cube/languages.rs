//! Declares the languages of a site: the default one, and others with folders of their own.

use std::slice::Iter;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::lang::Lang;
use crate::objects::{Mistake, Read};
use crate::text::{Phrase, Text};

/// The languages of a site. There is at least one; the first is the default, whose pages are at the root of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages(Vec<Lang>);

/// Those of releases that name none: Spanish and English.
impl Default for Languages {
    fn default() -> Self {
        Languages(vec![Lang::Es, Lang::En])
    }
}

impl Languages {
    /// Makes the list of a site's languages, the default one first; `None` of an empty list.
    pub fn new(languages: Vec<Lang>) -> Option<Languages> {
        (!languages.is_empty()).then_some(Languages(languages))
    }

    /// Returns the default language.
    pub fn first(&self) -> Lang {
        self.0.first().copied().unwrap_or(Lang::Es)
    }

    /// Returns the same languages with another one first.
    pub fn beginning_with(&self, first: Lang) -> Languages {
        let others = self.0.iter().copied().filter(|lang| *lang != first);
        Languages([first].into_iter().chain(others).collect())
    }

    /// Lists the languages, the default one first.
    pub fn iter(&self) -> Iter<'_, Lang> {
        self.0.iter()
    }

    /// Decides whether a language is among them.
    pub fn has(&self, lang: Lang) -> bool {
        self.0.contains(&lang)
    }

    /// Decides whether they are those of a release that names none.
    pub fn is_default(&self) -> bool {
        *self == Languages::default()
    }

    /// Returns the folder of a language below the root of the site: empty for the default one, `en/` for others.
    pub fn folder(&self, lang: Lang) -> String {
        if lang == self.first() {
            String::new()
        } else {
            format!("{}/", lang.tag())
        }
    }

    /// Returns the folder of a page below the root of the site, from its name in each language.
    pub fn folder_of(&self, lang: Lang, page: Phrase) -> String {
        self.folder(lang) + page.get(lang)
    }

    /// Makes a text of what `write` says in each of these languages.
    pub fn write_text(&self, write: impl Fn(Lang) -> String) -> Text {
        let mut text = Text::default();
        for lang in &self.0 {
            text.set(*lang, write(*lang));
        }
        text
    }
}

impl<'a> IntoIterator for &'a Languages {
    type Item = &'a Lang;
    type IntoIter = Iter<'a, Lang>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Languages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Read for Languages {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let mut tags = Vec::<String>::new();
        tags.read(value)?;
        let known: Option<Vec<Lang>> = tags.iter().map(|tag| Lang::from_tag(tag)).collect();
        let languages = known.and_then(Languages::new);
        *self = languages.ok_or_else(|| Mistake::expected("a list of known languages"))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Result<Languages, String> {
        let mut languages = Languages::default();
        let read = languages.read(value);
        read.map(|()| languages)
            .map_err(|mistake| mistake.to_string())
    }

    #[test]
    fn the_languages_of_a_site_are_written_and_read_in_their_order() {
        for languages in [vec![Lang::En], vec![Lang::En, Lang::Es]] {
            let languages = Languages::new(languages).unwrap();
            assert_eq!(read(json!(languages)), Ok(languages));
        }
        assert_eq!(Languages::new(vec![]), None);
        for value in [json!([]), json!(["es", "tlh"])] {
            assert_eq!(
                read(value),
                Err("a list of known languages is expected".into())
            );
        }
    }

    #[test]
    fn the_default_language_is_at_the_root() {
        let languages = Languages::new(vec![Lang::En, Lang::Es]).unwrap();
        let page = Phrase("calidad/", "quality/");
        assert_eq!(
            Lang::ALL.map(|lang| languages.folder_of(lang, page)),
            ["es/calidad/", "quality/"]
        );
    }
}
