//! Makes a codebook with sources, and rows for it from short texts, for the tests of linking.

use crate::link::{row::Row, secret::Secret};
use crate::{
    clean::{AppliedRule, CleanRow, CleanValue},
    row_location::RowLocation,
};
use codebook::{Codebook, Unresolved, sample};

/// Three institutions: the first is trusted most, except for the sex of a person.
const SOURCES: &str = r#"
[[source]]
id = "conatt"

[[source]]
id = "dgme"

[[source]]
id = "pani"

[identity]
trust = ["conatt", "dgme", "pani"]
trust_for = { sexo = ["pani"] }

[[identity.key]]
columns = ["expediente"]

[[identity.key]]
columns = ["nombre", "nacimiento"]

[[identity.near]]
rule = "nacionalidad-30-dias"
same = ["nacionalidad", "edad"]
date = "solicitud"
days = 30

[[measure]]"#;

/// Returns the sample's codebook with sources and identity keys.
pub(crate) fn codebook() -> Codebook {
    codebook_with(&[])
}

/// Returns the same codebook with some changes.
pub(crate) fn codebook_with(changes: &[(&str, &str)]) -> Codebook {
    sample::codebook(&[&[("\n[[measure]]", SOURCES)], changes].concat())
}

/// Returns a secret that is always the same.
pub(crate) fn secret() -> Secret {
    Secret::from_text("0123456789abcdef".repeat(4).into(), "here").unwrap()
}

/// Parses a row whose source has only some columns: `sexo=F edad= solicitud=2024-03-01`.
pub(crate) fn row<'a>(codebook: &'a Codebook, source: usize, line: u64, fields: &str) -> Row<'a> {
    let mut rules = Vec::new();
    let mut dates = Vec::new();
    for measure in &codebook.measures {
        dates.push(match find_field(fields, &measure.date) {
            None => CleanValue::NotCollected,
            Some(text) => text.parse().map_or(
                CleanValue::Unresolved(Unresolved::Missing),
                CleanValue::Valid,
            ),
        });
    }
    let mut answers = Vec::new();
    for dimension in &codebook.dimensions {
        let Some(text) = find_field(fields, &dimension.column) else {
            answers.push(CleanValue::NotCollected);
            continue;
        };
        match dimension.dictionary.read(text) {
            Err(strange) => answers.push(CleanValue::Unresolved(strange)),
            Ok(reading) => {
                rules.extend(reading.rules.into_iter().map(|name| AppliedRule {
                    variable: &dimension.id,
                    name,
                }));
                answers.push(CleanValue::Valid(reading.answer));
            }
        }
    }
    Row {
        source,
        place: RowLocation { file: 0, line },
        by_keys: 0,
        understood: CleanRow {
            dates,
            answers,
            rules,
        },
    }
}

/// Returns the text of a column in fields such as `sexo=F edad=`, if they have the column.
fn find_field<'f>(fields: &'f str, column: &str) -> Option<&'f str> {
    fields
        .split(' ')
        .find_map(|field| field.strip_prefix(column)?.strip_prefix('='))
}

/// Writes a record by the ids of measures and dimensions: `sexo=F`, and `edad=?` for a field that
/// is not valid.
pub(crate) fn describe(codebook: &Codebook, understood: &CleanRow<'_>) -> String {
    let mut parts = Vec::new();
    for (measure, date) in codebook.measures.iter().zip(&understood.dates) {
        parts.extend(describe_field(&measure.id, date, ToString::to_string));
    }
    for (dimension, answer) in codebook.dimensions.iter().zip(&understood.answers) {
        parts.extend(describe_field(&dimension.id, answer, |known| {
            let categories = known.categories().iter();
            let codes = categories.map(|at| dimension.list.categories[*at].code.as_str());
            codes.collect::<Vec<_>>().join("~")
        }));
    }
    for rule in &understood.rules {
        parts.push(format!("[{} {}]", rule.variable, rule.name));
    }
    parts.join(" ")
}

/// Writes a field, unless its source does not have it.
fn describe_field<T>(
    id: &str,
    field: &CleanValue<T>,
    to_text: impl Fn(&T) -> String,
) -> Option<String> {
    match field {
        CleanValue::Valid(known) => Some(format!("{id}={}", to_text(known))),
        CleanValue::Unresolved(_) => Some(format!("{id}=?")),
        CleanValue::NotCollected => None,
    }
}
