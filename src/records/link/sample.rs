//! Makes a codebook with sources, and rows for it from short texts, for the tests of linking.

use crate::link::{row::Row, secret::Secret};
use crate::{
    clean::{Said, Took, Understood},
    place::Place,
};
use codebook::{Codebook, Dimension, Measure, sample};

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
    let field = |column: &str| {
        fields
            .split(' ')
            .find_map(|pair| pair.strip_prefix(column)?.strip_prefix('='))
    };
    let mut rules = Vec::new();
    let date = |measure: &Measure| match field(&measure.date) {
        None => Said::NotAsked,
        Some(text) => text
            .parse()
            .map_or(Said::NotUnderstood(codebook::Strange::Missing), Said::This),
    };
    let mut answer = |dimension: &'a Dimension| match field(&dimension.column)
        .map(|text| dimension.dictionary.read(text))
    {
        None => Said::NotAsked,
        Some(Err(strange)) => Said::NotUnderstood(strange),
        Some(Ok(reading)) => {
            rules.extend(reading.rules.into_iter().map(|name| Took {
                place: &dimension.id,
                name,
            }));
            Said::This(reading.answer)
        }
    };
    let (dates, answers) = (
        codebook.measures.iter().map(date).collect(),
        codebook.dimensions.iter().map(&mut answer),
    );
    let understood = Understood {
        dates,
        answers: answers.collect(),
        rules: Vec::new(),
    };
    Row {
        source,
        place: Place { file: 0, line },
        by_keys: 0,
        understood: Understood {
            rules,
            ..understood
        },
    }
}

/// Writes a record by the ids of measures and dimensions: `sexo=F`, and `edad=?` for a field that is not valid.
pub(crate) fn describe(codebook: &Codebook, understood: &Understood<'_>) -> String {
    let date = |(measure, date): (&Measure, &Said<jiff::civil::Date>)| match date {
        Said::This(date) => Some(format!("{}={date}", measure.id)),
        Said::NotUnderstood(_) => Some(format!("{}=?", measure.id)),
        Said::NotAsked => None,
    };
    let answer = |(dimension, answer): (&Dimension, &Said<codebook::Answer>)| match answer {
        Said::This(answer) => {
            let codes = answer
                .categories()
                .iter()
                .map(|at| dimension.list.categories[*at].code.as_str());
            Some(format!(
                "{}={}",
                dimension.id,
                codes.collect::<Vec<_>>().join("~")
            ))
        }
        Said::NotUnderstood(_) => Some(format!("{}=?", dimension.id)),
        Said::NotAsked => None,
    };
    let dates = codebook
        .measures
        .iter()
        .zip(&understood.dates)
        .filter_map(date);
    let answers = codebook
        .dimensions
        .iter()
        .zip(&understood.answers)
        .filter_map(answer);
    let rules = understood
        .rules
        .iter()
        .map(|rule| format!("[{} {}]", rule.place, rule.name));
    dates
        .chain(answers)
        .chain(rules)
        .collect::<Vec<_>>()
        .join(" ")
}
