//! Numbers that are in print elsewhere, as a file: what an outsider may know besides the release.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use attack::Fact;
use cube::Address;
use serde::Deserialize;
use thiserror::Error;

/// Why facts could not be read.
#[derive(Debug, Error)]
pub enum FactsError {
    /// The file is not there or may not be read.
    #[error("{}: the facts cannot be read: {source}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not a list of facts.
    #[error("{}: {source}", .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What is wrong with it, and where.
        source: toml::de::Error,
    },
    /// A fact says nothing, or too much.
    #[error("{}: a fact has either “value” or “at_least” and “at_most”: {source_of}", .file.display())]
    Unclear {
        /// The file.
        file: PathBuf,
        /// Where the fact comes from.
        source_of: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    #[serde(default)]
    fact: Vec<Written>,
}

/// A fact as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
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
    let facts: Facts = toml::from_str(&text).map_err(|source| FactsError::Malformed {
        file: file.into(),
        source,
    })?;
    facts
        .fact
        .into_iter()
        .map(|written| fact(file, written))
        .collect()
}

fn fact(file: &Path, written: Written) -> Result<Fact, FactsError> {
    let Written {
        measure,
        pins,
        value,
        at_least,
        at_most,
        source,
    } = written;
    let (low, high) = match (value, at_least, at_most) {
        (Some(value), None, None) => (value, Some(value)),
        (None, Some(low), high) => (low, high),
        (None, None, Some(high)) => (0, Some(high)),
        _ => {
            return Err(FactsError::Unclear {
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
        let told = |error: FactsError| {
            error
                .to_string()
                .replace(&file.path().display().to_string(), "facts.toml")
        };
        Ok(read(file.path())
            .map_err(told)?
            .iter()
            .map(ToString::to_string)
            .collect())
    }

    #[test]
    fn a_fact_is_a_value_or_has_ends() {
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
        let told = "facts.toml: a fact has either “value” or “at_least” and “at_most”: S";
        assert_eq!(facts(unclear).unwrap_err(), told);
    }
}
