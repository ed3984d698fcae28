//! The file of decisions: pairs that may be the same application, and what a person decided about them.
//!
//! It holds pseudonyms, the places of rows and the names of what agrees, and no value of any record. It is confidential
//! all the same: whoever has the records sees who is meant.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::link::{
    pseudonym::{Hasher, Pseudonym},
    secret::Secret,
};

/// The version of the file's format.
const FORMAT: u64 = 1;

/// What the file says of itself.
const HEAD: &str = "\
# CONFIDENCIAL: no publicar ni compartir. Dice qué registros podrían ser de una misma persona.
#
# Cada [[pair]] propone que dos solicitudes son la misma. Búsquelas donde dicen a_rows y b_rows, y escriba en decision:
#   \"same\"       son la misma solicitud: se contarán una vez
#   \"different\"  son dos solicitudes: no se volverá a proponer
#   \"open\"       falta decidir: se cuentan las dos
# En note puede escribir la razón, sin datos de la persona. Cualquier otro comentario se pierde al proponer de nuevo.
";

/// What was decided about a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Open,
    /// Both are one application.
    Same,
    /// They are two.
    Different,
}

/// Two applications that may be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// One of them; the lesser pseudonym.
    pub a: Pseudonym,
    /// The other.
    pub b: Pseudonym,
    /// The rule that proposed it.
    pub rule: String,
    /// Where the rows of one stood when it was proposed.
    #[serde(default)]
    pub a_rows: Vec<String>,
    /// Where the rows of the other stood.
    #[serde(default)]
    pub b_rows: Vec<String>,
    /// The dimensions and measures in which both say the same.
    #[serde(default)]
    pub agree: Vec<String>,
    /// Those in which both are known and differ.
    #[serde(default)]
    pub differ: Vec<String>,
    /// What was decided.
    pub decision: Decision,
    /// Why, in the words of whoever decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// All pairs, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    pairs: BTreeMap<(Pseudonym, Pseudonym), Pair>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    format: u64,
    /// A pseudonym of nobody, by which another secret is recognized.
    key: Pseudonym,
    #[serde(default)]
    pair: Vec<Pair>,
}

/// Why decisions cannot be used.
#[derive(Debug, Error)]
pub enum DecisionsError {
    /// There is no such file, or it may not be read.
    #[error("{file}: the decisions cannot be read: {source}")]
    Unreadable {
        /// The file as it was named.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is not a file of decisions.
    #[error("{file}, line {line}: {message}")]
    NotDecisions {
        /// The file as it was named.
        file: String,
        /// From 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Its format is another one.
    #[error(
        "{file}: this is format {found} of decisions; this version of tablero reads format {FORMAT}"
    )]
    OtherFormat {
        /// The file as it was named.
        file: String,
        /// What it says.
        found: u64,
    },
    /// Its pseudonyms were made with another secret.
    #[error(
        "{file}: these decisions were made with another key, so that none of them would fit any row"
    )]
    OtherKey {
        /// The file as it was named.
        file: String,
    },
    /// The secret of this run would be forgotten.
    #[error(
        "decisions need a key that stays the same from run to run: name its file with --key, or set TABLERO_KEY"
    )]
    NoKey,
}

impl Decisions {
    /// No decisions yet.
    pub fn new(secret: &Secret) -> Result<Self, DecisionsError> {
        if secret.is_lasting() {
            Ok(Decisions::default())
        } else {
            Err(DecisionsError::NoKey)
        }
    }

    /// Reads a file of decisions.
    pub fn open(path: &Path, secret: &Secret) -> Result<Self, DecisionsError> {
        let file = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, &file, secret),
            Err(source) => Err(DecisionsError::Unreadable { file, source }),
        }
    }

    /// Reads decisions from their text. `file` is what errors call it.
    pub fn parse(text: &str, file: &str, secret: &Secret) -> Result<Self, DecisionsError> {
        Self::new(secret)?;
        let file = file.to_owned();
        let Format { format, key, pair } = toml::from_str(text).map_err(|error| {
            let before = error
                .span()
                .and_then(|span| text.get(..span.start))
                .unwrap_or_default();
            let (line, message) = (before.matches('\n').count() + 1, error.message().to_owned());
            DecisionsError::NotDecisions {
                file: file.clone(),
                line,
                message,
            }
        })?;
        if format != FORMAT {
            return Err(DecisionsError::OtherFormat {
                file,
                found: format,
            });
        }
        if key != nobody(secret) {
            return Err(DecisionsError::OtherKey { file });
        }
        Ok(pair.into_iter().collect())
    }

    /// The text of the file of decisions, which is confidential; the same decisions, the same bytes.
    pub fn to_text(&self, secret: &Secret) -> Result<String, toml::ser::Error> {
        let pair = self.pairs.values().cloned().collect();
        let text = toml::to_string(&Format {
            format: FORMAT,
            key: nobody(secret),
            pair,
        })?;
        Ok(format!("{HEAD}\n{text}"))
    }

    /// Takes over what is proposed now. What was decided stays; what was open and is not proposed any more, goes.
    pub fn propose(&mut self, proposals: Decisions) {
        self.pairs.retain(|_, pair| pair.decision != Decision::Open);
        for (id, proposal) in proposals.pairs {
            let (decision, note) = self
                .pairs
                .remove(&id)
                .map(|pair| (pair.decision, pair.note))
                .unwrap_or_default();
            self.pairs.insert(
                id,
                Pair {
                    decision,
                    note,
                    ..proposal
                },
            );
        }
    }

    /// In the order of their pseudonyms.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.values()
    }

    /// Whether there is a pair of the same two.
    pub fn holds(&self, pair: &Pair) -> bool {
        self.pairs.contains_key(&id(pair))
    }

    /// How many there are of a kind.
    pub fn count(&self, decision: Decision) -> usize {
        self.pairs()
            .filter(|pair| pair.decision == decision)
            .count()
    }
}

impl FromIterator<Pair> for Decisions {
    fn from_iter<T: IntoIterator<Item = Pair>>(pairs: T) -> Self {
        Decisions {
            pairs: pairs.into_iter().map(|pair| (id(&pair), pair)).collect(),
        }
    }
}

/// The two that a pair is of, in whatever order they are named.
fn id(pair: &Pair) -> (Pseudonym, Pseudonym) {
    (pair.a.min(pair.b), pair.a.max(pair.b))
}

fn nobody(secret: &Secret) -> Pseudonym {
    Hasher::new(secret).hash("decisions", [])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(digit: char) -> Secret {
        let text = format!("{}{digit}", "fedcba9876543210".repeat(4));
        Secret::from_text(text.into(), "here").unwrap()
    }

    fn pair(a: &str, b: &str, decision: Decision) -> Pair {
        Pair {
            a: a.parse().unwrap(),
            b: b.parse().unwrap(),
            rule: "birth-30-days".into(),
            a_rows: vec!["pani: pani.csv, line 2".into()],
            b_rows: vec![
                "dgme: dgme.xlsx, sheet Casos 2024, line 7".into(),
                "conatt: r.csv, line 3".into(),
            ],
            agree: vec!["sexo".into(), "edad".into()],
            differ: vec!["provincia".into()],
            decision,
            note: String::new(),
        }
    }

    const WRITTEN: &str = r#"# CONFIDENCIAL: no publicar ni compartir. Dice qué registros podrían ser de una misma persona.
#
# Cada [[pair]] propone que dos solicitudes son la misma. Búsquelas donde dicen a_rows y b_rows, y escriba en decision:
#   "same"       son la misma solicitud: se contarán una vez
#   "different"  son dos solicitudes: no se volverá a proponer
#   "open"       falta decidir: se cuentan las dos
# En note puede escribir la razón, sin datos de la persona. Cualquier otro comentario se pierde al proponer de nuevo.

format = 1
key = "KEY"

[[pair]]
a = "0000000000000000000000000000000a"
b = "0000000000000000000000000000000b"
rule = "birth-30-days"
a_rows = ["pani: pani.csv, line 2"]
b_rows = ["dgme: dgme.xlsx, sheet Casos 2024, line 7", "conatt: r.csv, line 3"]
agree = ["sexo", "edad"]
differ = ["provincia"]
decision = "open"

[[pair]]
a = "0000000000000000000000000000000a"
b = "0000000000000000000000000000000c"
rule = "birth-30-days"
a_rows = ["pani: pani.csv, line 2"]
b_rows = ["dgme: dgme.xlsx, sheet Casos 2024, line 7", "conatt: r.csv, line 3"]
agree = ["sexo", "edad"]
differ = ["provincia"]
decision = "same"
note = "Ambas con el mismo expediente judicial."
"#;

    #[test]
    fn decisions_are_written_for_people_and_read_again() {
        let decided = Pair {
            note: "Ambas con el mismo expediente judicial.".into(),
            ..pair("a", "c", Decision::Same)
        };
        let decisions: Decisions = [decided, pair("a", "b", Decision::Open)]
            .into_iter()
            .collect();
        let text = decisions.to_text(&secret('0')).unwrap();
        assert_eq!(
            text,
            WRITTEN.replace("KEY", &nobody(&secret('0')).to_string())
        );
        assert_eq!(
            Decisions::parse(&text, "d.toml", &secret('0')).unwrap(),
            decisions
        );
    }

    #[test]
    fn what_was_decided_outlives_new_proposals() {
        let mut decisions: Decisions = [
            ("a", "b", Decision::Open),
            ("a", "c", Decision::Same),
            ("b", "c", Decision::Different),
        ]
        .map(|(a, b, decision)| pair(a, b, decision))
        .into_iter()
        .collect();
        let moved = Pair {
            a_rows: vec!["pani: otro.csv, line 9".into()],
            ..pair("c", "a", Decision::Open)
        };
        decisions.propose(
            [moved, pair("a", "d", Decision::Open)]
                .into_iter()
                .collect(),
        );
        let told: Vec<String> = decisions
            .pairs()
            .map(|pair| {
                format!(
                    "{:x} {:x} {:?} {}",
                    pair.a, pair.b, pair.decision, pair.a_rows[0]
                )
            })
            .collect();
        let expected = [
            "c a Same pani: otro.csv, line 9",
            "a d Open pani: pani.csv, line 2",
            "b c Different pani: pani.csv, line 2",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_wrong_with_a_file_of_decisions_is_told() {
        let text = WRITTEN.replace("KEY", &nobody(&secret('0')).to_string());
        let told = |text: &str, secret| {
            Decisions::parse(text, "d.toml", &secret)
                .unwrap_err()
                .to_string()
        };
        let wrong = text.replace("\"open\"\n\n", "\"maybe\"\n\n");
        assert_eq!(
            told(&wrong, secret('0')),
            "d.toml, line 20: unknown variant `maybe`, expected one of `open`, `same`, `different`"
        );
        assert_eq!(
            told(&text.replace("format = 1", "format = 2"), secret('0')),
            "d.toml: this is format 2 of decisions; this version of tablero reads format 1"
        );
        assert_eq!(
            told(&text, secret('1')),
            "d.toml: these decisions were made with another key, so that none of them would fit any row"
        );
        assert_eq!(
            told(&text, Secret::of_this_run().unwrap()),
            "decisions need a key that stays the same from run to run: name its file with --key, or set TABLERO_KEY"
        );
    }
}
