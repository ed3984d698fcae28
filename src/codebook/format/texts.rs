//! Reads texts in both languages, and values that are one text or a list of texts.

use std::{borrow::Cow, fmt};

use cube::Text;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};

use crate::placed::Placed;

/// A text in Spanish and in English.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct Words(pub Text);

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        words.0
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text in Spanish and in English.",
            "type": "object",
            "properties": { "es": { "type": "string" }, "en": { "type": "string" } },
            "required": ["es", "en"],
            "additionalProperties": false,
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
