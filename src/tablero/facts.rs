//! Reads the file of known numbers: counts in print elsewhere that an attacker may use besides the release.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use attack::Fact;
use cube::Address;
use serde::Deserialize;
use thiserror::Error;

/// Why the file of known numbers cannot be read.
#[derive(Debug, Error)]
pub enum FactsError {
    /// The file is missing or cannot be read.
    #[error("{}: the file of known numbers cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The file is not TOML or has other keys.
    #[error("{}: {source}", .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// The mistake and its line.
        source: toml::de::Error,
    },
    /// A fact has no number, or both a value and a bound.
    #[error("{}: write either “value”, or “at_least” and “at_most”, for the fact from “{source_of}”", .file.display())]
    NumberOrBounds {
        /// The file.
        file: PathBuf,
        /// The source of the fact.
        source_of: String,
    },
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactsFile {
    #[serde(default)]
    fact: Vec<FactEntry>,
}

/// A fact in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactEntry {
    measure: String,
    #[serde(default)]
    pins: BTreeMap<String, String>,
    value: Option<u64>,
    at_least: Option<u64>,
    at_most: Option<u64>,
    source: String,
}

/// Reads facts: `[[fact]]` with `measure`, `pins`, `value` (or `at_least`, `at_most`) and `source`.
pub fn read(file: &Path) -> Result<Vec<Fact>, FactsError> {
    let text = fs::read_to_string(file).map_err(|source| FactsError::Unreadable {
        file: file.into(),
        source,
    })?;
    let facts: FactsFile = toml::from_str(&text).map_err(|source| FactsError::Malformed {
        file: file.into(),
        source,
    })?;
    facts
        .fact
        .into_iter()
        .map(|entry| parse_fact(file, entry))
        .collect()
}

/// Checks the numbers of a fact.
fn parse_fact(file: &Path, entry: FactEntry) -> Result<Fact, FactsError> {
    let FactEntry {
        measure,
        pins,
        value,
        at_least,
        at_most,
        source,
    } = entry;
    let (low, high) = match (value, at_least, at_most) {
        (Some(value), None, None) => (value, Some(value)),
        (None, Some(low), high) => (low, high),
        (None, None, Some(high)) => (0, Some(high)),
        _ => {
            return Err(FactsError::NumberOrBounds {
                file: file.into(),
                source_of: source,
            });
        }
    };
    Ok(Fact {
        address: Address { measure, pins },
        low,
        high,
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> Result<Vec<String>, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        let message = |error: FactsError| {
            error
                .to_string()
                .replace(&file.path().display().to_string(), "facts.toml")
        };
        Ok(read(file.path())
            .map_err(message)?
            .iter()
            .map(ToString::to_string)
            .collect())
    }

    #[test]
    fn a_fact_has_a_value_or_bounds() {
        let text = "
            [[fact]]
            measure = \"acreditadas\"
            pins = { anio = \"2024\", sexo = \"M\" }
            value = 1
            source = \"TIP Report 2025\"
            [[fact]]
            measure = \"acreditadas\"
            at_least = 62
            source = \"UNODC\"
        ";
        let read = [
            "acreditadas anio=2024 sexo=M: 1 (TIP Report 2025)",
            "acreditadas: at least 62 (UNODC)",
        ];
        assert_eq!(facts(text).unwrap(), read);
        let unclear = "[[fact]]\nmeasure = \"n\"\nvalue = 1\nat_most = 2\nsource = \"S\"";
        let message =
            "facts.toml: write either “value”, or “at_least” and “at_most”, for the fact from “S”";
        assert_eq!(facts(unclear).unwrap_err(), message);
    }
}
