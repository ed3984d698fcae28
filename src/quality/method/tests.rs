//! Checks that every sentence of the two pages on the method is held by a test.

use std::collections::BTreeMap;

use cube::{
    Catalog, Category, Dimension, Lang, Text,
    certificate::{
        Certificate, Check, CheckName, FORMAT, Family, Gap, Method, MethodName, Profile,
    },
};

use crate::method::{
    evidence::{CAVEAT, EVIDENCE},
    render_plain, render_precise,
};
use crate::site::Placement;

fn catalog() -> Catalog {
    let not_known = Category {
        code: "U".into(),
        parent: Some("M_U".into()),
        unknown: true,
        ..Category::default()
    };
    Catalog {
        threshold: 5,
        caveat: Text::new(
            "Una advertencia del libro de códigos.",
            format!("{CAVEAT}."),
        ),
        dimensions: vec![Dimension {
            categories: vec![not_known],
            ..Dimension::default()
        }],
        ..Catalog::default()
    }
}

/// Certificates that together say everything a certificate can say.
fn certificates() -> [Certificate; 2] {
    let mut gaps = Gap::ALL.to_vec();
    // Older certificates have the last one.
    gaps.extend([Gap::OwnRecord, Gap::EarlierInsider, Gap::FinerTables]);
    let names = [
        CheckName::Threshold,
        CheckName::JointAttack,
        CheckName::Insider,
    ];
    let with = |profile, earlier: &[&str], sample| Certificate {
        certificate: FORMAT,
        codebook: "prueba".into(),
        release: "2026-10".into(),
        method: Method {
            name: MethodName::ExactOrHidden,
            version: "0.1.0".into(),
            secret_order: true,
        },
        threshold: 5,
        profile,
        family: Family {
            tables: 1,
            published: 2,
            hidden: 3,
        },
        earlier: earlier.iter().map(|name| (*name).to_owned()).collect(),
        checks: names
            .map(|check| Check {
                check,
                findings: 0,
                sample,
            })
            .to_vec(),
        not_checked: gaps.clone(),
        whole_registers: Some(61),
        files: BTreeMap::new(),
        formats: BTreeMap::new(),
    };
    [
        with(Profile::Provable, &[], None),
        with(Profile::Wide, &["2025-10"], Some(2_000)),
    ]
}

/// The sentences of a page: of its paragraphs, its points, and the first cells of its tables that are no plain words.
fn sentences(page: &str) -> Vec<String> {
    let body = page.split_once("<main").map_or(page, |(_, body)| body);
    let body = body.split_once("<footer").map_or(body, |(body, _)| body);
    let mut sentences = Vec::new();
    for tag in ["p", "li", "th"] {
        let (opening, closing) = (format!("<{tag}"), format!("</{tag}>"));
        let parts = body.split(&opening).skip(1);
        for part in parts.filter(|part| part.starts_with([' ', '>'])) {
            let (_, text) = part.split_once('>').unwrap_or_default();
            let (text, _) = text.split_once(&closing).unwrap_or_default();
            // Links, and the words at the head of a table or a row of the example.
            let is_sentence = !text.starts_with("<a") && text.split(' ').count() > 3;
            if is_sentence {
                sentences.extend(split(text));
            }
        }
    }
    sentences
}

/// Splits a text where a sentence ends and another one begins.
fn split(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    let mut pieces = text.split(". ").peekable();
    while let Some(piece) = pieces.next() {
        if let Some(sentence) = sentences.last_mut() {
            sentence.push_str(piece);
        }
        let begins = |next: &&str| {
            next.starts_with(|letter: char| {
                letter.is_uppercase() || "“«0123456789".contains(letter)
            })
        };
        if pieces.peek().is_some_and(begins) {
            sentences.push(String::new());
        }
    }
    sentences
}

fn pages(lang: Lang) -> Vec<String> {
    let catalog = catalog();
    let mut pages = vec![render_plain(&catalog, lang, Placement::Alone)];
    for certificate in certificates() {
        pages.push(render_precise(
            &catalog,
            &certificate,
            lang,
            Placement::Alone,
        ));
    }
    pages
}

#[test]
fn every_sentence_is_held_by_a_test_and_every_test_holds_a_sentence() {
    let written: Vec<String> = pages(Lang::En)
        .iter()
        .flat_map(|page| sentences(page))
        .collect();
    let begins = |sentence: &String, beginning: &str| sentence.starts_with(beginning);
    let without: Vec<&String> = written
        .iter()
        .filter(|sentence| {
            !EVIDENCE
                .iter()
                .any(|(beginning, _)| begins(sentence, beginning))
        })
        .collect();
    assert!(without.is_empty(), "no test holds: {without:#?}");
    for (beginning, tests) in EVIDENCE {
        assert!(
            written.iter().any(|sentence| begins(sentence, beginning)),
            "no page says: {beginning}"
        );
        assert!(!tests.is_empty(), "no test holds: {beginning}");
    }
}

#[test]
fn both_languages_say_as_many_sentences() {
    let counts = |lang| -> Vec<usize> {
        let pages = pages(lang);
        pages.iter().map(|page| sentences(page).len()).collect()
    };
    assert_eq!(counts(Lang::Es), counts(Lang::En));
}
