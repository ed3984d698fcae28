//! Keyed hashes in place of what identifies people.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::link::secret::Secret;

/// A keyed hash of what stands in some columns of a row. The same fields have the same pseudonym, but for case, accents
/// and white space; who does not have the secret learns nothing from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// The first half, where memory counts: two records of ten million share it by chance once in 300,000 registers.
    pub(super) fn half(self) -> u64 {
        self.0
            .first_chunk()
            .map(|half| u64::from_be_bytes(*half))
            .unwrap_or_default()
    }
}

impl From<u128> for Pseudonym {
    fn from(number: u128) -> Self {
        Pseudonym(number.to_be_bytes())
    }
}

impl From<Pseudonym> for u128 {
    fn from(pseudonym: Pseudonym) -> Self {
        u128::from_be_bytes(pseudonym.0)
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from(*self))
    }
}

impl fmt::Debug for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::LowerHex for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::LowerHex::fmt(&u128::from(*self), f)
    }
}

impl FromStr for Pseudonym {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Pseudonym::from)
    }
}

impl Serialize for Pseudonym {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pseudonym {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// Makes pseudonyms. What goes in is overwritten by the next.
pub(crate) struct Hasher<'a> {
    secret: &'a Secret,
    text: Vec<u8>,
    plain: String,
}

impl<'a> Hasher<'a> {
    pub(crate) fn new(secret: &'a Secret) -> Self {
        Hasher {
            secret,
            text: Vec::new(),
            plain: String::new(),
        }
    }

    /// The pseudonym of some fields. Those of another domain are never the same, nor those cut elsewhere into fields.
    pub(crate) fn hash<'f>(
        &mut self,
        domain: &str,
        fields: impl IntoIterator<Item = &'f str>,
    ) -> Pseudonym {
        self.text.clear();
        push(&mut self.text, domain.as_bytes());
        for field in fields {
            self.push_plain(field);
        }
        self.secret.hash(&self.text).into()
    }

    /// Without case, accents and superfluous white space. Spellings are compared more loosely; this here must never
    /// change, because all decisions that were made would be lost.
    fn push_plain(&mut self, field: &str) {
        self.plain.clear();
        for word in field.split_whitespace() {
            if !self.plain.is_empty() {
                self.plain.push(' ');
            }
            if word.is_ascii() {
                self.plain
                    .extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
            } else {
                let small = word.to_lowercase();
                self.plain
                    .extend(small.nfkd().filter(|letter| !is_combining_mark(*letter)));
            }
        }
        push(&mut self.text, self.plain.as_bytes());
    }
}

/// Adds a part and its length, so that parts cut elsewhere are another text.
fn push(text: &mut Vec<u8>, part: &[u8]) {
    text.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
    text.extend(part);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pseudonym(domain: &str, fields: &[&str]) -> Pseudonym {
        let text = "0123456789abcdef".repeat(4);
        let secret = Secret::from_text(text.into(), "here").unwrap();
        Hasher::new(&secret).hash(domain, fields.iter().copied())
    }

    #[test]
    fn pseudonyms_stay_the_same_from_version_to_version() {
        assert_eq!(
            pseudonym("expediente", &["ERI-2024-017"]).to_string(),
            "ffaddd733ce2ca169f0f344b4d2b192f"
        );
        assert_eq!(
            pseudonym("nombre|nacimiento", &["Ana Ñ", "1990-01-31"]).to_string(),
            "c16e4e5edde38195b20a514d7e6eb9fe"
        );
    }

    #[test]
    fn case_accents_and_white_space_do_not_distinguish() {
        let one = pseudonym("a", &["José  PÉREZ", "1-0234"]);
        assert_eq!(one, pseudonym("a", &[" jose perez", "1-0234 "]));
        assert_ne!(one, pseudonym("a", &["jose perez", "10234"]));
        assert_ne!(one, pseudonym("b", &["jose perez", "1-0234"]));
    }

    proptest! {
        #[test]
        fn other_fields_have_other_pseudonyms(
            a in proptest::collection::vec("[ab|]{0,3}", 0..4),
            b in proptest::collection::vec("[ab|]{0,3}", 0..4),
        ) {
            fn refs(fields: &[String]) -> Vec<&str> {
                fields.iter().map(String::as_str).collect()
            }
            prop_assert_eq!(a == b, pseudonym("d", &refs(&a)) == pseudonym("d", &refs(&b)));
        }

        #[test]
        fn a_pseudonym_is_read_as_it_is_written(fields in proptest::collection::vec(".{0,9}", 1..3)) {
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            let one = pseudonym("d", &fields);
            prop_assert_eq!(one.to_string().parse::<Pseudonym>(), Ok(one));
        }
    }
}
