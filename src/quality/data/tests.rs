//! Tests the page on the data: every file is linked with its size, every address is right, and the collection is absolute.

use std::collections::BTreeMap;

use cube::{
    Catalog, Category, Cell, Classification, Dimension, KeptRelease, Lang, Measure, Release, Role,
    Table, TableEntry, Text,
};
use release::Listed;

use crate::{
    data::{
        page::render_content,
        place::{COLLECTION, Published},
        render_collection,
    },
    site::{DATA, path_to_root},
};

fn release() -> Release {
    let category = |code: &str| Category {
        code: code.into(),
        label: Text::new(code, code),
        map: [("htcds".to_owned(), format!("H{code}"))].into(),
        ..Category::default()
    };
    let dimension = |id: &str, role, codes: &[&str]| Dimension {
        id: id.into(),
        label: Text::new(id, format!("{id} en")),
        role,
        categories: codes.iter().map(|code| category(code)).collect(),
        ..Dimension::default()
    };
    let entry = |dimensions: &[&str]| TableEntry {
        id: format!("acreditadas.{}", dimensions.join(".")),
        measure: "acreditadas".into(),
        dimensions: dimensions.iter().map(|id| (*id).to_owned()).collect(),
        ..TableEntry::default()
    };
    let catalog = Catalog {
        title: Text::new("Trata", "Trafficking"),
        source: Text::new("CONATT", "CONATT"),
        release: "2026-10".into(),
        time: "anio".into(),
        measures: vec![Measure {
            id: "acreditadas".into(),
            label: Text::new("Acreditadas", "Accredited"),
            ..Measure::default()
        }],
        dimensions: vec![
            dimension("anio", Role::Time, &["2024"]),
            dimension("sexo", Role::Attribute, &["F", "M"]),
        ],
        tables: vec![entry(&["anio"]), entry(&["anio", "sexo"])],
        ..Catalog::default()
    };
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let dimensions = catalog.dimensions_of(entry);
        let cell = |_: &cube::Address| Cell::Published(7);
        let table = Table::from_fn(&entry.id, Text::default(), &entry.measure, dimensions, cell);
        tables.insert(entry.id.clone(), table);
    }
    Release { catalog, tables }
}

fn listed(below: &str) -> Listed {
    let mut sizes = BTreeMap::new();
    for table in ["acreditadas.anio", "acreditadas.anio.sexo"] {
        for (end, size) in [("csv", 1_234), ("xlsx", 8_000), ("json", 2_100_000)] {
            sizes.insert(format!("{table}.{end}"), size);
        }
    }
    sizes.insert("SHA256SUMS".into(), 512);
    let kept = ["2026-04", "2026-10"].map(|release| KeptRelease {
        release: release.into(),
        folder: format!("releases/{release}/"),
    });
    Listed {
        below: below.into(),
        sizes,
        kept: if below.is_empty() {
            vec![]
        } else {
            kept.into()
        },
        ..Listed::default()
    }
}

#[test]
fn every_file_is_linked_with_its_size() {
    let release = release();
    for below in ["", "releases/2026-10/"] {
        let listed = listed(below);
        let published = Published {
            release: &release,
            listed: &listed,
            url: None,
        };
        for lang in Lang::ALL {
            let page = render_content(&published, lang).into_string();
            let root = path_to_root(&release.catalog.languages, DATA, lang);
            for file in listed.sizes.keys() {
                let link = format!("href=\"{root}data/{below}{file}\"");
                assert_eq!(page.matches(&link).count(), 1, "{link}");
            }
            for size in ["2 kB", "8 kB", "3 MB", "512 B"] {
                assert!(page.contains(size), "{size}");
            }
            // A collection that nobody can follow is not named.
            assert!(!page.contains(COLLECTION) && page.contains("https://example.org/data/"));
            assert_eq!(
                page.contains("releases/2026-04/index.json"),
                !below.is_empty()
            );
            assert!(page.contains("htcds: HF"));
        }
    }
}

#[test]
fn the_collection_names_every_table_by_its_absolute_address() {
    let (release, listed) = (release(), listed("releases/2026-10/"));
    let mut published = Published {
        release: &release,
        listed: &listed,
        url: Some("https://cifras.example/trata/"),
    };
    let collection = render_collection(&published, Lang::Es).unwrap();
    assert_eq!(
        collection,
        concat!(
            r#"{"version":"2.0","class":"collection","label":"Trata","source":"CONATT","updated":"2026-10-01","#,
            r#""href":"https://cifras.example/trata/datos/collection.json","link":{"item":["#,
            r#"{"class":"dataset","href":"https://cifras.example/trata/datos/tables/acreditadas.anio.json","label":"Acreditadas: anio"},"#,
            r#"{"class":"dataset","href":"https://cifras.example/trata/datos/tables/acreditadas.anio.sexo.json","label":"Acreditadas: anio × sexo"}]}}"#,
            "\n"
        )
    );
    let page = render_content(&published, Lang::En).into_string();
    let csv = "https://cifras.example/trata/data/releases/2026-10/acreditadas.anio.sexo.csv";
    assert!(page.matches(csv).count() == 4, "{page}");
    assert!(page.contains("https://cifras.example/trata/en/data/collection.json"));
    published.url = None;
    assert_eq!(render_collection(&published, Lang::Es), None);
}

#[test]
fn classifications_have_their_sources_and_questions_an_address() {
    let mut release = release();
    release.catalog.classifications = vec![Classification {
        dimensions: vec!["sexo".into(), "not_published".into()],
        name: Text::new("Norma & cía", "Standard & co"),
        publisher: Text::new("ONU", "UN"),
        version: Some("2008".into()),
        link: Some("https://example.org/norm".into()),
    }];
    let listed = listed("");
    let render = |release: &Release| {
        let published = Published {
            release,
            listed: &listed,
            url: None,
        };
        render_content(&published, Lang::En).into_string()
    };
    let page = render(&release);
    for part in [
        "Standard &amp; co</th><td class=\"words\">UN · <a href=\"https://example.org/norm\">",
        "<td class=\"words\">2008</td><td class=\"words\">sexo en</td>",
        // What categories are matched with has its source as well, and nothing else has.
        "(HTCDS)</th><td class=\"words\">IOM",
        "No contact for questions",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("(M49)"));
    release.catalog.site.contact = Some("mailto:datos@example.org".into());
    let page = render(&release);
    assert!(
        page.contains("<a href=\"mailto:datos@example.org\">datos@example.org</a>"),
        "{page}"
    );
    assert!(!page.contains("No contact"));
}
