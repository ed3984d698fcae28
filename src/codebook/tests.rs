//! Tests the mistakes that are reported, and what a codebook publishes.

use cube::Pin;
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

/// Changes to the sample and what is then told: lines with `-` are replaced by those with `+`, and `=` is expected.
const MISTAKES: &str = include_str!("mistakes.txt");

#[test]
fn every_contradiction_is_named_with_its_place() {
    let part = |case: &str, mark: char| {
        let lines = case
            .lines()
            .filter_map(|line| line.strip_prefix(mark))
            .map(|line| line.trim_start_matches(' '));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut failures = String::new();
    for case in MISTAKES.split("\n\n") {
        let (to, expected) = (part(case, '+'), part(case, '='));
        let found = wrong(&part(case, '-'), &to);
        if found != expected {
            failures += &format!("{to}\n  expected {expected}\n  found    {found}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
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
    let told = Codebook::parse(&text(&[outcome, columns, grain]))
        .unwrap_err()
        .to_string();
    assert!(
        told.contains(
            "column 11: outcomes are published by year alone: remove the grain of “resultado”"
        ),
        "{told}"
    );
}

#[test]
fn a_file_is_named_with_every_mistake() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("libro.toml");
    let told = || {
        Codebook::open(&path)
            .unwrap_err()
            .to_string()
            .replace(&format!("{}/", directory.path().display()), "")
    };
    assert_eq!(
        told(),
        "libro.toml: the codebook cannot be read: No such file or directory (os error 2)"
    );
    std::fs::write(
        &path,
        text(&[("threshold = 5", "threshold = 1"), ("= 2025", "= 2000")]),
    )
    .unwrap();
    let expected = "libro.toml, line 11, column 13: a threshold of 1 protects nobody: choose 3 or more\n\
                    libro.toml, line 18, column 8: the last year, 2000, is before the first, 2024: correct one of them";
    assert_eq!(told(), expected);
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

/// A section that shows what became of applications.
const OUTCOMES: &str = r#"
[[section]]
id = "tramite"
slug = { es = "tramite", en = "procedure" }
title = { es = "Trámite", en = "Procedure" }
lede = { es = "Entrada", en = "Lede" }
layout = "profile"
measures = ["solicitudes"]
dimensions = ["resultado"]

[[headline]]"#;

#[test]
fn in_which_category_of_its_whole_a_part_is_follows_from_its_condition() {
    let within = |changes: &[(&str, &str)]| {
        let changes = [changes, &[("\n[[headline]]", OUTCOMES)]].concat();
        let codebook = Codebook::parse(&text(&changes)).map_err(|mistakes| mistakes.to_string())?;
        let (part, Pin { dimension, code }) = &codebook.catalog().relations.within[0];
        Ok::<_, String>(format!("{part} {dimension}={code}"))
    };
    assert_eq!(within(&[]).unwrap(), "acreditadas resultado=ACC");
    let both = ("codes = [\"ACC\"]", "codes = [\"ACC\", \"DEN\"]");
    let accredited = "{ code = \"ACC\", es = \"Acreditada\", en = \"Accredited\" },";
    let pending = "{ code = \"PEN\", es = \"En trámite\", en = \"Pending\" },";
    assert_eq!(
        within(&[both, (accredited, &format!("{accredited} {pending}"))]).unwrap_err(),
        "line 39, column 22: the whole is published by “resultado”, so the persons of “acreditadas” must be one category \
         of it: declare one that contains exactly these codes"
    );
    let ended = "{ code = \"FIN\", es = \"Resuelta\", en = \"Decided\" },";
    let below = accredited.replace(" }", ", parent = \"FIN\" }");
    let (above, verbatim) = (
        format!("{pending} {ended} {below}"),
        "verbatim = [\"No acreditada\"]",
    );
    let ended = [
        both,
        (accredited, above.as_str()),
        (verbatim, "parent = \"FIN\""),
    ];
    assert_eq!(within(&ended).unwrap(), "acreditadas resultado=FIN");
}

/// What a codebook with sources says of them, in the order of its columns.
const SOURCES: &str = r#"
[[source]]
id = "pani"
institution = { es = "PANI", en = "PANI" }
files = ["pani-*.csv"]
encoding = "latin1"
delimiter = ";"
dates = "%d/%m/%Y"
columns = { sexo = "Género" }
lacks = ["nacionalidad", "condicion"]
drop = ["nombre"]

[[source]]
id = "registro"
database = { connection = "TABLERO_REGISTRY", query = "select 1" }

[[source]]
id = "hechos"
holds = "events"
columns = { numero = "solicitud", medios = ["Medio 1", "Medio 2"] }

[identity]
trust = ["registro"]
trust_for = { sexo = ["hechos", "pani"] }
key = [{ columns = ["numero"] }]
near = [{ rule = "nacimiento", same = ["sexo"], date = "nacimiento", days = 30 }]

[events]
key = "numero"

[tables]"#;

fn with_sources() -> Codebook {
    let age = (
        "kind = \"age\"",
        "kind = \"age\"\nbirth = \"nacimiento\"\non = \"solicitud\"",
    );
    codebook(&[
        age,
        ("separator = \",\"", "separator = \",\"\nof = \"events\""),
        ("[tables]", SOURCES),
    ])
}

#[test]
fn each_source_tells_what_it_calls_the_columns_that_are_read_from_it() {
    let mut codebook = with_sources();
    let columns = [
        "condicion",
        "edad",
        "medios",
        "nacimiento",
        "nacionalidad",
        "numero",
        "resolucion",
        "resultado",
        "sexo",
        "solicitud",
        "tipo",
    ];
    assert_eq!(codebook.columns, columns);
    let called = |at: usize| {
        let source = &codebook.sources[at];
        source
            .columns
            .iter()
            .map(|names| names.join("+"))
            .collect::<Vec<_>>()
            .join(",")
    };
    assert_eq!(
        called(0),
        ",edad,,nacimiento,,numero,resolucion,resultado,Género,solicitud,tipo"
    );
    assert_eq!(
        called(1),
        "condicion,edad,,nacimiento,nacionalidad,numero,resolucion,resultado,sexo,solicitud,tipo"
    );
    assert_eq!(called(2), ",,Medio 1+Medio 2,,,solicitud,,,,,");
    let pani = codebook.sources.remove(0);
    assert_eq!(
        (pani.encoding.map(|found| found.name()), pani.delimiter),
        (Some("windows-1252"), Some(b';'))
    );
    assert_eq!(
        (pani.dates, codebook.sources.remove(0).dates),
        (vec!["%d/%m/%Y".into()], vec!["%Y-%m-%d".into()])
    );
}

#[test]
fn sources_are_trusted_in_a_declared_order_and_the_rest_follows() {
    let codebook = with_sources();
    let identity = codebook.identity.as_ref().unwrap();
    assert_eq!(identity.trust("edad"), [1, 0, 2]);
    assert_eq!(identity.trust("sexo"), [2, 0, 1]);
    let name = |at: &usize| codebook.columns[*at].as_str();
    assert_eq!(
        identity.keys.iter().flatten().map(name).collect::<Vec<_>>(),
        ["numero"]
    );
    let near = &identity.candidate_rules[0];
    assert_eq!(
        near.within.map(|(at, days)| (name(&at).to_owned(), days)),
        Some(("nacimiento".into(), 30))
    );
    assert_eq!(
        codebook.events.as_ref().map(|events| name(&events.key)),
        Some("numero")
    );
    assert_eq!(self::codebook(&[]).sources[0].id, "records");
}

#[test]
fn what_everybody_knows_is_public_where_both_dimensions_are() {
    let related = r#"
[[implies]]
if = { dimension = "medios", code = "TEJ" }
then = { dimension = "edad", code = "MIN" }

[[impossible]]
a = { dimension = "sexo", code = "M" }
b = { dimension = "tipo", code = "ACU" }

[[asked]]
dimension = "medios"
if = { dimension = "edad", code = "MIN" }
else = "ORG"

[[derived]]
dimension = "sexo"
from = "edad"
codes = { F = ["MIN"], M = ["18_24", "25P"], U = ["U"] }

[tables]"#;
    let adults = "{ code = \"18_24\", es = \"18–24\", en = \"18–24\", from = 18, to = 24 },\n  \
                  { code = \"25P\", es = \"25 y más\", en = \"25 and over\", from = 25 },\n  { code = \"U\"";
    let adult =
        "{ code = \"ADU\", es = \"Mayores\", en = \"Adults\", from = 18 },\n  { code = \"U\"";
    let codebook = codebook(&[(adult, adults), ("[tables]", related)]);
    let relations = &codebook.catalog().relations;
    let told = |pin: &cube::Pin| format!("{}={}", pin.dimension, pin.code);
    let pairs = |pairs: &[(cube::Pin, cube::Pin)]| {
        pairs
            .iter()
            .map(|(a, b)| format!("{} {}", told(a), told(b)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        pairs(&relations.equal),
        [
            "nacionalidad=CRI condicion=NAC",
            "sexo=F edad=MIN",
            "sexo=U edad=U"
        ]
    );
    assert_eq!(pairs(&relations.implies), ["medios=TEJ edad=MIN"]);
    assert!(relations.impossible.is_empty(), "tipo is not published");
    let unions = relations.unions.iter().map(|(whole, parts)| {
        format!(
            "{}: {}",
            told(whole),
            parts.iter().map(told).collect::<Vec<_>>().join(" ")
        )
    });
    assert_eq!(
        unions.collect::<Vec<_>>(),
        [
            "sexo=M: edad=18_24 edad=25P",
            "medios=_T: edad=MIN medios=ORG"
        ]
    );
    assert_eq!(codebook.relations.len(), 7);
}

#[test]
fn breaks_definitions_and_crosswalks_are_public() {
    let more = "reason = { es = \"Ley\", en = \"Law\" }\nsource = \"Ley 1\"\n\n[tables]";
    let codebook = codebook(&[
        ("last = 2025", "last = 2025\nclosed = 2024"),
        (
            "[tables]",
            &format!("[[break]]\nyear = 2025\ndimensions = [\"sexo\"]\n{more}"),
        ),
        (
            "en = \"Force\"",
            "en = \"Force\", map = { htcds = \"PhysicalAbuse\", m49 = \"\" }, ic_tip = \"\"",
        ),
        (
            "column = \"sexo\"",
            "column = \"sexo\"\ndefinition = { es = \"Al nacer\", en = \"At birth\" }",
        ),
    ]);
    let catalog = codebook.catalog();
    assert_eq!(
        (
            catalog.closed,
            catalog.breaks[0].year,
            catalog.breaks[0].dimensions.len()
        ),
        (Some(2024), 2025, 1)
    );
    let means = &catalog.dimension("medios").unwrap().categories[0];
    assert_eq!(
        means.map,
        [("htcds".to_owned(), "PhysicalAbuse".to_owned())].into()
    );
    assert_eq!(
        catalog
            .dimension("sexo")
            .unwrap()
            .definition
            .as_ref()
            .unwrap()
            .en,
        "At birth"
    );
    // They stand in the catalog once, not in every table.
    let held = catalog
        .tables
        .iter()
        .flat_map(|table| catalog.dimensions_of(table));
    assert!(
        held.into_iter()
            .all(|held| held == held.clone().without_catalog_fields())
    );
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
