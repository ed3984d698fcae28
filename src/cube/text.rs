//! Declares texts: those of the program, in every language that it has words in, and those of a codebook, in some.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use crate::lang::Lang;
use crate::objects::{Mistake, Object, Read};

/// A fixed phrase of the program, in Spanish and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(pub &'static str, pub &'static str);

impl Phrase {
    /// Returns the phrase in one language.
    pub const fn get(self, lang: Lang) -> &'static str {
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

/// A text in some of the languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text([Option<String>; Lang::ALL.len()]);

impl Text {
    /// Makes a text of its Spanish and its English words.
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Self {
        Text([Some(es.into()), Some(en.into())])
    }

    /// Returns the text in a language; where it lacks that, in the first that it has.
    pub fn get(&self, lang: Lang) -> &str {
        let own = self.0[lang as usize].as_ref();
        let words = own.or_else(|| self.0.iter().flatten().next());
        words.map_or("", String::as_str)
    }

    /// Returns the text in a language, if it has that.
    pub fn find(&self, lang: Lang) -> Option<&String> {
        self.0[lang as usize].as_ref()
    }

    /// Sets the text in a language.
    pub fn set(&mut self, lang: Lang, words: impl Into<String>) {
        self.0[lang as usize] = Some(words.into());
    }

    /// Lists what it says in the languages that it has.
    pub fn iter(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flatten()
    }
}

/// An object with the tags of the languages that it has: `{"es": "Edad", "en": "Age"}`.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (lang, words) in Lang::ALL.iter().zip(&self.0) {
            if let Some(words) = words {
                object.serialize_entry(lang.tag(), words)?;
            }
        }
        object.end()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = Text::default();
        for (lang, words) in BTreeMap::<Lang, String>::deserialize(deserializer)? {
            text.set(lang, words);
        }
        Ok(text)
    }
}

impl Read for Text {
    fn read(&mut self, value: Value) -> Result<(), Mistake> {
        let mut object = Object::open(value)?;
        for (lang, words) in Lang::ALL.iter().zip(&mut self.0) {
            object.optional(lang.tag(), words);
        }
        object.close()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Result<Text, String> {
        let mut text = Text::default();
        let read = text.read(value);
        read.map(|()| text).map_err(|mistake| mistake.to_string())
    }

    #[test]
    fn a_text_is_written_and_read_in_the_languages_that_it_has() {
        let both = Text::new("Edad", "Age");
        assert_eq!(
            serde_json::to_string(&both).unwrap(),
            r#"{"es":"Edad","en":"Age"}"#
        );
        for value in [
            json!({"es": "", "en": "Age"}),
            json!({"en": "Age"}),
            json!({}),
        ] {
            let text = read(value.clone()).unwrap();
            assert_eq!(serde_json::to_value(&text).unwrap(), value);
        }
        let unknown = Err("tlh: no such field is expected".into());
        assert_eq!(read(json!({"es": "Edad", "tlh": "ben"})), unknown);
    }

    #[test]
    fn a_language_that_is_missing_is_stood_in_for() {
        let mut text = Text::default();
        assert_eq!(text.get(Lang::Es), "");
        text.set(Lang::En, "Age");
        assert_eq!(Lang::ALL.map(|lang| text.get(lang)), ["Age", "Age"]);
        assert_eq!(text.find(Lang::Es), None);
        text.set(Lang::Es, "Edad");
        assert_eq!(Lang::ALL.map(|lang| text.get(lang)), ["Edad", "Age"]);
    }
}
