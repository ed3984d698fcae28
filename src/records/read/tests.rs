//! Checks the disposition of rows, the messages about bad input, and that no message quotes a field unless chosen.

use proptest::prelude::*;

use super::*;
use crate::sample::{Files, intake, links};
use codebook::sample::{HEADER, ROW, cases, codebook, file, row};

mod first_line;
mod workbooks;
mod years;

/// Returns the problems of files that the sample codebook does not accept.
fn problems_in(contents: &[impl AsRef<[u8]>]) -> String {
    Files::new(contents)
        .read(&codebook(&[]), Values::Concealed)
        .unwrap_err()
}

/// Returns the tally of rows below the header, with changes to the codebook.
fn tally_with(changes: &[(&str, &str)], rows: &[impl AsRef<str>]) -> String {
    Files::new(&[file(rows)])
        .read(&codebook(changes), Values::Concealed)
        .unwrap()
        .tally
        .to_string()
}

fn tally(rows: &[impl AsRef<str>]) -> String {
    tally_with(&[], rows)
}

#[test]
fn each_kind_of_bad_file_is_reported_with_its_location() {
    let missing = read(
        &codebook(&[]),
        &[Input::File("no-hay.csv".into())],
        Values::Concealed,
        &links(),
    )
    .unwrap_err()
    .to_string();
    assert_eq!(
        missing,
        "no-hay.csv: the file cannot be read: No such file or directory (os error 2)"
    );
    let twice = Files::new(&[file(&[ROW])]);
    let again = [
        twice.paths[0].clone(),
        twice.paths[0].parent().unwrap().join("./0.csv"),
    ];
    let again = read(
        &codebook(&[]),
        &again.map(Input::File),
        Values::Concealed,
        &links(),
    )
    .unwrap_err()
    .to_string();
    assert!(
        again.ends_with(
            "/0.csv: this file is given more than once; give it once, or its rows count twice"
        ),
        "{again}"
    );
    let empty = "0.csv: the file is empty; a first line with the column names was expected";
    assert_eq!(problems_in(&[""]), empty);
    assert_eq!(problems_in(&["\u{feff}\n\n"]), empty);
    assert_eq!(
        problems_in(&[HEADER]),
        "0.csv: there are no rows below the column names; fill them in, or leave this file out"
    );
    assert_eq!(
        problems_in(&[file(&[ROW]).replace(";sexo;", ";genero;")]),
        "0.csv, line 1, column “sexo”: this column was expected here, among 9 separated by “;”; correct its name in the file or in the codebook"
    );
    assert_eq!(
        problems_in(&[file(&[ROW])
            .replace(";edad;", ";sexo;")
            .replace(";tipo;", ";edad;")
            .replace("resultado", "tipo")]),
        "0.csv, line 1, column “resultado”: this column was expected here, among 9 separated by “;”; correct its name in the file or in the codebook\n\
         0.csv, line 1, column “sexo”: two columns have this name; rename or remove one of them"
    );
}

#[test]
fn each_kind_of_bad_row_is_reported_with_its_location() {
    assert_eq!(
        problems_in(&[file(&[ROW, "2024-03-01;2024-09-01;DIR;ACC"])]),
        "0.csv, line 3, column “resultado”: this row has 4 fields instead of 9; check its delimiters and quotation marks"
    );
    assert_eq!(
        problems_in(&[file(&[ROW, &format!("{ROW};")])]),
        "0.csv, line 3: this row has 10 fields instead of 9; check its delimiters and quotation marks"
    );
    assert_eq!(
        problems_in(&[file(&[
            "2024-03-01;2024-09-01;DIR;ACC;F;14;CRI;NAC;\"FUE",
            ROW
        ])]),
        "0.csv, line 2: a quotation mark opens in this row and is never closed; close or remove it"
    );
    assert_eq!(
        problems_in(&[file(&[row("sexo", "Z")])]),
        "0.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U"
    );
    assert_eq!(
        problems_in(&[file(&[row("edad", "catorce")])]),
        "0.csv, line 2, column “edad”: a category of “edad” was expected: an age in whole years, U"
    );
    assert_eq!(
        problems_in(&[file(&[row("condicion", "N/D")])]),
        "0.csv, line 2, column “condicion”: a value was expected: “condicion” has no category for “not known”"
    );
    let date = "0.csv, line 2, column “solicitud”: a date written as %Y-%m-%d was expected";
    assert_eq!(
        problems_in(&[file(&[row("solicitud", "01/03/2024")])]),
        date
    );
    assert_eq!(
        problems_in(&[file(&[row("solicitud", "2024-02-30")])]),
        date
    );
    assert_eq!(problems_in(&[file(&[row("solicitud", "")])]), date);
}

#[test]
fn columns_that_identify_people_are_refused_unless_dropped_or_keys() {
    let with = |column: &str, field: &str| format!("{HEADER};{column}\n{ROW};{field}\n");
    let name = "0.csv, line 1, column “Nombre completo”: this column seems to hold names of people, by its name; write \
                drop = [\"Nombre completo\"] into its source in the codebook, and it is never read";
    assert_eq!(problems_in(&[with("Nombre completo", "CANARIO")]), name);
    let mail = "0.csv, line 1, column “observaciones”: this column seems to hold e-mail addresses, by its fields; \
                write drop = [\"observaciones\"] into its source in the codebook, and it is never read";
    assert_eq!(
        problems_in(&[with("observaciones", "canario@example.org")]),
        mail
    );
    let drops = codebook(&[(
        "[[measure]]",
        "[[source]]\nid = \"pani\"\ndrop = [\"Nombre completo\"]\n\n[[measure]]",
    )]);
    let files = Files::new(&[with("Nombre completo", "CANARIO")]);
    assert_eq!(files.read(&drops, Values::Concealed).unwrap().tally.rows, 1);
    let links = codebook(&[(
        "[[measure]]",
        "[identity]\nkey = [{ columns = [\"documento\"] }]\n\n[[measure]]",
    )]);
    let files = Files::new(&[with("documento", "CANARIO")]);
    assert_eq!(files.read(&links, Values::Concealed).unwrap().tally.rows, 1);
}

#[test]
fn every_problem_in_every_file_is_reported_at_once() {
    let first = file(&[&row("sexo", "Z"), ROW, "x;y"]);
    let second = file(&[ROW]).replace(";edad;", ";;");
    let third = file(&["x;2024-09-01;DIR;ACC;F;-1;CRI;Z;FUE"]);
    let expected = "0.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U\n\
         0.csv, line 4, column “resolucion”: this row has 2 fields instead of 9; check its delimiters and quotation marks\n\
         1.csv, line 1, column “edad”: this column was expected here, among 9 separated by “;”; correct its name in the file or in the codebook\n\
         2.csv, line 2, column “solicitud”: a date written as %Y-%m-%d was expected\n\
         2.csv, line 2, column “edad”: an age in whole years from 0 to 120 was expected\n\
         2.csv, line 2, column “condicion”: a category of “condicion” was expected: NAC, EXT";
    assert_eq!(problems_in(&[first, second, third]), expected);
}

#[test]
fn fifty_problems_are_printed_and_all_are_counted() {
    let files = Files::new(&[file(&vec![row("sexo", "Z"); 53])]);
    let printed = files.read(&codebook(&[]), Values::Concealed).unwrap_err();
    assert_eq!(printed.lines().count(), 51);
    assert_eq!(printed.lines().last(), Some("and 3 more"));
}

#[test]
fn fields_are_read_as_codes_labels_and_spellings() {
    let as_is = [
        ("sexo", " F "),
        ("sexo", "Mujer"),
        ("sexo", "Female"),
        ("resultado", "No acreditada"),
        ("edad", "14 "),
    ];
    for (column, value) in as_is {
        assert_eq!(
            tally(&[row(column, value)]),
            "1 rows read = 1 counted + 0 corrected + 0 set aside",
            "{value}"
        );
    }
    let by_rule = [
        ("sexo", "Femenino", "synonym in sexo"),
        ("sexo", "FEMENINO", "spelling in sexo"),
        ("sexo", "senora", "spelling in sexo"),
        ("sexo", "  sin   informacion", "spelling in sexo"),
        ("edad", "0", "edad-cero in edad"),
        ("edad", "14 años", "age-notation in edad"),
        ("edad", "14.0", "age-notation in edad"),
        ("edad", "8 meses", "age-notation in edad"),
        ("sexo", "«Mujer».", "spelling in sexo"),
        ("medios", "fuerza, TEJIDOS.", "spelling in medios"),
        ("resultado", "no  acreditada", "spelling in resultado"),
    ];
    for (column, value, rule) in by_rule {
        let expected = format!(
            "1 rows read = 0 counted + 1 corrected + 0 set aside\n  corrected by {rule}: 1"
        );
        assert_eq!(tally(&[row(column, value)]), expected, "{value}");
    }
}

#[test]
fn a_value_that_no_category_names_becomes_the_category_for_others() {
    let foreign = row("nacionalidad", "Kiribati").replace("NAC", "EXT");
    let expected = "1 rows read = 0 counted + 1 corrected + 0 set aside\n  corrected by otherwise in nacionalidad: 1";
    assert_eq!(tally(&[foreign]), expected);
    // A missing value does not become the category for others.
    let missing = "0.csv, line 2, column “nacionalidad”: a value was expected: “nacionalidad” has no category for “not known”";
    assert_eq!(problems_in(&[file(&[row("nacionalidad", "")])]), missing);
}

/// Returns the number of persons with each code of a dimension in all years, in the codebook's order.
fn persons(dimension: &str, rows: &[impl AsRef<str>]) -> String {
    let codebook = codebook(&[]);
    let counts = intake(rows).counts;
    let count = |code: &str| counts.get(&cube::Address::new("acreditadas", [(dimension, code)]));
    let codes = codebook.catalog().dimension(dimension).unwrap().codes();
    codes
        .map(|code| format!("{code} {}", count(code)))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn several_answers_are_read_from_one_field_and_labels_may_contain_the_separator() {
    let cases = [
        ("FUE", "_T 1, FUE 1, ORG 0, TEJ 0, U 0"),
        ("Fuerza, Tejidos", "_T 1, FUE 1, ORG 0, TEJ 1, U 0"),
        (
            "Órganos, tejidos o fluidos",
            "_T 1, FUE 0, ORG 1, TEJ 0, U 0",
        ),
        (
            "Fuerza,Órganos, tejidos o fluidos,Tejidos",
            "_T 1, FUE 1, ORG 1, TEJ 1, U 0",
        ),
        (
            "tejidos o fluidos, FUE, FUE",
            "_T 1, FUE 1, ORG 0, TEJ 1, U 0",
        ),
        ("", "_T 1, FUE 0, ORG 0, TEJ 0, U 1"),
        ("N/D, ", "_T 1, FUE 0, ORG 0, TEJ 0, U 1"),
        ("FUE, N/D,", "_T 1, FUE 1, ORG 0, TEJ 0, U 0"),
        (",FUE,,TEJ,", "_T 1, FUE 1, ORG 0, TEJ 1, U 0"),
    ];
    for (field, expected) in cases {
        assert_eq!(
            persons("medios", &[row("medios", field)]),
            expected,
            "{field}"
        );
    }
    let spelled =
        "1 rows read = 0 counted + 1 corrected + 0 set aside\n  corrected by spelling in medios: 1";
    assert_eq!(tally(&[row("medios", "sin informacion")]), spelled);
    let beside = "1 rows read = 0 counted + 1 corrected + 0 set aside\n  corrected by not-known-beside-answers in medios: 1";
    assert_eq!(tally(&[row("medios", "FUE,U")]), beside);
    let expected =
        "0.csv, line 2, column “medios”: a category of “medios” was expected: FUE, ORG, TEJ, U";
    assert_eq!(
        problems_in(&[file(&[row("medios", "FUE,Órganos")])]),
        expected
    );
}

#[test]
fn ages_fall_into_groups_and_groups_into_their_parents() {
    let rows: Vec<String> = ["1", "11", "12", "17", "18", "99", "0", "", "007"]
        .map(|age| row("edad", age))
        .into();
    assert_eq!(
        persons("edad", &rows),
        "_T 9, MIN 5, 0_11 3, 12_17 2, ADU 2, U 2"
    );
    let is_refused =
        |age| problems_in(&[file(&[row("edad", age)])]).contains("an age in whole years");
    assert!(
        [
            "-1", "-1 años", "121", "14.5", "+14", "MIN", "Menores", "99999", "14?"
        ]
        .into_iter()
        .all(is_refused)
    );
}

#[test]
fn rows_outside_conditions_and_years_are_set_aside_whatever_their_fields() {
    let aside = |reason: &str| {
        format!("1 rows read = 0 counted + 0 corrected + 1 set aside\n  set aside, {reason}: 1")
    };
    assert_eq!(tally(&["x;x;ACU;x;x;x;x;x;x"]), aside("not tipo=DIR"));
    assert_eq!(
        tally(&["2023-12-31;x;DIR;ACC;x;x;x;x;x"]),
        aside("outside the published years")
    );
    assert_eq!(
        tally(&["2026-01-01;;DIR;DEN;x;x;x;x;x"]),
        aside("outside the published years")
    );
    let precedes = "dated before: “acreditadas” precedes “solicitudes”";
    assert_eq!(tally(&[row("resolucion", "2024-02-29")]), aside(precedes));
    let contradiction =
        "contradictory: nacionalidad=CRI and condicion=NAC always hold the same persons";
    assert_eq!(tally(&[row("condicion", "EXT")]), aside(contradiction));
    assert_eq!(tally(&[row("nacionalidad", "OTR")]), aside(contradiction));
    let set_aside = intake(&[ROW, "x;x;ACU;x;x;x;x;x;x"]).set_aside;
    let [(file, line, reason)] = set_aside.rows()[..] else {
        panic!("one row is set aside")
    };
    assert!(file.ends_with("0.csv"));
    assert_eq!((line, reason), (3, &Reason::Outside("tipo=DIR".into())));
}

#[test]
fn repeated_rows_are_counted_or_set_aside_as_declared() {
    let other = row("sexo", "M");
    let rows = [ROW, &other, ROW, ROW];
    assert_eq!(
        tally(&rows),
        "4 rows read = 4 counted + 0 corrected + 0 set aside\n  \
         counted or not, equal to an earlier row in every column: 2"
    );
    let aside = [("[records]", "[records]\nrepeated = \"set-aside\"")];
    let expected = "4 rows read = 2 counted + 0 corrected + 2 set aside\n  \
                    set aside, equal to an earlier row in every column: 2";
    assert_eq!(tally_with(&aside, &rows), expected);
    // An equal row in another file, with its columns in another order and one that is not read.
    let turned = |line: &str| {
        format!(
            "extra;{}\n",
            line.split(';').rev().collect::<Vec<_>>().join(";")
        )
    };
    let plain = |line: &str| format!("{line};extra\n");
    let files = Files::new(&[plain(HEADER) + &plain(ROW), turned(HEADER) + &turned(ROW)]);
    assert_eq!(
        files
            .read(&codebook(&aside), Values::Concealed)
            .unwrap()
            .tally
            .repeated,
        1
    );
}

#[test]
fn fields_are_quoted_only_if_the_caller_chooses_so() {
    const CANARY: &str = "CANARIO";
    let mut rows: Vec<String> = HEADER
        .split(';')
        .map(|column| row(column, CANARY))
        .collect();
    rows.push(CANARY.into());
    rows.push(format!("{ROW};{CANARY}"));
    rows.push(format!("{ROW};\"{CANARY}"));
    let files = Files::new(&[
        file(&rows),
        format!("{CANARY};{CANARY}\n{CANARY}\n"),
        format!("{HEADER}\n{CANARY}\n"),
    ]);
    let problems = read(&codebook(&[]), &files.inputs(), Values::Concealed, &links()).unwrap_err();
    assert!(problems.all.len() > 10);
    assert!(!format!("{problems} {problems:?}").contains(CANARY));

    let shown = files.read(&codebook(&[]), Values::Shown).unwrap_err();
    let line = format!(
        "0.csv, line 6, column “sexo”: a category of “sexo” was expected: F, M, U; “{CANARY}” was found"
    );
    assert!(
        shown.lines().any(|shown_line| shown_line == line),
        "{shown}"
    );

    // Nor does the result quote any: neither its set-aside rows nor anything else.
    let accused = row("edad", CANARY).replace("DIR", "ACU");
    let intake = intake(&[&row("nacionalidad", CANARY).replace("NAC", "EXT"), &accused]);
    assert_eq!(intake.set_aside.rows().len(), 1);
    assert!(!format!("{intake:?} {}", intake.tally).contains(CANARY));
}

/// Generates rows that are counted, corrected or set aside.
fn any_row() -> impl Strategy<Value = String> {
    let value = |values: &'static [&'static str]| proptest::sample::select(values);
    let columns = (
        value(&["2024-03-01", "2025-12-31", "2023-01-01"]),
        value(&["2025-06-01", "2026-02-01", "2024-01-01"]),
        value(&["DIR", "DIR", "ACU"]),
        value(&["ACC", "Denegada"]),
        value(&["F", "Masculino", "", "sin informacion"]),
        value(&["0", "5", "14", "30", "N/D"]),
        value(&["CRI", "otras", "Kiribati"]),
        value(&["NAC", "EXT"]),
        value(&["", "FUE", "Fuerza,Órganos, tejidos o fluidos", "U,TEJ"]),
    );
    columns.prop_map(|(a, b, c, d, e, f, g, h, i)| [a, b, c, d, e, f, g, h, i].join(";"))
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_row_is_lost(rows in proptest::collection::vec(any_row(), 1..40)) {
        let Intake { counts, tally, set_aside, .. } = intake(&rows);
        let counted = counts.get(&cube::Address::new("solicitudes", []));
        prop_assert_eq!(tally.rows, rows.len() as u64);
        prop_assert_eq!(tally.counted + tally.corrected, counted);
        prop_assert_eq!(tally.set_aside.values().sum::<u64>(), set_aside.rows().len() as u64);
        prop_assert_eq!(counted + set_aside.rows().len() as u64, rows.len() as u64);
    }

    #[test]
    fn the_order_of_rows_and_files_changes_no_count(
        (rows, shuffled) in proptest::collection::vec(any_row(), 2..40)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        cut in any::<proptest::sample::Index>(),
    ) {
        let aside = codebook(&[("[records]", "[records]\nrepeated = \"set-aside\"")]);
        let whole = Files::new(&[file(&rows)]).read(&aside, Values::Concealed).unwrap();
        let cut = 1 + cut.index(rows.len() - 1);
        let parts = Files::new(&[file(&shuffled[..cut]), file(&shuffled[cut..])]).read(&aside, Values::Concealed).unwrap();
        prop_assert_eq!(&whole.tally, &parts.tally);
        prop_assert!(whole.counts == parts.counts);
    }

    #[test]
    fn no_row_of_any_bytes_is_lost_in_silence(bytes in proptest::collection::vec(any::<u8>(), 0..300), with_header in any::<bool>()) {
        let content = if with_header { [HEADER.as_bytes(), b"\n", &bytes].concat() } else { bytes };
        let files = Files::new(&[content]);
        match read(&codebook(&[]), &files.inputs(), Values::Concealed, &links()) {
            Ok(Intake { set_aside, tally, .. }) => {
                prop_assert_eq!(tally.counted + tally.corrected + set_aside.rows().len() as u64, tally.rows);
            }
            Err(problems) => prop_assert!(!problems.all.is_empty()),
        }
    }

    #[test]
    fn no_text_is_lost_in_silence(lines in proptest::collection::vec("[;\"a-cñ \r0-9-]{0,30}", 0..20)) {
        let files = Files::new(&[file(&lines)]);
        prop_assert!(read(&codebook(&[]), &files.inputs(), Values::Concealed, &links()).map_or_else(|problems| !problems.all.is_empty(), |read| read.tally.rows > 0));
    }
}
