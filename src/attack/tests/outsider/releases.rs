//! Tests what follows from impossible combinations, settled years, and several releases.

use attack::{Effort, Fact, attack, attack_with_facts};
use cube::{Address, Dimension, Release, Settled};

use crate::small::{dimension, found, pin, release, table};

fn named(mut release: Release, name: &str) -> Release {
    release.catalog.release = name.into();
    release
}

#[test]
fn what_cannot_be_is_no_secret() {
    let (country, status) = (
        dimension("pais", "CRI NIC COL"),
        dimension("condicion", "NAC REG IRR"),
    );
    let cells = "80 30 25 25 | 30 . . . | 25 . . . | 25 . . .";
    let mut crossed = release(5, [table("n", &[&country, &status], cells)]);
    assert_eq!(attack(&[&crossed]).total.hidden, 9);
    crossed.catalog.relations.impossible = ["NIC", "COL"]
        .map(|code| (pin(&format!("pais={code}")), pin("condicion=NAC")))
        .to_vec();
    // All nationals are Costa Ricans, and all Costa Ricans nationals: the two cells that are empty
    // say so of a third.
    let report = attack(&[&crossed]);
    assert_eq!(report.total.hidden, 7);
    assert!(found(&[&crossed]).contains(&"n condicion=NAC pais=CRI: exactly 30".to_owned()));
    crossed.catalog.relations.impossible.clear();
    crossed.catalog.relations.implies = vec![(pin("condicion=NAC"), pin("pais=CRI"))];
    assert_eq!(attack(&[&crossed]).total.hidden, 7);
}

#[test]
fn everybody_of_a_category_is_in_what_it_implies() {
    let (age, place) = (
        dimension("edad", "MIN ADU"),
        dimension("lugar", "ESC CALLE"),
    );
    let cells = "60 20 40 | 30 20 10 | 30 0 30";
    let mut crossed = release(5, [table("n", &[&age, &place], cells)]);
    assert_eq!(
        found(&[&crossed]),
        ["n edad=ADU lugar=ESC: published below the threshold: 0"]
    );
    crossed.catalog.relations.implies = vec![(pin("lugar=ESC"), pin("edad=MIN"))];
    assert_eq!(found(&[&crossed]), [""; 0]);
    let mut hidden = release(
        5,
        [table(
            "n",
            &[&age, &place],
            &cells.replace("30 20 10", "30 . 10"),
        )],
    );
    hidden.catalog.relations.implies = crossed.catalog.relations.implies;
    assert_eq!(found(&[&hidden]), ["n edad=MIN lugar=ESC: exactly 20"]);
}

#[test]
fn nobody_is_accredited_before_they_have_applied() {
    let (years, sex) = (dimension("anio", "2024 2025"), dimension("sexo", "F M"));
    let tables = [
        table(
            "solicitudes",
            &[&years, &sex],
            "60 30 30 | 26 6 20 | 34 24 10",
        ),
        table("acreditadas", &[&years, &sex], "16 8 8 | 8 . . | 8 . ."),
    ];
    let mut dated = release(5, tables);
    assert_eq!(found(&[&dated]), [""; 0]);
    dated.catalog.relations.part_of = vec![("acreditadas".into(), "solicitudes".into())];
    // At most the six women who had applied could be accredited in the first year.
    let expected = [
        "acreditadas anio=2024 sexo=M: between 2 and 8",
        "acreditadas anio=2025 sexo=F: between 2 and 8",
    ];
    assert_eq!(found(&[&dated]), expected);
}

/// How applications ended, settled until a year.
fn ends(until: u16) -> Dimension {
    Dimension {
        settled: Some(Settled {
            until,
            pending: vec!["PEN".into()],
        }),
        ..dimension("fin", "ACC DEN PEN")
    }
}

#[test]
fn what_is_not_settled_changes_without_having_been_corrected() {
    let both = |ends: &dyn Fn(u16) -> Dimension| {
        let (then, now) = (
            dimension("anio", "2023 2024"),
            dimension("anio", "2023 2024 2025"),
        );
        let old = release(
            5,
            [table(
                "n",
                &[&then, &ends(2023)],
                "90 . . . | 50 30 20 0 | 40 . . .",
            )],
        );
        let cells = "130 . . . | 50 30 20 0 | 40 25 15 0 | 40 . . .";
        [
            old,
            named(
                release(5, [table("n", &[&now, &ends(2024)], cells)]),
                "2027-10",
            ),
        ]
    };
    let [old, new] = both(&ends);
    assert_eq!(found(&[&old, &new]), [""; 0]);
    // Whoever took those that were hidden for those that are known now would believe that nobody
    // waited.
    let [old, new] = both(&|_| dimension("fin", "ACC DEN PEN"));
    let believed = found(&[&old, &new]);
    assert!(
        believed.contains(&"n fin=PEN: exactly 0".to_owned()),
        "{believed:?}"
    );
}

#[test]
fn what_is_settled_later_tells_of_what_was_not_settled_then() {
    let (then, now) = (
        dimension("anio", "2023 2024"),
        dimension("anio", "2023 2024 2025"),
    );
    let related = |mut release: Release| {
        release.catalog.relations.part_of = vec![("m".into(), "n".into())];
        release.catalog.relations.within = vec![("m".into(), pin("fin=ACC"))];
        release
    };
    let applied = table("n", &[&then, &ends(2023)], "90 . . . | 50 . . 0 | 40 . . .");
    let old = related(release(5, [applied, table("m", &[&then], "66 26 40")]));
    assert_eq!(found(&[&old]), [""; 0]);
    let new = |cells: &str| {
        let applied = table("n", &[&now, &ends(2023)], cells);
        related(named(
            release(5, [applied, table("m", &[&now], "96 26 40 30")]),
            "2027-10",
        ))
    };
    let hidden = new("130 . . . | 50 . . 0 | 40 . . . | 40 . . .");
    assert_eq!(found(&[&old, &hidden]), [""; 0]);
    // Of 66 who were accredited by then, 30 had applied in 2023, so 36 of the 40 of 2024.
    let leaking = new("130 . . . | 50 30 20 0 | 40 . . . | 40 . . .");
    let found_together = found(&[&old, &leaking]);
    assert!(
        found_together.contains(&"n anio=2024 fin=DEN: between 0 and 4".to_owned()),
        "{found_together:?}"
    );
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
        named(
            release(5, [years, table("n", &[&sex, &country], pairs)]),
            "2027-10",
        )
    };
    let safe = new("120 60 60 | 60 30 30 | 60 30 30");
    assert_eq!(found(&[&old, &safe]), [""; 0]);
    let leaking = new("120 60 60 | 60 23 37 | 60 37 23");
    assert_eq!(
        found(&[&old, &leaking]),
        [
            "n pais=A sexo=F, new since 2026-10: exactly 3",
            "n pais=B sexo=M, new since 2026-10: exactly 3"
        ]
    );
}

#[test]
fn a_correction_shows_by_how_much_a_group_changed() {
    let (years, sex) = (dimension("anio", "2023 2024"), dimension("sexo", "F M"));
    let old = release(
        5,
        [table(
            "n",
            &[&years, &sex],
            "80 40 40 | 40 20 20 | 40 20 20",
        )],
    );
    let new = |cells: &str| named(release(5, [table("n", &[&years, &sex], cells)]), "2027-10");
    let added = new("83 43 40 | 43 23 20 | 40 20 20");
    assert_eq!(
        found(&[&old, &added]),
        [
            "n anio=2023, from 2026-10 to 2027-10: changed by +3",
            "n anio=2023 sexo=F, from 2026-10 to 2027-10: changed by +3",
        ]
    );
    let many = new("100 50 50 | 60 30 30 | 40 20 20");
    assert_eq!(found(&[&old, &many]), [""; 0]);
    let removed = new("78 38 40 | 38 18 20 | 40 20 20");
    assert!(
        found(&[&old, &removed])
            .contains(&"n anio=2023 sexo=F, from 2026-10 to 2027-10: changed by -2".to_owned())
    );
    let mixed = new("80 43 37 | 40 23 17 | 40 20 20");
    assert_eq!(
        found(&[&old, &mixed]),
        [
            "n anio=2023 sexo=F, from 2026-10 to 2027-10: changed by +3",
            "n anio=2023 sexo=M, from 2026-10 to 2027-10: changed by -3",
        ]
    );
    // Five women more and five men fewer: the net change reaches the threshold.
    let exchanged = new("80 45 35 | 40 25 15 | 40 20 20");
    assert_eq!(found(&[&old, &exchanged]), [""; 0]);
}

#[test]
fn a_hidden_count_may_have_changed_or_not() {
    let (years, sex) = (dimension("anio", "2023 2024"), dimension("sexo", "F M O"));
    let old = release(
        5,
        [table(
            "n",
            &[&years, &sex],
            "120 60 . . | 60 30 . . | 60 30 . .",
        )],
    );
    let new = |cells: &str| named(release(5, [table("n", &[&years, &sex], cells)]), "2027-10");
    // Three women more: men and others are three fewer, but neither for certain.
    assert_eq!(
        found(&[&old, &new("120 63 . . | 60 33 . . | 60 30 . .")]),
        ["n anio=2023 sexo=F, from 2026-10 to 2027-10: changed by +3"]
    );
    // A count that is shown now was at most 30.
    assert_eq!(
        found(&[&old, &new("133 . . . | 73 . 33 . | 60 30 . .")]),
        ["n anio=2023 sexo=M, from 2026-10 to 2027-10: changed by +3 to +33"]
    );
    assert_eq!(
        found(&[&old, &new("150 . . . | 90 . 35 . | 60 30 . .")]),
        [""; 0]
    );
}

#[test]
fn a_correction_may_show_in_sums_over_years_alone() {
    let (years, sex) = (dimension("anio", "2023 2024"), dimension("sexo", "F M O"));
    let old = release(
        5,
        [table(
            "n",
            &[&years, &sex],
            "120 40 40 40 | 60 . . . | 60 . . .",
        )],
    );
    let new = |cells: &str| named(release(5, [table("n", &[&years, &sex], cells)]), "2027-10");
    let changes = [
        "n sexo=F, from 2026-10 to 2027-10: changed by +3",
        "n sexo=M, from 2026-10 to 2027-10: changed by -3",
    ];
    assert_eq!(
        found(&[&old, &new("120 43 37 40 | 60 . . . | 60 . . .")]),
        changes
    );
    // What is published of a single year now may have been another number then.
    assert_eq!(
        found(&[&old, &new("120 43 37 40 | 60 23 17 20 | 60 20 20 20")]),
        changes
    );
}

#[test]
fn a_correction_of_a_single_year_may_show_in_a_crossing_alone() {
    let (years, sex, country) = (
        dimension("anio", "2024"),
        dimension("sexo", "F M"),
        dimension("pais", "A B C"),
    );
    let crossed = |name: &str, women_from_a: u64| {
        let cells = format!("60 . . . | . {women_from_a} . . | . . . .");
        named(
            release(
                5,
                [
                    table("n", &[&years], "60 60"),
                    table("n", &[&sex, &country], &cells),
                ],
            ),
            name,
        )
    };
    assert_eq!(
        found(&[&crossed("2026-10", 20), &crossed("2027-10", 23)]),
        ["n pais=A sexo=F, from 2026-10 to 2027-10: changed by +3"]
    );
    assert_eq!(
        found(&[&crossed("2026-10", 20), &crossed("2027-10", 25)]),
        [""; 0]
    );
}

#[test]
fn two_releases_that_pool_the_same_years_say_nothing_of_later_ones() {
    let sex = dimension("sexo", "F M O");
    let time = |years: &str, apart: &str| {
        let mut time = dimension("anio", years);
        time.categories
            .iter_mut()
            .for_each(|year| year.apart = apart.contains(&year.code));
        time
    };
    let old = release(
        5,
        [table(
            "n",
            &[&time("2022 2023", ""), &sex],
            "80 40 20 20 | 40 20 10 10 | 40 20 10 10",
        )],
    );
    let more = "80 40 20 20 | 40 20 10 10 | 40 20 10 10 | 30 . . .";
    let pooled = named(
        release(
            5,
            [table("n", &[&time("2022 2023 2024", "2024"), &sex], more)],
        ),
        "2027-10",
    );
    assert_eq!(found(&[&old, &pooled]), [""; 0]);
    let sums = more.replace("80 40 20 20", "110 67 22 21");
    let summed = named(
        release(5, [table("n", &[&time("2022 2023 2024", ""), &sex], &sums)]),
        "2027-10",
    );
    let expected = [
        "n anio=2024 sexo=F: exactly 27",
        "n anio=2024 sexo=M: exactly 2",
        "n anio=2024 sexo=O: exactly 1",
    ];
    assert_eq!(found(&[&old, &summed]), expected);
}

#[test]
fn several_releases_tell_no_less_than_the_last_two() {
    let sex = dimension("sexo", "F M");
    let release = |name: &str, years: &str, cells: &str| {
        named(
            release(5, [table("n", &[&dimension("anio", years), &sex], cells)]),
            name,
        )
    };
    let first = release("2025-10", "2022 2023", "80 40 40 | 40 20 20 | 40 20 20");
    let second = release(
        "2026-10",
        "2022 2023 2024",
        "110 . . | 40 20 20 | 40 20 20 | 30 . .",
    );
    let third = release(
        "2027-10",
        "2022 2023 2024 2025",
        "140 97 43 | 40 20 20 | 40 20 20 | 30 . . | 30 . .",
    );
    // Of the men, three came in two years.
    let expected = [
        "n anio=2024 sexo=M: between 0 and 3",
        "n anio=2025 sexo=M: between 0 and 3",
    ];
    assert_eq!(found(&[&first, &second, &third]), expected);
    assert_eq!(found(&[&first, &second]), [""; 0]);
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
        let report = attack_with_facts(&[&safe], Effort::Joint, facts);
        let found = report
            .findings
            .iter()
            .map(|finding| format!("{}: {}", finding.group, finding.kind));
        (found.collect::<Vec<_>>(), report.refused)
    };
    assert_eq!(
        known(&[fact("M", 17, "A")]),
        (vec!["n sexo=O: exactly 3".to_owned()], vec![])
    );
    let (found, refused) = known(&[
        fact("M", 17, "A"),
        fact("M", 18, "B"),
        fact("O", 90, "C"),
        fact("X", 1, "D"),
    ]);
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
