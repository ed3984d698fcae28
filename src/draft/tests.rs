//! Tests what is found in dirty columns, and that no rare text stands in a draft.

use std::collections::BTreeMap;

use codebook::{Codebook, identifiers::DirectIdentifier, notation::spelling::fold};
use proptest::prelude::*;

use crate::{Column, Counts, Finding, NoDraft, Options, Table, Unused, look, propose, write};

const THRESHOLD: u64 = 5;

/// A column with these texts, each in so many rows.
fn column(name: &str, texts: &[(&str, u64)]) -> Column {
    Column {
        name: name.into(),
        texts: texts
            .iter()
            .map(|(text, rows)| ((*text).into(), *rows))
            .collect(),
    }
}

fn find(name: &str, texts: &[(&str, u64)]) -> Finding {
    look(&column(name, texts), THRESHOLD)
}

/// The codes and labels of the categories that are found, and how many rows are folded.
fn categories(name: &str, texts: &[(&str, u64)]) -> (Vec<String>, u64) {
    let found = match find(name, texts) {
        Finding::Choices(categories) | Finding::Several { categories, .. } => categories,
        other => panic!("{other:?}"),
    };
    let all = found
        .all
        .iter()
        .map(|category| format!("{} {}", category.code, category.es));
    (all.collect(), found.folded)
}

#[test]
fn a_notation_is_found_and_what_contradicts_it_is_counted() {
    let Finding::Dates(dates) = find(
        "fecha",
        &[
            ("25/03/2021", 40),
            ("01/02/2021", 30),
            ("03/25/2021", 9),
            ("31/02/2022", 1),
            ("sin fecha", 3),
            ("N/D", 9),
            ("", 9),
        ],
    ) else {
        panic!("no dates");
    };
    assert_eq!(dates.notations, ["%d/%m/%Y"]);
    assert_eq!(
        (dates.fits, dates.either, dates.contradict, dates.unread),
        (70, 30, 9, 13)
    );
    assert_eq!(dates.years, BTreeMap::from([(2021, 70)]));
    assert!(!dates.is_undecided());
}

#[test]
fn months_come_first_where_the_dates_say_so() {
    let notations = |texts: &[(&str, u64)]| match find("date", texts) {
        Finding::Dates(dates) => (dates.notations.join(" "), dates.is_undecided()),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        notations(&[("03/25/2021", 9), ("02/03/2021", 5)]),
        ("%m/%d/%Y".into(), false)
    );
    assert_eq!(
        notations(&[("02/03/2021", 9), ("04/03/2021", 5)]),
        ("%d/%m/%Y".into(), true)
    );
    assert_eq!(
        notations(&[
            ("2021-03-25", 50),
            ("25/03/2021 10:30", 7),
            ("25-mar-2021", 6)
        ]),
        ("%d/%m/%Y %d-%b-%Y %Y-%m-%d".into(), false)
    );
}

#[test]
fn sex_is_recognized_in_all_spellings() {
    let spelled = [
        ("F", 9),
        ("femenina ", 8),
        ("MUJER", 7),
        ("Masc.", 6),
        ("hombre", 5),
        ("N/S", 9),
        ("Muger", 1),
    ];
    assert_eq!(
        categories("sexo", &spelled),
        (vec!["F Mujer".into(), "M Hombre".into()], 1)
    );
    // With H beside it, M is “mujer”.
    assert_eq!(
        categories("sexo", &[("H", 9), ("M", 8)]),
        (vec!["MUJ Mujer".into(), "HOM Hombre".into()], 0)
    );
    assert_eq!(
        categories("sexo", &[("H", 9), ("M", 8), ("F", 7)]),
        (vec!["F Mujer".into(), "M Hombre".into()], 0)
    );
    let (with_third, folded) = categories(
        "sexo",
        &[("F", 90), ("M", 80), ("Intersex", 6), ("Otro", 2)],
    );
    assert_eq!((with_third.len(), folded), (3, 2));
}

#[test]
fn countries_and_parts_of_countries_are_recognized() {
    let countries = [
        ("Costa Rica", 50),
        ("COSTA RICA", 3),
        ("Nicaragüense", 9),
        ("VE", 6),
        ("Tonga", 1),
        ("Apátrida", 5),
    ];
    assert_eq!(
        categories("nacionalidad", &countries),
        (
            vec![
                "CRI Costa Rica".into(),
                "NIC Nicaragua".into(),
                "VEN Venezuela".into(),
                "APA Apátrida".into()
            ],
            1
        )
    );
    let (provinces, folded) = categories(
        "lugar",
        &[("San José", 9), ("limon", 5), ("Heredia", 1), ("Tonga", 1)],
    );
    assert_eq!((provinces.len(), folded), (7, 1));
    assert_eq!(provinces[0], "CR-A Alajuela");
    // Languages are no countries.
    assert_eq!(
        categories("lengua", &[("es", 9), ("en", 8)]).0,
        ["en en", "es es"]
    );
}

#[test]
fn several_answers_in_a_field_are_split() {
    let texts = [
        ("Red; Familia", 20),
        ("Familia;Red", 9),
        ("Red", 9),
        ("Familia", 9),
        ("Red; Ana", 1),
    ];
    let Finding::Several { separator, .. } = find("medios", &texts) else {
        panic!("one answer");
    };
    assert_eq!(separator, ";");
    assert_eq!(
        categories("medios", &texts),
        (vec!["FAM Familia".into(), "Red Red".into()], 1)
    );
    // A comma inside an answer does not part it.
    let inside = [
        ("Sexual niñas, niños", 20),
        ("Laboral", 20),
        ("Laboral,Sexual niñas, niños", 9),
        ("Otra cosa", 9),
        ("Otra cosa,Laboral", 6),
    ];
    assert_eq!(
        categories("tema", &inside).0,
        ["LAB Laboral", "OTRAC Otra cosa", "SEX Sexual niñas, niños"]
    );
}

#[test]
fn ages_are_recognized_by_name_and_groups_of_ages_have_an_order() {
    let ages = [("14", 9), ("20 años", 9), ("adulta", 2), ("N/S", 9)];
    assert_eq!(
        find("Edad aparente", &ages),
        Finding::Ages {
            fits: 18,
            others: 2
        }
    );
    assert!(matches!(
        find("hijos", &[("1", 9), ("2", 9)]),
        Finding::Choices(_)
    ));
    let Finding::Choices(groups) = find(
        "grupo",
        &[("50+", 9), ("<12", 9), ("12-17", 9), ("18 a 49", 9)],
    ) else {
        panic!("no groups");
    };
    let labels: Vec<&str> = groups.all.iter().map(|group| &*group.es).collect();
    assert_eq!(
        (labels, groups.is_ordered),
        (vec!["<12", "12-17", "18 a 49", "50+"], true)
    );
}

#[test]
fn what_identifies_people_or_says_nothing_is_not_read() {
    let unused = |name, texts: &[(&str, u64)]| match find(name, texts) {
        Finding::Unused(why) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        unused("Nombre", &[("Sí", 9), ("No", 9)]),
        Unused::Identifies(DirectIdentifier::Name)
    );
    assert_eq!(
        unused("referida", &[("Ana", 90), ("María Mora", 90), ("Limón", 9)]),
        Unused::Identifies(DirectIdentifier::Name)
    );
    assert_eq!(
        unused("obs", &[("1-0234-0567", 9), ("No", 9)]),
        Unused::Identifies(DirectIdentifier::Document)
    );
    assert_eq!(
        unused("obs", &[("llamó", 1), ("volvió", 2), ("se fue", 1)]),
        Unused::FreeText
    );
    assert_eq!(unused("tema", &[("Trata", 99), ("", 5)]), Unused::Constant);
    assert_eq!(
        find("SEX", &[("X", 30), ("x", 2), ("", 50)]),
        Finding::Marks { marked: 32 }
    );
    assert_eq!(unused("SEX", &[("X", 3), ("", 50)]), Unused::FewMarks);
    assert_eq!(unused("casos", &[("1", 30), ("12", 5)]), Unused::Counts);
    assert_eq!(unused("obs", &[("N/S", 30), ("", 5)]), Unused::Empty);
}

/// A table with a date, and these columns.
fn table(columns: Vec<Column>) -> Vec<Table> {
    let mut all = vec![column("fecha", &[("2021-03-04", 300), ("2022-03-04", 300)])];
    all.extend(columns);
    vec![Table {
        file: "r.csv".into(),
        header: None,
        uneven: 0,
        columns: all,
    }]
}

fn draft(columns: Vec<Column>) -> Result<String, NoDraft> {
    let options = Options {
        threshold: THRESHOLD,
        counts: Counts::Refused,
    };
    propose(&table(columns), options).map(|drafted| write(&drafted))
}

#[test]
fn what_would_be_wrong_is_refused() {
    let sex = || column("sexo", &[("F", 300), ("M", 300)]);
    assert!(draft(vec![sex()]).is_ok());
    assert_eq!(
        draft(vec![sex(), column("casos", &[("7", 600)])]),
        Err(NoDraft::Counts {
            column: "casos".into()
        })
    );
    assert_eq!(
        draft(vec![
            column("F", &[("F", 300), ("M", 300)]),
            column("14", &[("15", 600)])
        ]),
        Err(NoDraft::NoHeader {
            file: "r.csv".into()
        })
    );
    assert!(matches!(
        draft(vec![column("obs", &[("", 600)])]),
        Err(NoDraft::NoDimension)
    ));
}

#[test]
fn ages_are_computed_only_from_dates_with_a_day() {
    let of = |dates: [(&str, u64); 2]| {
        let births = [("03/04/1990", 30), ("25/12/2010", 30)];
        let ages = [("33", 30), ("13", 30)];
        let mut tables = table(vec![column("nacimiento", &births), column("edad", &ages)]);
        tables[0].columns[0] = column("fecha", &dates);
        let options = Options {
            threshold: THRESHOLD,
            counts: Counts::Refused,
        };
        write(&propose(&tables, options).unwrap())
    };
    let of_days = of([("14/03/2023", 30), ("25/03/2024", 30)]);
    assert!(of_days.contains("birth = \"nacimiento\""), "{of_days}");
    let of_years = of([("2023", 30), ("2024", 30)]);
    assert!(!of_years.contains("birth ="), "{of_years}");
    assert!(of_years.contains("column = \"edad\""), "{of_years}");
}

#[test]
fn files_with_different_columns_are_sources_of_their_own() {
    let mut tables = table(vec![column("sexo", &[("F", 300), ("M", 300)])]);
    let mut other = table(vec![
        column("zona", &[("N", 300), ("S", 300)]),
        column("Nombre", &[("Ana", 600)]),
    ]);
    other[0].file = "otro.csv".into();
    tables.append(&mut other);
    let options = Options {
        threshold: THRESHOLD,
        counts: Counts::Refused,
    };
    let text = write(&propose(&tables, options).unwrap());
    let codebook = Codebook::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes}\n{text}"));
    let sources: Vec<_> = codebook
        .sources
        .iter()
        .map(|source| (source.files.join(" "), source.drop.join(" ")))
        .collect();
    assert_eq!(
        sources,
        [
            ("otro.csv".into(), "Nombre".into()),
            ("r.csv".into(), String::new())
        ]
    );
    assert!(
        text.contains("# TODO: Files with different columns"),
        "{text}"
    );
}

#[test]
fn columns_with_any_names_make_a_sound_codebook() {
    let names = [
        "por",
        "Año",
        "personas",
        "Sexo \"1\"",
        "sexo 1",
        "日本",
        "\\",
        "mapa",
        "a\nb",
        "123",
    ];
    let columns = names.map(|name| column(name, &[("Alta", 300), ("Baja", 300)]));
    let text = draft(columns.into()).unwrap();
    Codebook::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes}\n{text}"));
}

/// Answers as registers have them: of known lists, invented, numbers, several in one field, names.
fn any_answer() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "F",
            "mujer",
            "M",
            "H",
            "Sí",
            "no",
            "Costa Rica",
            "NIC",
            "Tonga",
            "San José",
            "Limón",
            "Otro",
            "N/S",
            "",
            "x"
        ])
        .prop_map(str::to_owned),
        "[A-Za-zñáé]{1,9}( [a-z]{1,5})?",
        "[0-9]{1,4}",
        "[a-c]{1,2}[;,/][a-c]{1,2}([;,][d-f])?",
        "\\PC{1,6}",
    ]
}

fn any_column() -> impl Strategy<Value = BTreeMap<String, u64>> {
    prop::collection::btree_map(any_answer(), 1..40_u64, 1..12)
}

/// What a draft may quote whatever the records hold.
static KNOWN: std::sync::LazyLock<std::collections::BTreeSet<String>> =
    std::sync::LazyLock::new(|| {
        let lists = [
            [("F", 300), ("M", 300), ("?a", 1)],
            [("H", 300), ("M", 300), ("?a", 1)],
            [("Sí", 300), ("No", 300), ("?a", 1)],
        ];
        let always = lists
            .map(|list| draft(vec![column("q", &list), column("edad", &[("14", 600)])]).unwrap())
            .join("\n")
            + include_str!("lists/countries.txt")
            + include_str!("lists/subdivisions.txt")
            + include_str!("lists/nationals.txt");
        quoted(&always.replace('\t', "\"\""))
    });

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_is_sound_and_no_rare_answer_stands_in_it(texts in prop::collection::vec(any_column(), 1..5)) {
        let known = &*KNOWN;
        let columns: Vec<Column> = texts.iter().enumerate().map(|(at, texts)| Column {
            name: format!("q{at}"),
            texts: texts.clone(),
        }).collect();
        let Ok(text) = draft(columns.clone()) else { return Ok(()) };
        if let Err(mistakes) = Codebook::parse(&text) {
            return Err(TestCaseError::fail(format!("{mistakes}\n{text}")));
        }
        // How often each text occurs in the column where it is most frequent, alone or as a part.
        let mut most: BTreeMap<String, u64> = BTreeMap::new();
        for column in &columns {
            let mut here: BTreeMap<String, u64> = BTreeMap::new();
            for (whole, rows) in &column.texts {
                let parts = whole.split([';', ',', '/', '|', '+']).chain([whole.as_str()]);
                let parts: std::collections::BTreeSet<String> = parts.map(fold).collect();
                for part in parts {
                    *here.entry(part).or_default() += rows;
                }
            }
            for (part, rows) in here {
                let before = most.entry(part).or_default();
                *before = rows.max(*before);
            }
        }
        for quoted in quoted(&text) {
            if let Some(rows) = most.get(&quoted) {
                prop_assert!(*rows >= THRESHOLD || known.contains(&quoted) || quoted.starts_with('q'), "{quoted}\n{text}");
            }
        }
    }
}

/// All texts in quotation marks, folded.
fn quoted(text: &str) -> std::collections::BTreeSet<String> {
    text.lines()
        // A code that is made of a frequent label may be a rare text elsewhere.
        .map(|line| line.strip_prefix("  { code = ").unwrap_or(line))
        .flat_map(|line| {
            line.split('"')
                .skip(2 - usize::from(!line.starts_with('"')))
        })
        .map(fold)
        .filter(|text| !text.is_empty())
        .collect()
}
