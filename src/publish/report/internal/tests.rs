//! Checks the text of the internal report, and that it is written outside the folder of the release.

use std::fs;

use cube::{Lang, Text};

use crate::report::account::{
    Account, AnswerCounts, Applied, CandidatePairs, Category, Conflict, Dimension, Measure, Notice,
    SetAside, Source, Suggestion, TooFine, Waiting, WaitsFor,
};
use crate::report::internal::{Folder, changes::Changes, page::render};

fn text(es: &str, en: &str) -> Text {
    Text::new(es, en)
}

fn source(id: &str, [rows, counted, corrected, merged, linked, set_aside]: [u64; 6]) -> Source {
    let institution = text(&id.to_uppercase(), &id.to_uppercase());
    let files = vec![format!("{id}-2025.csv")];
    Source {
        id: id.into(),
        institution,
        files,
        rows,
        counted,
        corrected,
        merged,
        linked,
        set_aside,
    }
}

fn category(code: &str, label: Text, depth: usize, persons: [u64; 2]) -> Category {
    Category {
        code: code.into(),
        label,
        depth,
        persons: persons.to_vec(),
    }
}

fn account() -> Account {
    let known = |known, unknown, not_asked| AnswerCounts {
        known,
        unknown,
        not_asked,
    };
    Account {
        codebook: "muestra".into(),
        title: text("Cifras", "Numbers"),
        release: "2026-10".into(),
        refused: None,
        years: vec![2024, 2025],
        sources: vec![
            source("conatt", [1_200, 1_000, 150, 0, 0, 50]),
            source("pani", [320, 200, 40, 60, 20, 0]),
        ],
        rules: vec![Applied {
            source: "pani".into(),
            field: "sexo".into(),
            rule: "synonym".into(),
            rows: 40,
        }],
        set_aside: vec![SetAside {
            source: "conatt".into(),
            reason: text(
                "fuera de los años publicados",
                "outside the published years",
            ),
            rows: 50,
        }],
        notices: vec![Notice {
            text: text("filas ocultas que se leyeron", "hidden rows that were read"),
            count: 7,
        }],
        repeated: 3,
        without_event: 5,
        measures: vec![Measure {
            id: "acreditadas".into(),
            label: text("Personas acreditadas", "Accredited persons"),
            persons: vec![690, 700],
        }],
        dimensions: vec![Dimension {
            id: "sexo".into(),
            label: text("Sexo", "Sex"),
            known: vec![known(680, 10, 0), known(600, 0, 100)],
            counted_in: Some("acreditadas".into()),
            categories: vec![
                category("F", text("Mujer", "Female"), 0, [500, 400]),
                category("U", text("Sin información", "Not stated"), 0, [10, 100]),
            ],
        }],
        too_fine: vec![TooFine::Table("acreditadas.anio.lengua".into())],
        conflicts: vec![Conflict {
            field: "sexo".into(),
            believed: "conatt".into(),
            overruled: "pani".into(),
            applications: 4,
        }],
        links: vec![CandidatePairs {
            rule: "birth-nationality".into(),
            open: 7,
            same: 2,
            different: 1,
        }],
        suggestions: vec![Suggestion {
            dimension: "sexo".into(),
            written: "Muger".into(),
            code: "F".into(),
            rows: 2,
            command: "tablero codebook accept mine.toml sexo Muger F".into(),
        }],
        waiting: Some(vec![
            Waiting {
                measure: "acreditadas".into(),
                years: "2024".into(),
                dimension: None,
                persons: -2,
                waits_for: WaitsFor::Revision,
            },
            Waiting {
                measure: "acreditadas".into(),
                years: "2024".into(),
                dimension: Some("sexo".into()),
                persons: 3,
                waits_for: WaitsFor::Revision,
            },
            Waiting {
                measure: "acreditadas".into(),
                years: "2025".into(),
                dimension: None,
                persons: 4,
                waits_for: WaitsFor::Threshold,
            },
        ]),
    }
}

/// The text of each element that has some, joined by `|`.
fn visible_text(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let texts = body
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.trim());
    texts
        .filter(|text| !text.is_empty())
        .map(|text| text.replace('\u{a0}', " "))
        .collect::<Vec<_>>()
        .join("|")
}

#[test]
fn the_report_says_everything_in_both_languages() {
    let before = Account {
        release: "2026-04".into(),
        rules: vec![],
        ..account()
    };
    let changes = Changes::between(&before, &account());
    let page = render(&account(), Some(&changes), Lang::Es);
    let expected: Vec<&str> = include_str!("expected.txt")
        .trim_end()
        .split(['|', '\n'])
        .collect();
    assert_eq!(visible_text(&page).split('|').collect::<Vec<_>>(), expected);
    let english = visible_text(&render(&account(), Some(&changes), Lang::En));
    for words in [
        "CONFIDENTIAL",
        "Where the rows come from",
        "1,200",
        "Not asked by the source",
        "0.7%",
        "100|7.2%",
    ] {
        assert!(english.contains(words), "{words} is not in {english}");
    }
}

#[test]
fn every_drawing_has_its_numbers_beside_it_and_nothing_is_fetched() {
    let page = render(&account(), None, Lang::Es);
    assert_eq!(
        page.matches("<svg").count(),
        page.matches("<figure").count()
    );
    assert!(page.contains("role=\"img\" aria-label=\"Sexo: personas por categoría y año"));
    for forbidden in [
        "<script", "src=", "style=", "http:", "https:", "<link", "@import",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn an_empty_account_is_a_report_too() {
    let page = visible_text(&render(&Account::default(), None, Lang::Es));
    for words in [
        "Ninguna fila necesitó una regla.",
        "No se apartó ninguna fila.",
        "No hay pares por decidir.",
    ] {
        assert!(page.contains(words), "{page}");
    }
}

#[test]
fn a_report_on_what_was_not_published_says_why() {
    let account = Account {
        refused: Some(text("un año chico", "a small year")),
        ..account()
    };
    let words = [
        (Lang::Es, "No se publicó nada: un año chico.|Filas"),
        (Lang::En, "Nothing was published: a small year.|"),
    ];
    for (lang, words) in words {
        assert!(
            visible_text(&render(&account, None, lang)).contains(words),
            "{words}"
        );
    }
    assert!(!visible_text(&render(&self::account(), None, Lang::Es)).contains("No se publicó"));
}

#[test]
fn what_changed_is_told_from_the_report_that_stands_there() {
    let directory = tempfile::tempdir().unwrap();
    let folder = Folder::outside(
        &directory.path().join("informe"),
        &directory.path().join("public"),
    )
    .unwrap();
    let read =
        |name: &str| fs::read_to_string(directory.path().join("informe").join(name)).unwrap();
    folder.write(&account()).unwrap();
    assert!(read("informe.html").contains("No hay un informe anterior"));
    folder.write(&account()).unwrap();
    assert!(read("informe.html").contains("No cambió nada."));
    let mut other = account();
    other.dimensions[0].categories[0].persons[1] = 401;
    folder.write(&other).unwrap();
    assert!(read("report.html").contains("Persons by category and year"));
    folder.write(&account()).unwrap();
    let measure = Measure {
        persons: vec![690, 703],
        ..account().measures[0].clone()
    };
    let more = Account {
        measures: vec![measure],
        ..account()
    };
    folder.write(&more).unwrap();
    let expected = r#"
  "changes": {
    "since": "2026-10",
    "persons": [
      {
        "of": [
          "acreditadas",
          2025
        ],
        "before": 700,
        "now": 703
      }
    ],
    "categories": [],
    "rows": [],
    "rules": [],
    "set_aside": []
  }
}
"#;
    let json = read("report.json");
    assert!(json.ends_with(expected), "{json}");
    assert!(
        json.starts_with("{\n  \"confidential\": \"CONFIDENCIAL: "),
        "{json}"
    );
    assert!(
        read("report.html").contains("CONFIDENTIAL")
            && read("informe.html").contains("CONFIDENCIAL")
    );
    fs::write(
        directory.path().join("informe/report.json"),
        "{\"format\": 2}",
    )
    .unwrap();
    folder.write(&more).unwrap();
    assert!(
        read("informe.html").contains("No hay un informe anterior"),
        "another format is read"
    );
}

#[test]
fn the_report_never_stands_beside_what_is_public() {
    let directory = tempfile::tempdir().unwrap();
    let place = |path: &str| directory.path().join(path);
    for folder in ["public", "public/report", ""] {
        let message = Folder::outside(&place(folder), &place("public"))
            .unwrap_err()
            .to_string();
        assert!(
            message.contains(
                "the internal report is confidential; name a directory that is neither in"
            ),
            "{message}"
        );
    }
    assert!(Folder::outside(&place("report"), &place("public")).is_ok());
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_the_report() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    Folder::outside(directory.path(), &directory.path().with_extension("public"))
        .unwrap()
        .write(&account())
        .unwrap();
    let modes = fs::read_dir(directory.path())
        .unwrap()
        .flatten()
        .map(|file| {
            (
                file.file_name().into_string().unwrap(),
                file.metadata().unwrap().permissions().mode() & 0o777,
            )
        });
    let mut modes: Vec<_> = modes.collect();
    modes.sort();
    let expected =
        ["informe.html", "report.html", "report.json"].map(|name| (name.to_owned(), 0o600));
    assert_eq!(modes, expected);
}
