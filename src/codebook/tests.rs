//! Tests the mistakes that are reported, and what a codebook publishes.

mod catalog;
mod sources;

use cube::{Lang, Pin};
use expect_test::expect_file;
use proptest::prelude::*;

use super::*;
use crate::sample::{CODEBOOK, codebook, text};

/// What is wrong with the sample once `from` is replaced by `to`.
fn wrong(from: &str, to: &str) -> String {
    assert!(
        CODEBOOK.contains(from),
        "the sample does not contain {from}"
    );
    Codebook::parse(&CODEBOOK.replacen(from, to, 1))
        .unwrap_err()
        .to_string()
}

/// Changes to the sample and the mistakes that are then reported: lines with `-` are replaced by those with `+`, and `=` is expected.
const MISTAKES: &str = include_str!("mistakes.txt");

#[test]
fn every_contradiction_is_named_with_its_place() {
    let mut cases = Vec::new();
    for case in MISTAKES.trim_end().split("\n\n") {
        let change: Vec<&str> = case.lines().filter(|line| !line.starts_with('=')).collect();
        let mistakes = wrong(&marked(&change, '-'), &marked(&change, '+'));
        let reported = mistakes.lines().map(|line| format!("= {line}"));
        cases.push(format!(
            "{}\n{}",
            change.join("\n"),
            reported.collect::<Vec<_>>().join("\n")
        ));
    }
    expect_file!["mistakes.txt"].assert_eq(&(cases.join("\n\n") + "\n"));
}

/// Returns the lines with a mark, without it.
fn marked(lines: &[&str], mark: char) -> String {
    let mut texts = Vec::new();
    for line in lines {
        if let Some(text) = line.strip_prefix(mark) {
            texts.push(text.trim_start_matches(' '));
        }
    }
    texts.join("\n")
}

#[test]
fn what_is_not_of_this_format_is_told_by_its_place() {
    assert_eq!(
        wrong("format = 1", "format = 2"),
        "line 3, column 10: this codebook has format 2, but this version of tablero reads format 1: install a newer one"
    );
    assert_eq!(
        wrong("threshold = 5", "threshold = "),
        "line 11, column 13: string values must be quoted, expected literal string"
    );
    assert_eq!(
        wrong("threshold = 5\n", ""),
        "line 1, column 1: missing field `threshold`"
    );
    assert!(
        wrong("kind = \"age\"", "knid = \"age\"")
            .starts_with("line 73, column 1: unknown field `knid`, expected one of ")
    );
    assert_eq!(
        wrong("\"Sex\" }", "\"Sex\", fr = \"Sexe\" }"),
        "line 61, column 36: unknown field `fr`, expected `es` or `en`"
    );
}

#[test]
fn all_contradictions_are_told_at_once_in_the_order_of_the_text() {
    let changes = [
        ("threshold = 5", "threshold = 0"),
        ("last = 2025", "last = 1"),
        ("otherwise = \"OTR\"", "otherwise = \"X\""),
    ];
    let expected = "line 11, column 13: a threshold of 0 protects nobody: choose 3 or more\n\
                    line 18, column 8: the last year, 1, is before the first, 2024: correct one of them\n\
                    line 88, column 13: the category “X” of “nacionalidad” does not exist";
    assert_eq!(
        Codebook::parse(&text(&changes)).unwrap_err().to_string(),
        expected
    );
}

#[test]
fn what_is_settled_year_by_year_is_published_by_year_alone() {
    let settled = "column = \"resultado\"\nsettled = { until = 2024 }";
    let shown = "\"sexo\", \"nacionalidad\", \"condicion\", \"resultado\"";
    let changes = [
        ("column = \"resultado\"", settled),
        ("\"sexo\", \"nacionalidad\", \"condicion\"", shown),
    ];
    let codebook = Codebook::parse(&text(&changes)).unwrap();
    assert_eq!(
        codebook
            .catalog()
            .dimension("resultado")
            .unwrap()
            .settled
            .as_ref()
            .unwrap()
            .until,
        2024
    );
    let tables = codebook
        .catalog()
        .tables
        .iter()
        .map(|table| table.id.as_str());
    let by_outcome: Vec<&str> = tables.filter(|id| id.contains("resultado")).collect();
    assert_eq!(
        by_outcome,
        ["solicitudes.anio.resultado"],
        "who is accredited has one outcome"
    );
    let [outcome, columns] = changes;
    let grain = ("[tables]", "[tables]\ngrain = { resultado = \"all\" }");
    let message = Codebook::parse(&text(&[outcome, columns, grain]))
        .unwrap_err()
        .to_string();
    assert!(
        message.contains(
            "column 11: outcomes are published by year alone: remove the grain of “resultado”"
        ),
        "{message}"
    );
}

#[test]
fn a_file_is_named_with_every_mistake() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("libro.toml");
    let message = || {
        Codebook::open(&path)
            .unwrap_err()
            .to_string()
            .replace(&format!("{}/", directory.path().display()), "")
    };
    assert_eq!(
        message(),
        "libro.toml: the codebook cannot be read: No such file or directory (os error 2)"
    );
    std::fs::write(
        &path,
        text(&[("threshold = 5", "threshold = 1"), ("= 2025", "= 2000")]),
    )
    .unwrap();
    let expected = "libro.toml, line 11, column 13: a threshold of 1 protects nobody: choose 3 or more\n\
                    libro.toml, line 18, column 8: the last year, 2000, is before the first, 2024: correct one of them";
    assert_eq!(message(), expected);
}

#[test]
fn the_published_family_follows_from_the_codebook_alone() {
    let codebook = codebook(&[]);
    let tables: Vec<String> = codebook
        .catalog()
        .tables
        .iter()
        .map(|table| {
            format!("{} {}", table.id, table.rolled_up.join(","))
                .trim_end()
                .to_owned()
        })
        .collect();
    let expected = [
        "solicitudes.anio",
        "solicitudes.anio.sexo",
        "solicitudes.anio.nacionalidad",
        "solicitudes.anio.condicion",
        "solicitudes.sexo.nacionalidad",
        "solicitudes.sexo.condicion",
        "acreditadas.anio",
        "acreditadas.anio.sexo",
        "acreditadas.anio.edad",
        "acreditadas.anio.nacionalidad",
        "acreditadas.anio.condicion",
        "acreditadas.anio.medios",
        "acreditadas.edad.sexo edad",
        "acreditadas.edad.nacionalidad edad",
        "acreditadas.edad.condicion edad",
        "acreditadas.edad.medios edad",
        "acreditadas.sexo.nacionalidad",
        "acreditadas.sexo.condicion",
    ];
    assert_eq!(tables, expected);
}

#[test]
fn a_coarser_grain_shows_over_all_years_what_it_hides_in_time() {
    let periods = (
        "last = 2025",
        "last = 2027\nperiods = [\"2024-2025\", \"2026-2027\"]",
    );
    let grain =
        "[tables]\ngrain = { medios = \"all\", nacionalidad = \"period\", edad = \"year\" }\n";
    let tables = format!("{grain}roll_up = [\"edad\"]\nby_period = [\"sexo\"]");
    let series = ("[\"sexo\", \"nacionalidad\", \"condicion\"]", "[\"sexo\"]");
    let profile = (
        "[\"medios\", \"edad\", \"sexo\"]",
        "[\"medios\", \"edad\", \"sexo\", \"nacionalidad\"]",
    );
    let changes = [
        periods,
        ("[tables]", tables.as_str()),
        ("pairs = [\"edad\", \"sexo\"]", ""),
        series,
        profile,
    ];
    let codebook = codebook(&changes);
    let accredited = codebook
        .catalog()
        .tables
        .iter()
        .filter(|table| table.measure == "acreditadas");
    let tables: Vec<String> = accredited
        .map(|table| {
            format!(
                "{} {}",
                table.dimensions.join("."),
                table.rolled_up.join(",")
            )
        })
        .collect();
    let expected = [
        "anio ",
        "anio.sexo ",
        "anio.edad edad",
        "edad ",
        "anio.nacionalidad anio",
        "medios ",
        "anio.sexo.edad anio,edad",
        "anio.sexo.nacionalidad anio",
    ];
    assert_eq!(tables, expected);
}

/// The tables of accredited persons, each with what is rolled up, and the codes of time.
fn accredited(changes: &[(&str, &str)]) -> (String, String) {
    let codebook = codebook(changes);
    let catalog = codebook.catalog();
    let tables = catalog.tables.iter();
    let tables = tables.filter(|table| table.measure == "acreditadas");
    let name = |table: &cube::TableEntry| {
        let name = format!(
            "{} {}",
            table.dimensions.join("."),
            table.rolled_up.join(",")
        );
        name.trim_end().to_owned()
    };
    let time = catalog.dimension("anio").unwrap();
    let apart = |code: &str| time.category(code).is_some_and(|category| category.apart);
    let codes = time.codes().map(|code| match apart(code) {
        true => format!("{code} apart"),
        false => code.to_owned(),
    });
    (
        tables.map(name).collect::<Vec<_>>().join("; "),
        codes.collect::<Vec<_>>().join(" "),
    )
}

#[test]
fn periods_in_place_of_years_are_the_finest_that_is_published() {
    let periods = "last = 2030\npooled = 2027\nfinest = \"period\"\nwithout = [2026, 2028]\n\
                   periods = [\"2024-2025\", \"2026-2027\", \"2029-2030\"]";
    let tables = "[tables]\nby_period = [\"sexo\"]\ngrain = { medios = \"all\", edad = \"period\" }\nroll_up = [\"edad\"]";
    let changes = [
        ("last = 2025", periods),
        ("[tables]", tables),
        ("pairs = [\"edad\", \"sexo\"]", ""),
    ];
    let expected = "anio; anio.sexo; anio.edad edad; edad; anio.nacionalidad; anio.condicion; medios; \
                    anio.sexo.edad edad; anio.sexo.nacionalidad; anio.sexo.condicion";
    let codes = "_T 2024-2025 2026-2027 2029-2030 apart";
    assert_eq!(accredited(&changes), (expected.into(), codes.into()));
}

#[test]
fn what_is_counted_over_all_years_has_no_table_by_time_but_the_totals() {
    let all = "last = 2030\nwithout = [2028]\nfinest = \"all\"";
    let expected = "anio; sexo; edad; nacionalidad; condicion; medios; edad.sexo edad; edad.nacionalidad edad; \
                    edad.condicion edad; edad.medios edad; sexo.nacionalidad; sexo.condicion";
    assert_eq!(
        accredited(&[("last = 2025", all)]),
        (expected.into(), "_T 2024-2030".into())
    );
    let finer = (
        "[tables]",
        "[tables]\nby_period = [\"sexo\"]\ngrain = { medios = \"year\" }",
    );
    let message = Codebook::parse(&text(&[("last = 2025", all), finer]))
        .unwrap_err()
        .to_string();
    let expected = "line 123, column 14: `finest` in [time] is \"all\", so nothing is published by period: remove `by_period`\n\
                    line 124, column 20: `finest` in [time] is \"all\", so “medios” cannot be published by \"year\": remove this grain";
    assert_eq!(message, expected);
}

#[test]
fn years_without_collection_are_no_categories() {
    let without = "last = 2028\nwithout = [2026]";
    let codes = "_T 2024 2025 2027 2028";
    assert_eq!(accredited(&[("last = 2025", without)]).1, codes);
    let periods = format!("{without}\nperiods = [\"2024-2025\", \"2027-2028\"]");
    let codes = "_T 2024-2025 2024 2025 2027-2028 2027 2028";
    assert_eq!(accredited(&[("last = 2025", &periods)]).1, codes);
}

#[test]
fn the_profile_is_that_of_the_tables() {
    let named = |profile: &str| format!("threshold = 5\nprofile = \"{profile}\"");
    let with = |profile: &str, pairs| {
        let changes = [
            ("threshold = 5", named(profile)),
            ("pairs = [\"edad\", \"sexo\"]", String::from(pairs)),
        ];
        let changes: Vec<(&str, &str)> = changes
            .iter()
            .map(|(from, to)| (*from, to.as_str()))
            .collect();
        Codebook::parse(&text(&changes))
    };
    assert!(with("wide", "pairs = [\"edad\"]").is_ok() && with("provable", "").is_ok());
    let expected = "line 12, column 11: the profile “wide” crosses dimensions: name some in [tables] under “pairs” or \
                    “by_period”, or let it be \"provable\"";
    assert_eq!(with("wide", "").unwrap_err().to_string(), expected);
}

#[test]
fn what_a_headline_tells_by_year_is_not_rolled_up() {
    let changes = [
        ("[tables]", "[tables]\nroll_up = [\"edad\"]"),
        ("code = \"MIN\" }", "code = \"12_17\" }"),
    ];
    let expected = "line 121, column 12: a headline shows “12_17” of “edad” by year: remove “edad” here, or pin a category without a parent";
    assert_eq!(
        Codebook::parse(&text(&changes)).unwrap_err().to_string(),
        expected
    );
}

#[test]
fn the_catalog_holds_what_is_shown_and_nothing_of_how_it_is_read() {
    let codebook = codebook(&[]);
    let catalog = codebook.catalog();
    let dimensions: Vec<&str> = catalog
        .dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect();
    assert_eq!(
        dimensions,
        [
            "anio",
            "sexo",
            "edad",
            "nacionalidad",
            "condicion",
            "medios"
        ]
    );
    assert_eq!(
        catalog.dimensions[0].codes().collect::<Vec<_>>(),
        ["_T", "2024", "2025"]
    );
    assert!(catalog.dimension("medios").unwrap().multi_response);
    assert_eq!(
        catalog.relations.part_of,
        [("acreditadas".to_owned(), "solicitudes".to_owned())]
    );
    assert_eq!(catalog.relations.equal.len(), 1);
    let json = cube::json_stat::write_catalog(catalog, &[], "");
    for reading in [
        "resolucion",
        "resultado",
        "Femenino",
        "edad-cero",
        "N/D",
        "%Y",
    ] {
        assert!(!json.contains(reading), "{reading} is in the catalog");
    }
}

proptest! {
    #[test]
    fn no_codebook_makes_the_parser_panic(
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), any::<proptest::sample::Index>()), 1..4),
    ) {
        let mut lines: Vec<&str> = CODEBOOK.lines().collect();
        for (from, to) in cuts {
            let line = lines.remove(from.index(lines.len()));
            lines.insert(to.index(lines.len()), line);
            lines.remove(from.index(lines.len()));
        }
        if let Err(mistakes) = Codebook::parse(&lines.join("\n")) {
            prop_assert!(!mistakes.0.is_empty());
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,80}") {
        prop_assert!(Codebook::parse(&text).is_err());
    }
}
