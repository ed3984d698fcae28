//! Checks dates, ages, dates of birth, unresolved fields and near misses, from a file to the tally.

use proptest::prelude::*;

use crate::{
    read::{Values, read},
    sample::{Files, links},
};
use codebook::sample::{ROW, codebook, file, row};

/// Returns the tally of rows by the sample codebook with changes, or the problems in them.
fn tally_of(changes: &[(&str, &str)], rows: &[impl AsRef<str>]) -> String {
    let intake = Files::new(&[file(rows)]).read(&codebook(changes), Values::Concealed);
    intake.map_or_else(|problems| problems, |intake| intake.tally.to_string())
}

const ONE: &str = "1 rows read = 1 counted + 0 corrected + 0 set aside";

fn corrected(rule: &str) -> String {
    format!("1 rows read = 0 counted + 1 corrected + 0 set aside\n  corrected by {rule}: 1")
}

fn set_aside(reason: &str) -> String {
    format!("1 rows read = 0 counted + 0 corrected + 1 set aside\n  set aside, {reason}: 1")
}

#[test]
fn days_are_read_in_every_declared_notation_and_never_guessed() {
    let changes = [(
        "\"%Y-%m-%d\"",
        "[\"%d/%m/%Y\", \"%d-%b-%Y\"]\nuntil = \"2025-06-30\"",
    )];
    let tally = |day| tally_of(&changes, &[row("solicitud", day)]);
    for day in ["01/03/2024", "2024-03-01", "1-mar-2024", "01/03/2024 08:30"] {
        assert_eq!(tally(day), ONE, "{day}");
    }
    let written =
        "0.csv, line 2, column “solicitud”: a date written as %d/%m/%Y or %d-%b-%Y was expected";
    for day in ["31/02/2024", "13/13/2024", "3 o 4 de marzo", ""] {
        assert_eq!(tally(day), written, "{day}");
    }
    let possible =
        "0.csv, line 2, column “solicitud”: a day from 1900-01-01 to 2025-06-30 was expected";
    for day in ["01/07/2025", "01/03/0024", "31/12/1899"] {
        assert_eq!(tally(day), possible, "{day}");
    }
}

#[test]
fn an_unresolved_field_becomes_unknown_or_set_aside_as_declared() {
    let rows = |column, value| [row(column, value)];
    let unknown = [("[records]", "[records]\nunsettled = \"unknown\"")];
    let aside = [("[records]", "[records]\nunsettled = \"set-aside\"")];
    assert_eq!(
        tally_of(&unknown, &rows("sexo", "Muger")),
        corrected("unsettled-is-unknown in sexo")
    );
    assert_eq!(
        tally_of(&unknown, &rows("edad", "121")),
        corrected("unsettled-is-unknown in edad")
    );
    assert_eq!(
        tally_of(&aside, &rows("sexo", "Muger")),
        set_aside("not understood: column “sexo”")
    );
    // A dimension without "not known", and a date, cannot become "not known".
    assert_eq!(
        tally_of(&unknown, &rows("condicion", "Muger")),
        set_aside("not understood: column “condicion”")
    );
    assert_eq!(
        tally_of(&unknown, &rows("solicitud", "ayer")),
        set_aside("not understood: column “solicitud”")
    );
    assert_eq!(
        tally_of(&aside, &rows("resolucion", "ayer")),
        set_aside("not understood: column “resolucion”")
    );
    // A row that fails a condition is set aside for that reason.
    let accused = [row("sexo", "Muger").replace("DIR", "ACU")];
    assert_eq!(tally_of(&aside, &accused), set_aside("not tipo=DIR"));
}

#[test]
fn a_dimension_may_declare_another_policy() {
    let changes = [
        ("[records]", "[records]\nunsettled = \"set-aside\""),
        ("id = \"sexo\"", "id = \"sexo\"\nunsettled = \"stop\""),
    ];
    let problem = "0.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M, U";
    assert_eq!(tally_of(&changes, &[row("sexo", "Muger")]), problem);
    // Only the field that stops is reported; the other would set the row aside.
    assert_eq!(
        tally_of(
            &changes,
            &[row("sexo", "Muger").replace(";14;", ";catorce;")]
        ),
        problem
    );
    assert_eq!(
        tally_of(&changes, &[row("edad", "catorce")]),
        set_aside("not understood: column “edad”")
    );
}

/// Returns the tally of a row with this age and, in the column of the decision, this date of birth.
fn born(age: &str, birth: &str, disagree: &str, unsettled: &str) -> String {
    let kind = format!(
        "kind = \"age\"\nbirth = \"resolucion\"\non = \"solicitud\"\ndisagree = \"{disagree}\"\nunsettled = \"{unsettled}\""
    );
    let changes = [
        ("kind = \"age\"", kind.as_str()),
        ("codes = [\"ACC\"]", "codes = [\"DEN\"]"),
    ];
    tally_of(&changes, &[row("edad", age).replace("2024-09-01", birth)])
}

#[test]
fn a_missing_age_is_computed_from_the_date_of_birth() {
    let computed = corrected("age-from-birth-date in edad");
    for age in ["", "N/D", "U", " n/d "] {
        assert_eq!(
            born(age, "2010-01-01", "unknown", "stop"),
            computed,
            "{age}"
        );
    }
    assert_eq!(born("14", "2010-01-01", "unknown", "stop"), ONE);
    assert_eq!(born("", "", "unknown", "stop"), ONE);
    assert_eq!(born("", "N/D", "unknown", "stop"), ONE);
    assert!(
        born("catorce", "2010-01-01", "unknown", "stop")
            .contains("a category of “edad” was expected")
    );
    let zero = born("0", "2010-01-01", "unknown", "stop");
    assert!(
        zero.contains("age-from-birth-date in edad: 1") && zero.contains("edad-cero in edad: 1"),
        "{zero}"
    );
}

#[test]
fn an_age_more_than_a_year_from_the_date_of_birth_is_resolved_as_declared() {
    for birth in [
        "2010-03-01",
        "2009-03-01",
        "2008-03-02",
        "2011-02-28",
        "2011-03-01",
    ] {
        assert_eq!(born("14", birth, "unknown", "stop"), ONE, "{birth}");
    }
    let by_rule = corrected("age-against-birth-date in edad");
    for (birth, disagree) in [
        ("2011-03-02", "unknown"),
        ("2008-03-01", "age"),
        ("1990-01-01", "birth"),
    ] {
        assert_eq!(born("14", birth, disagree, "stop"), by_rule, "{birth}");
    }
    let apart = set_aside("“edad” and the date of birth are more than a year apart");
    for unsettled in ["stop", "unknown", "set-aside"] {
        assert_eq!(born("14", "1990-01-01", "set-aside", unsettled), apart);
    }
}

#[test]
fn an_impossible_date_of_birth_is_never_guessed() {
    for birth in ["2010-02-30", "2024-03-02", "1899-12-31", "ayer"] {
        let problem = "0.csv, line 2, column “resolucion”: a date of birth of somebody from 0 to 120 years old was expected";
        assert_eq!(born("14", birth, "unknown", "stop"), problem, "{birth}");
        assert_eq!(
            born("14", birth, "unknown", "set-aside"),
            set_aside("not understood: column “resolucion”")
        );
        assert_eq!(
            born("14", birth, "unknown", "unknown"),
            corrected("birth-date-not-understood in edad")
        );
    }
    assert_eq!(tally_of(&[], &[ROW]), ONE);
}

/// Returns the suggestions for rows.
fn suggested(changes: &[(&str, &str)], rows: &[impl AsRef<str>]) -> Vec<String> {
    let files = Files::new(&[file(rows)]);
    let suggestions = match read(
        &codebook(changes),
        &files.inputs(),
        Values::Concealed,
        &links(),
    ) {
        Ok(intake) => intake.suggestions,
        Err(problems) => problems.suggestions,
    };
    assert_eq!(suggestions.more, 0);
    suggestions.all.iter().map(ToString::to_string).collect()
}

#[test]
fn near_misses_are_suggested_and_counted() {
    let rows = [
        row("sexo", "Muger"),
        row("sexo", " MUGER. "),
        row("nacionalidad", "Costa Rrica"),
        row("medios", "FUE, Fuersa, Tegidos"),
        ROW.into(),
    ];
    let expected = [
        "“MUGER.” in sexo, rows: 2; did you mean “Mujer” (F)?",
        "“Costa Rrica” in nacionalidad, rows: 1; did you mean “Costa Rica” (CRI)?",
        "“Fuersa” in medios, rows: 1; did you mean “Fuerza” (FUE)?",
        "“Tegidos” in medios, rows: 1; did you mean “Tejidos” (TEJ)?",
    ];
    for unsettled in ["stop", "unknown", "set-aside"] {
        let unsettled = format!("[records]\nunsettled = \"{unsettled}\"");
        assert_eq!(
            suggested(&[("[records]", &unsettled)], &rows),
            expected,
            "{unsettled}"
        );
    }
}

#[test]
fn a_possible_name_is_never_suggested() {
    let none: [&str; 0] = [];
    for value in [
        "María José",
        "Ana",
        "8-888-888",
        "F",
        "Mujer",
        "",
        "N/D",
        "Mujeres y hombres",
    ] {
        assert_eq!(suggested(&[], &[row("sexo", value)]), none, "{value}");
    }
    // Nor is a spelling in rows that are not counted.
    assert_eq!(
        suggested(&[], &[row("sexo", "Muger").replace("DIR", "ACU")]),
        none
    );
}

#[test]
fn an_accepted_spelling_is_no_longer_suggested() {
    let rows = [row("sexo", "Muger")];
    let accepted = [("\"Señora\"]", "\"Señora\", \"Muger\"]")];
    assert_eq!(suggested(&[], &rows).len(), 1);
    assert_eq!(suggested(&accepted, &rows).len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_row_is_accounted_for_whatever_its_fields(
        values in proptest::collection::vec(("solicitud|resolucion|tipo|sexo|edad|medios|condicion", "[^;\"\r\n]{0,12}|[0-9/-]{0,10}|Muger|-1|121"), 1..20),
        unsettled in "unknown|set-aside",
    ) {
        let kind = "kind = \"age\"\nbirth = \"resolucion\"\non = \"solicitud\"";
        let records = format!("[records]\nunsettled = \"{unsettled}\"");
        let changes = [("[records]", records.as_str()), ("kind = \"age\"", kind)];
        let rows: Vec<String> = values.iter().map(|(column, value)| row(column, value)).collect();
        let read = || Files::new(&[file(&rows)]).read(&codebook(&changes), Values::Concealed).unwrap();
        let (once, again) = (read(), read());
        let tally = &once.tally;
        prop_assert_eq!(tally.counted + tally.corrected + tally.set_aside.values().sum::<u64>(), rows.len() as u64);
        prop_assert!(once.counts == again.counts && once.suggestions == again.suggestions);
        prop_assert_eq!(tally, &again.tally);
    }
}
