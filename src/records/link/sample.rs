//! A codebook with sources, and rows for it as they are told, for the tests of this module.

use crate::link::{application::Row, secret::Secret};
use crate::{
    clean::{Said, Took, Understood},
    place::Place,
};
use codebook::{Codebook, Dimension, Measure, sample};

/// Three institutions; the first is trusted most, but for the sex of a person.
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

[[identity.candidate_rules]]
rule = "nacionalidad-30-dias"
same = ["nacionalidad", "edad"]
date = "solicitud"
days = 30

[[measure]]"#;

/// The sample's codebook with sources and identity keys.
pub(crate) fn codebook() -> Codebook {
    codebook_with(&[])
}

/// The same with some of the sample changed.
pub(crate) fn codebook_with(changes: &[(&str, &str)]) -> Codebook {
    sample::codebook(&[&[("\n[[measure]]", SOURCES)], changes].concat())
}

/// A secret that is always the same.
pub(crate) fn secret() -> Secret {
    Secret::from_text("0123456789abcdef".repeat(4).into(), "here").unwrap()
}

/// A row in which only some columns are asked: `sexo=F edad= solicitud=2024-03-01`.
pub(crate) fn row<'a>(codebook: &'a Codebook, source: usize, line: u64, told: &str) -> Row<'a> {
    let told = |column: &str| {
        told.split(' ')
            .find_map(|pair| pair.strip_prefix(column)?.strip_prefix('='))
    };
    let mut rules = Vec::new();
    let date = |measure: &Measure| match told(&measure.date) {
        None => Said::NotAsked,
        Some(field) => field.parse().map_or(
            Said::NotUnderstood(codebook::Unresolved::Missing),
            Said::This,
        ),
    };
    let mut answer = |dimension: &'a Dimension| match told(&dimension.column)
        .map(|field| dimension.dictionary.read(field))
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

/// What is said, by the ids of measures and dimensions: `sexo=F`, and `edad=?` where nothing is understood.
pub(crate) fn told(codebook: &Codebook, understood: &Understood<'_>) -> String {
    let date = |(measure, said): (&Measure, &Said<jiff::civil::Date>)| match said {
        Said::This(date) => Some(format!("{}={date}", measure.id)),
        Said::NotUnderstood(_) => Some(format!("{}=?", measure.id)),
        Said::NotAsked => None,
    };
    let answer = |(dimension, said): (&Dimension, &Said<codebook::Answer>)| match said {
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
