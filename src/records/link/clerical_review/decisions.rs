//! Reads and writes the file of decisions: candidate pairs, and what a person decided about each.
//!
//! The file has pseudonyms, the places of rows and the names of fields, and no value of any record.
//! It is confidential all the same: whoever has the records can see who is meant.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::link::{
    pseudonym::{Hasher, Pseudonym},
    secret::Secret,
};

/// The version of the file's format.
const FORMAT: u64 = 1;

/// The comment at the top of the file.
const HEAD: &str = "\
# CONFIDENCIAL: no publicar ni compartir. Dice qué registros podrían ser de una misma persona.
#
# Cada [[pair]] propone que dos solicitudes son la misma. Búsquelas donde dicen a_rows y b_rows, y escriba en decision:
#   \"same\"       son la misma solicitud: se contarán una vez
#   \"different\"  son dos solicitudes: no se volverá a proponer
#   \"open\"       falta decidir: se cuentan las dos
# En note puede escribir la razón, sin datos de la persona. Cualquier otro comentario se pierde al proponer de nuevo.
";

/// A person's decision about a candidate pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Not decided yet.
    #[default]
    Open,
    /// Both are the same application.
    Same,
    /// They are two applications.
    Different,
}

/// A candidate pair: two applications that may be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The pseudonym of one application, the lesser of the two.
    pub a: Pseudonym,
    /// The pseudonym of the other application.
    pub b: Pseudonym,
    /// The blocking rule that found the pair.
    pub rule: String,
    /// The places of the rows of `a` when the pair was found.
    #[serde(default)]
    pub a_rows: Vec<String>,
    /// The places of the rows of `b`.
    #[serde(default)]
    pub b_rows: Vec<String>,
    /// The dimensions and measures in which both have the same value.
    #[serde(default)]
    pub agree: Vec<String>,
    /// Those in which both have known values that differ.
    #[serde(default)]
    pub differ: Vec<String>,
    /// The decision.
    pub decision: Decision,
    /// The reason, in the words of the reviewer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// All candidate pairs with their decisions, each pair once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    pairs: BTreeMap<(Pseudonym, Pseudonym), Pair>,
}

/// The file as TOML.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    format: u64,
    /// A pseudonym that depends on the secret alone: it shows whether the file was made with
    /// another one.
    key: Pseudonym,
    #[serde(default)]
    pair: Vec<Pair>,
}

/// The reasons why decisions cannot be used.
#[derive(Debug, Error)]
pub enum DecisionsError {
    /// The file is missing or may not be read.
    #[error("{file}: the decisions cannot be read: {source}")]
    Unreadable {
        /// The path as the caller gave it.
        file: String,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The file is not a file of decisions.
    #[error("{file}, line {line}: {message}")]
    NotDecisions {
        /// The path as the caller gave it.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The error of the parser.
        message: String,
    },
    /// The file has another version of the format.
    #[error(
        "{file}: this is format {found} of decisions; this version of tablero reads format {FORMAT}"
    )]
    OtherFormat {
        /// The path as the caller gave it.
        file: String,
        /// The version in the file.
        found: u64,
    },
    /// The pseudonyms of the file were made with another secret.
    #[error(
        "{file}: these decisions were made with another key, so that none of them would fit any row; \
         name that key with --key, or set TABLERO_KEY"
    )]
    OtherKey {
        /// The path as the caller gave it.
        file: String,
    },
    /// The secret of this run would be forgotten at its end.
    #[error(
        "decisions need a key that stays the same from run to run: name its file with --key, or set TABLERO_KEY"
    )]
    NoKey,
}

impl Decisions {
    /// Starts without decisions. Fails if the secret would not last until the next run.
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

    /// Parses the text of a file of decisions. Errors name it `file`.
    pub fn parse(text: &str, file: &str, secret: &Secret) -> Result<Self, DecisionsError> {
        Self::new(secret)?;
        let Format { format, key, pair } =
            toml::from_str(text).map_err(|error| not_decisions(&error, text, file))?;
        let file = file.to_owned();
        if format != FORMAT {
            return Err(DecisionsError::OtherFormat {
                file,
                found: format,
            });
        }
        if key != fingerprint(secret) {
            return Err(DecisionsError::OtherKey { file });
        }
        Ok(pair.into_iter().collect())
    }

    /// Writes decisions as text, which is confidential. The same decisions give the same bytes.
    pub fn to_text(&self, secret: &Secret) -> Result<String, toml::ser::Error> {
        let pair = self.pairs.values().cloned().collect();
        let text = toml::to_string(&Format {
            format: FORMAT,
            key: fingerprint(secret),
            pair,
        })?;
        Ok(format!("{HEAD}\n{text}"))
    }

    /// Replaces the open pairs by the candidate pairs found now. Decided pairs stay, with their
    /// decisions and notes.
    pub fn replace_open(&mut self, found: Decisions) {
        self.pairs.retain(|_, pair| pair.decision != Decision::Open);
        for (pseudonyms, mut pair) in found.pairs {
            if let Some(decided) = self.pairs.remove(&pseudonyms) {
                pair.decision = decided.decision;
                pair.note = decided.note;
            }
            self.pairs.insert(pseudonyms, pair);
        }
    }

    /// Returns the pairs in the order of their pseudonyms.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.values()
    }

    /// Returns whether there is a pair of the same two applications.
    pub fn contains(&self, pair: &Pair) -> bool {
        self.pairs.contains_key(&ordered(pair))
    }

    /// Counts the pairs with a decision.
    pub fn count(&self, decision: Decision) -> usize {
        self.pairs()
            .filter(|pair| pair.decision == decision)
            .count()
    }
}

impl FromIterator<Pair> for Decisions {
    fn from_iter<T: IntoIterator<Item = Pair>>(pairs: T) -> Self {
        Decisions {
            pairs: pairs
                .into_iter()
                .map(|pair| (ordered(&pair), pair))
                .collect(),
        }
    }
}

/// Converts an error of the parser, with the line where it begins.
fn not_decisions(error: &toml::de::Error, text: &str, file: &str) -> DecisionsError {
    let before = error
        .span()
        .and_then(|span| text.get(..span.start))
        .unwrap_or_default();
    DecisionsError::NotDecisions {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        message: error.message().to_owned(),
    }
}

/// Returns the two pseudonyms of a pair, the lesser first.
fn ordered(pair: &Pair) -> (Pseudonym, Pseudonym) {
    (pair.a.min(pair.b), pair.a.max(pair.b))
}

/// Returns the pseudonym of no record, by which a secret is recognized.
fn fingerprint(secret: &Secret) -> Pseudonym {
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
            WRITTEN.replace("KEY", &fingerprint(&secret('0')).to_string())
        );
        assert_eq!(
            Decisions::parse(&text, "d.toml", &secret('0')).unwrap(),
            decisions
        );
    }

    #[test]
    fn decided_pairs_outlive_new_candidate_pairs() {
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
        decisions.replace_open(
            [moved, pair("a", "d", Decision::Open)]
                .into_iter()
                .collect(),
        );
        let shown: Vec<String> = decisions
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
        assert_eq!(shown, expected);
    }

    #[test]
    fn errors_in_a_file_of_decisions_name_the_line_and_the_cause() {
        let text = WRITTEN.replace("KEY", &fingerprint(&secret('0')).to_string());
        let shown = |text: &str, secret| {
            Decisions::parse(text, "d.toml", &secret)
                .unwrap_err()
                .to_string()
        };
        let wrong = text.replace("\"open\"\n\n", "\"maybe\"\n\n");
        assert_eq!(
            shown(&wrong, secret('0')),
            "d.toml, line 20: unknown variant `maybe`, expected one of `open`, `same`, `different`"
        );
        assert_eq!(
            shown(&text.replace("format = 1", "format = 2"), secret('0')),
            "d.toml: this is format 2 of decisions; this version of tablero reads format 1"
        );
        assert_eq!(
            shown(&text, secret('1')),
            "d.toml: these decisions were made with another key, so that none of them would fit any row; \
             name that key with --key, or set TABLERO_KEY"
        );
        assert_eq!(
            shown(&text, Secret::for_one_run().unwrap()),
            "decisions need a key that stays the same from run to run: name its file with --key, or set TABLERO_KEY"
        );
    }
}
