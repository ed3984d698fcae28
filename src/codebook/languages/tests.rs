//! Tests that every text is written in each language of the codebook, and that no other is published.

use std::collections::BTreeSet;

use super::*;
use crate::{
    Codebook,
    sample::{CODEBOOK, text},
};

/// The reference page, whose examples have every key.
const PAGE: &str = include_str!("../README.md");

/// The sample in these languages, with changes.
fn in_languages(languages: &str, changes: &[(&str, &str)]) -> Result<Codebook, String> {
    let head = format!("threshold = 5\nlanguages = {languages}");
    let changes: Vec<(&str, &str)> = std::iter::once(("threshold = 5", head.as_str()))
        .chain(changes.iter().copied())
        .collect();
    Codebook::parse(&text(&changes)).map_err(|mistakes| mistakes.to_string())
}

/// Counts the texts in a part of a codebook: what has a language and no code.
fn count_texts(value: &toml::Value) -> usize {
    match value {
        toml::Value::Table(table) => {
            let is_text = table.contains_key("es") && !table.contains_key("code");
            usize::from(is_text) + table.values().map(count_texts).sum::<usize>()
        }
        toml::Value::Array(values) => values.iter().map(count_texts).sum(),
        _ => 0,
    }
}

#[test]
fn every_text_of_the_format_is_listed() {
    let sample: toml::Table = toml::from_str(CODEBOOK).unwrap();
    let examples = PAGE.split("```toml\n").skip(1);
    let examples = examples.filter_map(|rest| rest.split("```").next());
    let mut kinds = BTreeSet::new();
    for example in std::iter::once("").chain(examples) {
        let mut codebook = sample.clone();
        codebook.extend(toml::from_str::<toml::Table>(example).unwrap());
        let mut format: Format = toml::from_str(&toml::to_string(&codebook).unwrap()).unwrap();
        let listed = texts(&mut format).into_iter();
        let listed = listed.filter(|words| !words.is_alone()).count();
        let written = count_texts(&toml::Value::Table(codebook));
        assert_eq!(listed, written, "{example}");
        kinds.insert(listed);
    }
    assert!(kinds.len() > 5, "the examples have the same texts");
}

#[test]
fn a_codebook_of_one_language_needs_no_other() {
    let spanish = text(&[]);
    let english: BTreeSet<&str> = quoted(&spanish, "en = \"");
    let both: BTreeSet<&str> = quoted(&spanish, "es = \"");
    let lines = spanish.lines().map(|line| {
        let mut line = line.to_owned();
        while let Some((start, rest)) = line.split_once(", en = \"") {
            let (_, rest) = rest.split_once('"').unwrap();
            line = format!("{start}{rest}");
        }
        line
    });
    let spanish: String = lines.map(|line| line + "\n").collect();
    let spanish = spanish.replacen("threshold = 5", "threshold = 5\nlanguages = [\"es\"]", 1);
    assert!(!spanish.contains("en = \""));
    let codebook = Codebook::parse(&spanish).unwrap();
    // Texts in a language that is not listed are as if they were not there.
    let restricted = in_languages("[\"es\"]", &[]).unwrap();
    assert_eq!(codebook.catalog(), restricted.catalog());
    let published = serde_json::to_string(restricted.catalog()).unwrap();
    for words in english.difference(&both) {
        assert!(!published.contains(&format!("\"{words}\"")), "{words}");
    }
    assert!(english.difference(&both).count() > 20);
    assert!(published.contains(r#""languages":["es"],"title":{"es":"Muestra"}"#));
}

/// The texts in quotes after a beginning.
fn quoted<'a>(text: &'a str, start: &str) -> BTreeSet<&'a str> {
    let after = text.split(start).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn where_there_is_one_language_a_text_may_stand_alone() {
    let alone = [(
        "title = { es = \"Muestra\", en = \"Sample\" }",
        "title = \"Muestra\"",
    )];
    let catalog = in_languages("[\"es\"]", &alone).unwrap();
    assert_eq!(catalog.catalog().title.get(Lang::Es), "Muestra");
    let message = in_languages("[\"en\", \"es\"]", &alone).unwrap_err();
    assert_eq!(
        message,
        "line 6, column 9: this codebook has several languages: write the text in each, as { en = \"…\", es = \"…\" }"
    );
}

#[test]
fn the_first_language_is_the_default_of_the_site() {
    let catalog = in_languages("[\"en\", \"es\"]", &[]).unwrap();
    let languages = &catalog.catalog().languages;
    assert_eq!(languages.first(), Lang::En);
    assert_eq!(languages.folder(Lang::Es), "es/");
    let published = serde_json::to_string(catalog.catalog()).unwrap();
    assert!(
        published.contains(r#""languages":["en","es"]"#),
        "{published}"
    );
    // Spanish and English, Spanish first, are what a codebook has that names none.
    let named = in_languages("[\"es\", \"en\"]", &[]).unwrap();
    assert_eq!(
        named.catalog(),
        Codebook::parse(&text(&[])).unwrap().catalog()
    );
}
