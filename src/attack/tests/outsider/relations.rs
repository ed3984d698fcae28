//! Tests what follows from nests, several answers, equal categories, parts, and releases.

use attack::attack;
use cube::{Relations, Release};

use crate::small::{dimension, found, multi, pin, release, table};

fn related(mut release: Release, equal: &[(&str, &str)], part_of: &[(&str, &str)]) -> Release {
    let equal = equal.iter().map(|(a, b)| (pin(a), pin(b))).collect();
    let part_of = part_of
        .iter()
        .map(|(part, whole)| ((*part).into(), (*whole).into()))
        .collect();
    release.catalog.relations = Relations {
        equal,
        part_of,
        ..Relations::default()
    };
    release
}

#[test]
fn a_parent_is_the_sum_of_its_children() {
    let age = dimension("edad", "MIN MIN/0_11 MIN/12_17 ADU");
    let leaking = release(5, [table("n", &[&age], "60 20 17 . 40")]);
    assert_eq!(found(&[&leaking]), ["n edad=12_17: exactly 3"]);
    assert_eq!(attack(&[&leaking]).findings[0].proof, "20 − 17 = 3");
    let through_the_parent = release(5, [table("n", &[&age], "60 . 17 . 40")]);
    assert_eq!(
        found(&[&through_the_parent]),
        ["n edad=12_17: exactly 3", "n edad=MIN: exactly 20"]
    );
    let safe = release(5, [table("n", &[&age], "60 20 . . 40")]);
    assert_eq!(found(&[&safe]), [""; 0]);
}

#[test]
fn two_tables_that_are_safe_alone_leak_together() {
    // sdcTools/UserSupport #136: regions lie in counties and in groups.
    let county = dimension("condado", "C1 C1/A C1/B C1/I C1/J C2 C2/K C2/L C2/M C2/N");
    let group = dimension("grupo", "S S/A S/B S/I S/J S/K S/N G G/L G/M");
    let by_county = || table("n", &[&county], "36 20 . . 8 8 16 . . . 7");
    let by_group = || table("n", &[&group], "36 30 . . 8 8 . 7 6 . .");
    assert_eq!(found(&[&release(4, [by_county()])]), [""; 0]);
    assert_eq!(found(&[&release(4, [by_group()])]), [""; 0]);
    let regions: Vec<_> = "ABIJKLMN"
        .chars()
        .map(|code| (format!("condado={code}"), format!("grupo={code}")))
        .collect();
    let regions: Vec<_> = regions
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let both = related(release(4, [by_county(), by_group()]), &regions, &[]);
    assert_eq!(found(&[&both]), ["n condado=K: exactly 3"]);
    assert_eq!(attack(&[&both]).findings[0].proof, "30 − 20 − 7 = 3");
}

#[test]
fn equal_categories_are_one_cell() {
    let (country, status) = (
        dimension("pais", "CRI NIC COL"),
        dimension("condicion", "NAC REG IRR"),
    );
    let sex = dimension("sexo", "F M");
    let tables = || {
        [
            table(
                "n",
                &[&country, &sex],
                "70 60 10 | 30 . . | 20 . . | 20 20 0",
            ),
            table(
                "n",
                &[&status, &sex],
                "70 60 10 | 30 22 8 | 20 . . | 20 . .",
            ),
        ]
    };
    let apart = found(&[&release(1, tables())]);
    assert!(
        !apart.contains(&"n pais=CRI sexo=F: exactly 22".to_owned()),
        "{apart:?}"
    );
    let equal = related(release(1, tables()), &[("pais=CRI", "condicion=NAC")], &[]);
    assert!(found(&[&equal]).contains(&"n pais=CRI sexo=F: exactly 22".to_owned()));
}

#[test]
fn what_is_empty_by_declaration_tells_nothing() {
    let (country, status) = (
        dimension("pais", "CRI NIC COL"),
        dimension("condicion", "NAC REG IRR"),
    );
    let cells = "70 30 20 20 | 30 30 . . | 25 . . . | 15 . . .";
    let crossed = related(
        release(5, [table("n", &[&country, &status], cells)]),
        &[("pais=CRI", "condicion=NAC")],
        &[],
    );
    assert_eq!(found(&[&crossed]), [""; 0]);
    let published = cells.replace("30 30 . .", "30 30 0 0");
    let crossed = related(
        release(5, [table("n", &[&country, &status], &published)]),
        &[("pais=CRI", "condicion=NAC")],
        &[],
    );
    assert_eq!(found(&[&crossed]), [""; 0]);
}

#[test]
fn an_equal_category_stays_equal_below_its_parents() {
    let country = dimension("pais", "CA CA/CRI CA/NIC SA");
    let status = dimension("condicion", "NAC EXT");
    let cells = "70 30 40 | 45 30 15 | 30 30 . | 15 . 15 | 25 . 25";
    let crossed = related(
        release(5, [table("n", &[&country, &status], cells)]),
        &[("pais=CRI", "condicion=NAC")],
        &[],
    );
    assert_eq!(found(&[&crossed]), [""; 0]);
    let hidden = cells.replace("45 30 15", "45 . 15");
    let crossed = related(
        release(5, [table("n", &[&country, &status], &hidden)]),
        &[("pais=CRI", "condicion=NAC")],
        &[],
    );
    assert_eq!(found(&[&crossed]), ["n condicion=NAC pais=CA: exactly 30"]);
}

#[test]
fn whoever_lacks_an_option_is_a_group_too() {
    let means = multi("medio", "RED CARA U?");
    let leaking = release(5, [table("n", &[&means], "60 48 30 10")]);
    let report = attack(&[&leaking]);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(
        report.findings[0].to_string(),
        "n medio≠RED: exactly 2\n    60 − 48 − 10 = 2"
    );
    assert!(report.findings[0].group.is_implied());
    let safe = release(5, [table("n", &[&means], "60 44 30 10")]);
    assert_eq!(found(&[&safe]), [""; 0]);
}

#[test]
fn everybody_who_answered_has_an_option() {
    let means = multi("medio", "RED CARA U?");
    let few = release(5, [table("n", &[&means], "60 . 47 10")]);
    assert_eq!(
        found(&[&few]),
        ["n medio≠CARA: exactly 3", "n medio=RED: between 3 and 50"]
    );
}

#[test]
fn options_do_not_add_up() {
    let years = dimension("anio", "2024 2025");
    let means = multi("medio", "RED CARA U?");
    let cells = "90 70 60 10 | 45 35 . 5 | 45 35 . 5";
    assert_eq!(
        found(&[&release(5, [table("n", &[&years, &means], cells)])]),
        [""; 0]
    );
}

#[test]
fn one_option_alone_is_everybodys() {
    let means = multi("medio", "RED U?");
    assert_eq!(
        found(&[&release(5, [table("n", &[&means], "60 50 10")])]),
        [""; 0]
    );
    assert_eq!(
        found(&[&release(5, [table("n", &[&means], "60 . 57")])]),
        ["n medio=RED: exactly 3"]
    );
}

#[test]
fn those_without_an_option_add_up_over_the_years() {
    let years = dimension("anio", "2024 2025 2026");
    let means = multi("medio", "RED CARA U?");
    let cells = "100 70 50 20 | 50 34 24 10 | . . . . | . . . .";
    assert_eq!(
        found(&[&release(5, [table("n", &[&years, &means], cells)])]),
        [
            "n anio=2025 medio≠RED: between 0 and 4",
            "n anio=2026 medio≠RED: between 0 and 4"
        ]
    );
}

#[test]
fn over_all_years_the_rest_of_a_whole_is_a_group() {
    let (years, sex) = (dimension("anio", "2024 2025"), dimension("sexo", "F M"));
    let tables = [
        table(
            "solicitudes",
            &[&years, &sex],
            "100 80 20 | 50 40 10 | 50 40 10",
        ),
        table(
            "acreditadas",
            &[&years, &sex],
            "80 63 17 | 45 37 8 | 35 26 9",
        ),
    ];
    let alone = release(5, tables.clone());
    assert_eq!(found(&[&alone]), [""; 0]);
    let part = related(release(5, tables), &[], &[("acreditadas", "solicitudes")]);
    let report = attack(&[&part]);
    let findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        findings,
        [
            "solicitudes minus acreditadas sexo=F, by the end of 2024: exactly 3\n    40 − 37 = 3",
            "solicitudes minus acreditadas sexo=M: exactly 3\n    20 − 17 = 3",
            "solicitudes minus acreditadas sexo=M, by the end of 2024: exactly 2\n    10 − 8 = 2",
        ]
    );
}

#[test]
fn a_rest_adds_up_as_well() {
    let sex = dimension("sexo", "F M");
    let tables = [
        table("solicitudes", &[&sex], "100 . ."),
        table("acreditadas", &[&sex], "97 . ."),
    ];
    let part = related(release(5, tables), &[], &[("acreditadas", "solicitudes")]);
    assert_eq!(
        found(&[&part]),
        [
            "solicitudes minus acreditadas: exactly 3",
            "solicitudes minus acreditadas sexo=F: between 0 and 3",
            "solicitudes minus acreditadas sexo=M: between 0 and 3",
        ]
    );
}

#[test]
fn what_becomes_of_applications_tells_who_is_accredited() {
    let (years, outcome) = (
        dimension("anio", "2024 2025"),
        dimension("resultado", "ACC DEN PEN"),
    );
    let tables = [
        table(
            "solicitudes",
            &[&years, &outcome],
            "100 . . 20 | 50 . . 8 | 50 . . 12",
        ),
        table("acreditadas", &[&years], "75 40 35"),
    ];
    let part = related(
        release(5, tables.clone()),
        &[],
        &[("acreditadas", "solicitudes")],
    );
    assert_eq!(found(&[&part]), [""; 0]);
    let mut within = part;
    within.catalog.relations.within = vec![("acreditadas".into(), pin("resultado=ACC"))];
    assert_eq!(
        found(&[&within]),
        [
            "solicitudes minus acreditadas resultado=ACC, by the end of 2024: between 0 and 2",
            "solicitudes anio=2024 resultado=DEN: between 0 and 2",
        ]
    );
    assert_eq!(
        attack(&[&within]).findings[1].proof,
        "at most 50 − 40 − 8 = 2"
    );
}

#[test]
fn what_becomes_of_applications_is_followed_by_period_where_years_are_not_told() {
    let fine = dimension(
        "anio",
        "2022-2023 2022-2023/2022 2022-2023/2023 2024-2025 2024-2025/2024 2024-2025/2025",
    );
    let (coarse, outcome) = (
        dimension("anio", "2022-2023 2024-2025"),
        dimension("resultado", "ACC DEN"),
    );
    let tables = [
        table("acreditadas", &[&fine], "75 40 20 20 35 15 20"),
        table(
            "solicitudes",
            &[&coarse, &outcome],
            "100 . . | 42 . . | 58 . .",
        ),
    ];
    let mut within = related(release(5, tables), &[], &[("acreditadas", "solicitudes")]);
    let waiting = "solicitudes minus acreditadas, by the end of 2022-2023: exactly 2";
    assert_eq!(found(&[&within]), [waiting]);
    within.catalog.relations.within = vec![("acreditadas".into(), pin("resultado=ACC"))];
    assert_eq!(
        found(&[&within]),
        [
            waiting,
            "solicitudes minus acreditadas resultado=ACC, by the end of 2022-2023: between 0 and 2",
            "solicitudes anio=2022-2023 resultado=DEN: between 0 and 2",
        ]
    );
}

#[test]
fn a_later_release_must_not_give_the_new_year_away() {
    let sex = dimension("sexo", "F M");
    let before = table(
        "n",
        &[&dimension("anio", "2022 2023"), &sex],
        "80 40 40 | 40 . . | 40 . .",
    );
    let after = table(
        "n",
        &[&dimension("anio", "2022 2023 2024"), &sex],
        "120 43 77 | 40 . . | 40 . . | 40 . .",
    );
    let (before, mut after) = (release(5, [before]), release(5, [after]));
    after.catalog.release = "2027-10".into();
    assert_eq!(found(&[&before]), [""; 0]);
    assert_eq!(found(&[&after]), [""; 0]);
    let report = attack(&[&before, &after]);
    assert_eq!(report.findings[0].group.to_string(), "n anio=2024 sexo=F");
    assert_eq!(report.findings[0].tables, ["2027-10/n.anio.sexo"]);
    assert_eq!(report.findings[0].proof, "43 − 40 = 3");
}

#[test]
fn a_year_hidden_in_one_release_and_published_in_another_is_exact() {
    let years = dimension("anio", "2024 2025");
    let (before, mut after) = (
        release(5, [table("n", &[&years], "70 30 40")]),
        release(5, [table("n", &[&years], "70 . .")]),
    );
    after.catalog.release = "2027-10".into();
    let report = attack(&[&before, &after]);
    assert_eq!(
        report.findings[0].to_string(),
        "n anio=2024: exactly 30 [2026-10/n.anio, 2027-10/n.anio]\n    published: 30 in 2026-10/n.anio"
    );
}

#[test]
fn a_large_number_that_only_an_earlier_release_hid_may_become_known() {
    let sex = dimension("sexo", "F M");
    let before = table(
        "n",
        &[&dimension("anio", "2022 2023"), &sex],
        "80 . . | 40 . . | 40 . .",
    );
    let after = "120 60 60 | 40 . . | 40 . . | 40 20 20";
    let after = table("n", &[&dimension("anio", "2022 2023 2024"), &sex], after);
    let (before, mut after) = (release(5, [before]), release(5, [after]));
    after.catalog.release = "2027-10".into();
    let report = attack(&[&before, &after]);
    assert_eq!(report.findings, []);
    assert!(
        report.needless[0]
            .to_string()
            .contains("hidden needlessly: at least 40 [2026-10/n.anio.sexo]")
    );
}

#[test]
fn nothing_published_is_safe() {
    assert!(attack(&[]).is_safe());
    assert!(attack(&[&release(5, [])]).is_safe());
}

#[test]
fn whoever_is_in_one_category_is_in_the_one_that_it_implies() {
    // Of the ten whose age is known, the eight to whom means do not apply are minors.
    let (age, means) = (dimension("edad", "MIN ADU U"), multi("medios", "NOR FUE"));
    let mut known = release(
        5,
        [
            table("n", &[&age], "40 . . 30"),
            table("n", &[&means], "40 8 34"),
        ],
    );
    assert_eq!(found(&[&known]), [""; 0]);
    known.catalog.relations.implies = vec![(pin("medios=NOR"), pin("edad=MIN"))];
    assert_eq!(found(&[&known]), ["n edad=ADU: between 0 and 2"]);
}

#[test]
fn two_categories_that_exclude_each_other_leave_little_room() {
    // Whoever is a national is not from elsewhere, which leaves four who may be.
    let (country, status) = (
        dimension("pais", "CRI NIC COL"),
        dimension("condicion", "NAC U?"),
    );
    let mut known = release(
        5,
        [
            table("n", &[&country], "40 10 . ."),
            table("n", &[&status], "40 36 4"),
        ],
    );
    // The four are a finding themselves.
    let few = "n condicion=U: published below the threshold: 4";
    assert_eq!(found(&[&known]), [few]);
    known.catalog.relations.impossible = vec![(pin("condicion=NAC"), pin("pais=NIC"))];
    assert_eq!(found(&[&known]), [few, "n pais=NIC: between 0 and 4"]);
}

#[test]
fn categories_that_together_are_another_one_add_up_to_it() {
    let (country, scope) = (
        dimension("pais", "CRI FOR MUL"),
        dimension("ambito", "INT EXT"),
    );
    let mut known = release(
        5,
        [
            table("n", &[&country], "40 . . 9"),
            table("n", &[&scope], "40 29 11"),
        ],
    );
    assert_eq!(found(&[&known]), [""; 0]);
    known.catalog.relations.unions =
        vec![(pin("ambito=EXT"), vec![pin("pais=FOR"), pin("pais=MUL")])];
    assert_eq!(
        found(&[&known]),
        ["n pais=CRI: exactly 29", "n pais=FOR: exactly 2"]
    );
}
