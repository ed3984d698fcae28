//! Reads texts in the languages of a codebook, and values that are one text or a list of texts.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use cube::{Lang, Languages, Text};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};

use crate::placed::Placed;

/// A text in the languages of the codebook, each with its place in the file.
#[derive(Clone)]
pub(crate) struct Words {
    place: Placed<()>,
    written: WrittenWords,
}

#[derive(Clone)]
enum WrittenWords {
    /// A text alone, for codebooks of one language.
    Alone(String),
    /// The text in each language.
    Each(BTreeMap<Lang, Placed<String>>),
}

impl Words {
    /// The whole value with its place.
    pub(crate) fn place(&self) -> &Placed<()> {
        &self.place
    }

    /// The text in a language, if it is written.
    pub(crate) fn find(&self, lang: Lang) -> Option<&Placed<String>> {
        match &self.written {
            WrittenWords::Alone(_) => None,
            WrittenWords::Each(each) => each.get(&lang),
        }
    }

    /// The text in the languages in which it is written.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Placed<String>> {
        Lang::ALL.into_iter().filter_map(|lang| self.find(lang))
    }

    /// Whether it is a text without a language.
    pub(crate) fn is_alone(&self) -> bool {
        matches!(self.written, WrittenWords::Alone(_))
    }

    /// Keeps what is written in these languages. A text alone is in the only one.
    pub(crate) fn keep(&mut self, languages: &Languages) {
        match &mut self.written {
            WrittenWords::Alone(text) if languages.iter().len() == 1 => {
                let text = Placed::new(self.place.span(), std::mem::take(text));
                self.written = WrittenWords::Each([(languages.first(), text)].into());
            }
            WrittenWords::Alone(_) => {}
            WrittenWords::Each(each) => each.retain(|lang, _| languages.has(*lang)),
        }
    }
}

impl From<&Words> for Text {
    fn from(words: &Words) -> Self {
        let mut text = Text::default();
        for lang in Lang::ALL {
            if let Some(written) = words.find(lang) {
                text.set(lang, written.get_ref());
            }
        }
        text
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Text::from(&words)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Placed::<WrittenWords>::deserialize(deserializer)?;
        Ok(Words {
            place: Placed::new(written.span(), ()),
            written: written.into_inner(),
        })
    }
}

impl<'de> Deserialize<'de> for WrittenWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AloneOrEach)
    }
}

struct AloneOrEach;

impl<'de> Visitor<'de> for AloneOrEach {
    type Value = WrittenWords;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text for each language, as in { es = \"…\", en = \"…\" }")
    }

    fn visit_str<E>(self, text: &str) -> Result<WrittenWords, E> {
        Ok(WrittenWords::Alone(text.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<WrittenWords, A::Error> {
        let mut each = BTreeMap::new();
        while let Some((Tag(lang), text)) = map.next_entry()? {
            each.insert(lang, text);
        }
        Ok(WrittenWords::Each(each))
    }
}

/// The tag of a language that the program has words in.
struct Tag(Lang);

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        let lang = Lang::from_tag(&tag);
        lang.map(Tag)
            .ok_or_else(|| D::Error::unknown_field(&tag, &Lang::TAGS))
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let each = Lang::TAGS.map(|tag| (tag, json_schema!({ "type": "string" })));
        json_schema!({
            "description": "A text in each language of the codebook; where that is one, the text alone.",
            "type": ["object", "string"],
            "properties": BTreeMap::from(each),
            "additionalProperties": false,
        })
    }
}

/// The tags of the languages of a codebook, each with its place in the file.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct LanguageTags(pub Placed<Vec<Placed<String>>>);

impl JsonSchema for LanguageTags {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "LanguageTags".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array",
            "items": { "enum": Lang::TAGS },
            "minItems": 1,
            "uniqueItems": true,
        })
    }
}

/// One text or several, each with its place in the file.
#[derive(Clone)]
pub(crate) struct Texts(Placed<Vec<Placed<String>>>);

impl Texts {
    /// The texts, each with its place.
    pub(crate) fn each(&self) -> &[Placed<String>] {
        self.0.get_ref()
    }

    /// The whole value with its place.
    pub(crate) fn place(&self) -> &Placed<Vec<Placed<String>>> {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Placed::<Written>::deserialize(deserializer)?;
        let span = written.span();
        let texts = match written.into_inner() {
            Written::One(text) => vec![Placed::new(span.clone(), text)],
            Written::Several(texts) => texts,
        };
        Ok(Texts(Placed::new(span, texts)))
    }
}

impl JsonSchema for Texts {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "array"], "items": { "type": "string" }, "minItems": 1 })
    }
}

enum Written {
    One(String),
    Several(Vec<Placed<String>>),
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrSeveral)
    }
}

struct OneOrSeveral;

impl<'de> Visitor<'de> for OneOrSeveral {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Written, E> {
        Ok(Written::One(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Written, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element()? {
            texts.push(text);
        }
        Ok(Written::Several(texts))
    }
}
