//! Tests that the log says what changed between two releases, and nothing that did not.

use std::collections::BTreeMap;

use cube::{Break, Catalog, Category, Cell, Dimension, Measure, Release, Table, TableEntry, Text};
use release::Withdrawn;
use serde_json::{Value, json};

use crate::log::{Changes, Log, compare, render};

/// A release with these numbers: for all, women and men, by year.
fn release(name: &str, woman: &str, codes: &[&str], cells: [[Option<u64>; 3]; 2]) -> Release {
    let category = |code: &str, label: &str| Category {
        code: code.into(),
        label: Text::new(label, label),
        ..Category::default()
    };
    let sex = Dimension {
        id: "sexo".into(),
        label: Text::new("Sexo", "Sex"),
        categories: vec![category(codes[0], woman), category(codes[1], codes[1])],
        ..Dimension::default()
    };
    let time = Dimension {
        id: "anio".into(),
        categories: vec![category("2024", "2024")],
        ..Dimension::default()
    };
    let entry = TableEntry {
        id: "personas.anio.sexo".into(),
        measure: "personas".into(),
        dimensions: vec!["anio".into(), "sexo".into()],
        ..TableEntry::default()
    };
    let catalog = Catalog {
        codebook: "prueba".into(),
        title: Text::new("Trata", "Trafficking"),
        source: Text::new("CONATT", "CONATT"),
        release: name.into(),
        time: "anio".into(),
        measures: vec![Measure {
            id: "personas".into(),
            label: Text::new("Personas", "Persons"),
            ..Measure::default()
        }],
        dimensions: vec![time, sex],
        tables: vec![entry.clone()],
        ..Catalog::default()
    };
    let cells = cells
        .concat()
        .into_iter()
        .map(|count| count.map_or(Cell::Hidden, Cell::Published))
        .collect();
    let dimensions = catalog.dimensions_of(&entry);
    let table = Table::new(&entry.id, Text::default(), "personas", dimensions, cells).unwrap();
    let tables = BTreeMap::from([(entry.id, table)]);
    Release { catalog, tables }
}

fn releases() -> [Release; 2] {
    let before = release(
        "2026-04",
        "Mujer",
        &["F", "M"],
        [[Some(40), Some(30), Some(10)], [Some(20), None, Some(9)]],
    );
    let mut after = release(
        "2026-10",
        "Mujeres",
        &["F", "X"],
        [[Some(40), Some(31), Some(9)], [Some(20), Some(15), None]],
    );
    after.catalog.breaks.push(Break {
        year: 2024,
        reason: Text::new("Otra ley", "Another law"),
        ..Break::default()
    });
    [before, after]
}

#[test]
fn nothing_is_said_of_what_stayed() {
    let [before, _] = releases();
    let later = Release {
        catalog: Catalog {
            release: "2026-10".into(),
            ..before.catalog.clone()
        },
        ..before.clone()
    };
    assert_eq!(compare(&before, &later), Changes::default());
    let both = [before, later];
    let log = Log::from_releases(&both, &[]);
    let files: BTreeMap<_, _> = render(&log).into_iter().collect();
    assert!(files["changes.atom"].contains("<summary>Nada cambió.</summary>"));
    assert!(files["changes.en.html"].contains("Nothing changed."));
}

#[test]
fn what_changed_is_said_in_data_page_and_feed() {
    let releases = releases();
    let withdrawn = [Withdrawn {
        release: "2025-10".into(),
        folder: "releases/2025-10/".into(),
        reason: "Un error <grave>".into(),
    }];
    let log = Log::from_releases(&releases, &withdrawn);
    let files: BTreeMap<_, _> = render(&log).into_iter().collect();
    let data: Value = serde_json::from_str(&files["changes.json"]).unwrap();
    let changes = &data["releases"][0]["changes"];
    assert_eq!(
        changes["revised"],
        json!([{"measure": "personas", "pins": {"sexo": "F"}, "before": 30, "after": 31}])
    );
    assert_eq!(
        (&changes["shown"], &changes["added"], &changes["hidden"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert_eq!(changes["renamed"][0]["after"]["es"], "Mujeres");
    assert_eq!(changes["new_categories"][0]["code"], "X");
    assert_eq!(changes["gone_categories"][0]["code"], "M");
    assert_eq!(changes["breaks"][0]["reason"]["en"], "Another law");
    assert_eq!(data["withdrawn"][0]["release"], "2025-10");
    assert_eq!(data["releases"][1].get("changes"), None);
    let summary = "1 número nuevo; 1 número corregido; 1 que antes estaba oculto; 1 nombre cambiado; 2 categorías nuevas o que ya \
                   no están; 1 ruptura de la serie.";
    let (page, feed) = (&files["changes.html"], &files["changes.atom"]);
    assert!(page.contains(summary), "{page}");
    assert!(feed.contains(summary), "{feed}");
    for part in [
        "Personas · Mujeres",
        "<td>30</td><td>31</td>",
        "Un error &lt;grave&gt;",
        "2024: Otra ley",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(
        feed.contains("<updated>2026-10-01T00:00:00Z</updated>"),
        "{feed}"
    );
    let ids: Vec<&str> = feed.split("<id>").skip(1).map(|rest| &rest[..45]).collect();
    let mut different = ids.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!((ids.len(), different.len()), (4, 4));
}

#[test]
fn invented_data_are_marked_in_every_file() {
    let mut releases = releases();
    for release in &mut releases {
        release.catalog.notice = Some(Text::new(
            "Datos inventados: nadie.",
            "Invented data: nobody.",
        ));
    }
    let log = Log::from_releases(&releases, &[]);
    for (name, text) in render(&log) {
        assert!(
            text.contains("Datos inventados")
                || name.contains(".en.") && text.contains("Invented data"),
            "{name}"
        );
    }
}
