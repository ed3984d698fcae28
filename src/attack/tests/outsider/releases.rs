//! What is known of combinations, of dates, and of several releases.

use attack::{Effort, Fact, attack, attack_knowing};
use cube::{Address, Release};

use crate::small::{dimension, found, pin, release, table};

fn named(mut release: Release, name: &str) -> Release {
    release.catalog.release = name.into();
    release
}

#[test]
fn what_cannot_be_is_no_secret() {
    let (country, status) = (dimension("pais", "CRI NIC COL"), dimension("condicion", "NAC REG IRR"));
    let cells = "80 30 25 25 | 30 . . . | 25 . . . | 25 . . .";
    let mut crossed = release(5, [table("n", &[&country, &status], cells)]);
    assert_eq!(attack(&[&crossed]).total.hidden, 9);
    crossed.catalog.relations.impossible =
        ["NIC", "COL"].map(|code| (pin(&format!("pais={code}")), pin("condicion=NAC"))).to_vec();
    // All nationals are Costa Ricans, and all Costa Ricans nationals: the two cells that are empty say so of a third.
    let report = attack(&[&crossed]);
    assert_eq!(report.total.hidden, 7);
    assert!(found(&[&crossed]).contains(&"n condicion=NAC pais=CRI: exactly 30".to_owned()));
    crossed.catalog.relations.impossible.clear();
    crossed.catalog.relations.implies = vec![(pin("condicion=NAC"), pin("pais=CRI"))];
    assert_eq!(attack(&[&crossed]).total.hidden, 7);
}

#[test]
fn everybody_of_a_category_is_in_what_it_implies() {
    let (age, place) = (dimension("edad", "MIN ADU"), dimension("lugar", "ESC CALLE"));
    let cells = "60 20 40 | 30 20 10 | 30 0 30";
    let mut crossed = release(5, [table("n", &[&age, &place], cells)]);
    assert_eq!(found(&[&crossed]), ["n edad=ADU lugar=ESC: published below the threshold: 0"]);
    crossed.catalog.relations.implies = vec![(pin("lugar=ESC"), pin("edad=MIN"))];
    assert_eq!(found(&[&crossed]), [""; 0]);
    let mut hidden = release(5, [table("n", &[&age, &place], &cells.replace("30 20 10", "30 . 10"))]);
    hidden.catalog.relations.implies = crossed.catalog.relations.implies;
    assert_eq!(found(&[&hidden]), ["n edad=MIN lugar=ESC: exactly 20"]);
}

#[test]
fn nobody_is_accredited_before_they_have_applied() {
    let (years, sex) = (dimension("anio", "2024 2025"), dimension("sexo", "F M"));
    let tables = [
        table("solicitudes", &[&years, &sex], "60 30 30 | 26 6 20 | 34 24 10"),
        table("acreditadas", &[&years, &sex], "16 8 8 | 8 . . | 8 . ."),
    ];
    let mut dated = release(5, tables);
    assert_eq!(found(&[&dated]), [""; 0]);
    dated.catalog.relations.part_of = vec![("acreditadas".into(), "solicitudes".into())];
    // At most the six women who had applied could be accredited in the first year.
    let expected = ["acreditadas anio=2024 sexo=M: between 2 and 8", "acreditadas anio=2025 sexo=F: between 2 and 8"];
    assert_eq!(found(&[&dated]), expected);
}

#[test]
fn what_is_pooled_twice_shows_who_has_come() {
    let (sex, country) = (dimension("sexo", "F M"), dimension("pais", "A B"));
    let old = release(
        5,
        [
            table("n", &[&dimension("anio", "2022 2023")], "80 40 40"),
            table("n", &[&sex, &country], "80 40 40 | 40 20 20 | 40 20 20"),
        ],
    );
    let new = |pairs: &str| {
        let years = table("n", &[&dimension("anio", "2022 2023 2024")], "120 40 40 40");
        named(release(5, [years, table("n", &[&sex, &country], pairs)]), "2027-10")
    };
    let safe = new("120 60 60 | 60 30 30 | 60 30 30");
    assert_eq!(found(&[&old, &safe]), [""; 0]);
    let leaking = new("120 60 60 | 60 23 37 | 60 37 23");
    assert_eq!(
        found(&[&old, &leaking]),
        ["n pais=A sexo=F, new since 2026-10: exactly 3", "n pais=B sexo=M, new since 2026-10: exactly 3"]
    );
}

#[test]
fn a_correction_shows_whom_it_added_or_removed() {
    let (years, sex) = (dimension("anio", "2023 2024"), dimension("sexo", "F M"));
    let old = release(5, [table("n", &[&years, &sex], "80 40 40 | 40 20 20 | 40 20 20")]);
    let new = |cells: &str| named(release(5, [table("n", &[&years, &sex], cells)]), "2027-10");
    let added = new("83 43 40 | 43 23 20 | 40 20 20");
    assert_eq!(
        found(&[&old, &added])[..3],
        [
            "n anio=2023, new since 2026-10: exactly 3",
            "n anio=2023 sexo=F, new since 2026-10: exactly 3",
            "n anio=2023 sexo=M, new since 2026-10: exactly 0",
        ]
    );
    let many = new("100 50 50 | 60 30 30 | 40 20 20");
    assert_eq!(found(&[&old, &many]), [""; 0]);
    let removed = new("78 38 40 | 38 18 20 | 40 20 20");
    assert!(found(&[&old, &removed]).contains(&"n anio=2023 sexo=F, gone since 2026-10: exactly 2".to_owned()));
    // Some came and some went: nothing can be said of either.
    let mixed = new("80 43 37 | 40 23 17 | 40 20 20");
    assert_eq!(found(&[&old, &mixed]), [""; 0]);
}

#[test]
fn what_is_in_print_is_known_and_no_finding_by_itself() {
    let safe = release(5, [table("n", &[&dimension("sexo", "F M O")], "40 20 . .")]);
    assert_eq!(found(&[&safe]), [""; 0]);
    let fact = |sex: &str, count: u64, source: &str| Fact {
        address: Address::new("n", [("sexo", sex)]),
        low: count,
        high: Some(count),
        source: source.into(),
    };
    let known = |facts: &[Fact]| {
        let report = attack_knowing(&[&safe], Effort::Joint, facts);
        let found = report.findings.iter().map(|finding| format!("{}: {}", finding.group, finding.kind));
        (found.collect::<Vec<_>>(), report.refused)
    };
    assert_eq!(known(&[fact("M", 17, "A")]), (vec!["n sexo=O: exactly 3".to_owned()], vec![]));
    let (found, refused) = known(&[fact("M", 17, "A"), fact("M", 18, "B"), fact("O", 90, "C"), fact("X", 1, "D")]);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        refused,
        [
            "n sexo=M: 17 (A): it contradicts the files or another fact",
            "n sexo=M: 18 (B): it contradicts the files or another fact",
            "n sexo=O: 90 (C): it contradicts the files or another fact",
            "n sexo=X: 1 (D): no table has this cell",
        ]
    );
}
