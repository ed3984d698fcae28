//! Checks that nobody vanishes silently under a value that no list knows, in one source or across several.

use std::collections::BTreeMap;

use super::*;

/// Rows with numbers of their own, so that most values of the key have digits.
fn numbered(count: u32) -> Vec<String> {
    (1..=count)
        .map(|number| row(&format!("2024-{number};;"), &[]))
        .collect()
}

/// The number of persons, and what is told.
fn outcome(intake: &Intake) -> (u64, BTreeMap<Notice, u64>) {
    let tally = &intake.tally;
    (tally.counted + tally.corrected, tally.notices.clone())
}

#[test]
fn rows_under_a_word_in_the_place_of_a_number_stay_apart_and_are_told() {
    for (value, people) in [
        ("EN CUSTODIA", 2),
        ("por definir", 3),
        ("Ver carpeta azul", 2),
        ("ALBERGUE", 3),
    ] {
        let mut rows = numbered(2);
        // They agree in everything that is counted, and in everything that is not.
        rows.extend(vec![row(&format!("{value};;"), &[]); people]);
        let people = people as u64;
        let told = |source: &str, rows: u64| {
            let notice = Notice::WordKey {
                source: source.into(),
                key: "expediente".into(),
                values: 1,
            };
            (notice, rows)
        };
        let intake = linked(&[("conatt", rows.clone())]);
        assert_eq!(
            outcome(&intake),
            (2 + people, [told("conatt", people)].into()),
            "{value}"
        );
        assert!(!intake.tally.to_string().contains(value), "{value}");
        // The same word in another source is of nobody else either.
        let others = vec![row(&format!("{value};;"), &[])];
        let intake = linked(&[("conatt", rows), ("pani", others)]);
        assert_eq!(
            outcome(&intake),
            (3 + people, [told("conatt", people), told("pani", 1)].into()),
            "{value}"
        );
    }
}

#[test]
fn a_numbered_placeholder_is_no_number_of_anybody() {
    for value in ["S/N2", "s/n-3", "Sin documento (2)", "Pendiente 1"] {
        let mut rows = numbered(1);
        rows.extend(vec![row(&format!("{value};;"), &[]); 2]);
        let notice = Notice::NoNumber {
            source: "conatt".into(),
            column: "expediente".into(),
        };
        assert_eq!(
            outcome(&linked(&[("conatt", rows)])),
            (3, [(notice, 2)].into()),
            "{value}"
        );
    }
}

#[test]
fn words_are_keys_where_most_keys_are_words() {
    let rows = ["ALFA", "BETA", "GAMA", "ALFA", "2024-1"];
    let rows = rows.map(|key| row(&format!("{key};;"), &[])).to_vec();
    assert_eq!(outcome(&linked(&[("conatt", rows)])), (4, [].into()));
}

#[test]
fn rows_under_a_number_that_count_as_one_person_are_told_unless_expected() {
    let told = |persons| {
        let notice = Notice::SeveralRows {
            source: "conatt".into(),
            key: "expediente".into(),
        };
        (persons, [(notice, 1)].into())
    };
    // Nothing that is counted differs.
    for others in [
        vec!["4711;Eva;"],
        vec!["4711;;1991-01-31"],
        vec!["4711;Eva;", "4711;Sol;"],
        vec!["4711;;", "4711;;"],
    ] {
        let mut rows = numbered(2);
        rows.push(row("4711;Ana;", &[]));
        rows.extend(others.iter().map(|keys| row(keys, &[])));
        assert_eq!(outcome(&linked(&[("conatt", rows)])), told(3), "{others:?}");
    }
    // An answer that is missing contradicts nothing.
    let rows = vec![row("4711;;", &[]), row("4711;;", &[("sexo", "")])];
    assert_eq!(outcome(&linked(&[("conatt", rows.clone())])), told(1));
    // The codebook says that a person may have two rows.
    let key = "columns = [\"expediente\"]\n";
    let expecting = codebook_with(&[(key, &format!("{key}most_rows = 2\n"))]);
    let intake = Sources::new(&[("conatt", rows.clone())])
        .read(&expecting, Decisions::default())
        .unwrap();
    assert_eq!(outcome(&intake), (1, [].into()));
    // Equal rows are one row twice, and rows of two sources are what keys are for.
    for rows in [
        vec![("conatt", vec![row("4711;;", &[]); 2])],
        vec![
            ("conatt", vec![row("4711;;", &[])]),
            ("pani", vec![row("4711;;", &[("sexo", "")])]),
        ],
    ] {
        assert_eq!(outcome(&linked(&rows)), (1, [].into()));
    }
}

#[test]
fn what_another_source_says_else_of_what_does_not_change_is_told() {
    let told = |source: &str, column: &str, persons| {
        let notice = Notice::DiffersElsewhere {
            source: source.into(),
            column: column.into(),
        };
        (notice, persons)
    };
    let own = || vec![row("1;Ana;1990-01-31", &[]), row("2;Eva;1991-05-09", &[])];
    let other = |keys: &str, changes: &[(&str, &str)]| vec![row(keys, changes)];
    // The sample's person is a woman.
    for (others, expected) in [
        (other("1;Ana;1990-01-31", &[("sexo", "M")]), "sexo"),
        (other("1;Ana;1990-01-13", &[]), "nacimiento"),
        (other("1;Inés;1990-01-31", &[]), "nombre"),
    ] {
        let intake = linked(&[("conatt", own()), ("pani", others)]);
        assert_eq!(
            outcome(&intake),
            (2, [told("pani", expected, 1)].into()),
            "{expected}"
        );
    }
    // Two persons, in two fields, and the source that is trusted less is named.
    let both = vec![
        row("1;Ana;1990-01-13", &[("sexo", "M")]),
        row("2;Eva;1991-05-19", &[]),
    ];
    let expected = [told("dgme", "nacimiento", 2), told("dgme", "sexo", 1)].into();
    assert_eq!(
        outcome(&linked(&[("dgme", both.clone()), ("conatt", own())])),
        (2, expected)
    );
    // Of three sources, one may be right twice.
    let third = vec![row("1;Ana;1990-01-13", &[("sexo", "M")])];
    let expected = [told("dgme", "nacimiento", 2), told("dgme", "sexo", 1)];
    assert_eq!(
        outcome(&linked(&[
            ("conatt", own()),
            ("dgme", both),
            ("pani", third)
        ])),
        (2, expected.into())
    );
    // A field that is missing, not known or written otherwise differs in nothing.
    for others in [
        other("1;ANA;1990-01-31", &[]),
        other("1;;", &[("sexo", "")]),
        other("1;Ana;", &[("sexo", "N/D")]),
        other("1;Ana;1990-01-31", &[("sexo", "Mujer")]),
    ] {
        let intake = linked(&[("conatt", own()), ("pani", others.clone())]);
        assert_eq!(outcome(&intake), (2, [].into()), "{others:?}");
    }
}
