//! Tests that the questionnaire has published numbers alone, and says what it has not.

use std::collections::BTreeMap;

use cube::{
    Address, Catalog, Category, Cell, Dimension, Lang, Population, Release, Table, TableEntry, Text,
};

use crate::glotip::{Asked, Count, Filled, fill, write_csv, write_workbook};

fn category(code: &str, parent: Option<&str>, glotip: &str) -> Category {
    Category {
        code: code.into(),
        label: Text::new(code, format!("{code} en")),
        parent: parent.map(Into::into),
        map: [
            ("glotip".to_owned(), glotip.to_owned()),
            ("iccs".into(), format!("i{code}")),
        ]
        .into(),
        ..Category::default()
    }
}

/// A release by year and sex, by year and form, by year and citizenship.
fn release(populations: Vec<Population>) -> Release {
    let dimension = |id: &str, categories: Vec<Category>| Dimension {
        id: id.into(),
        multi_response: id == "finalidad",
        categories,
        ..Dimension::default()
    };
    let plain = |code: &str| Category {
        map: BTreeMap::new(),
        ..category(code, None, "")
    };
    let sexes = vec![
        category("F", None, "Female"),
        category("M_U", None, "Male; Other; Unknown"),
        category("M", Some("M_U"), "Male; Other"),
        category("U", Some("M_U"), "Unknown"),
    ];
    let forms = vec![
        category("SEX", None, "Sexual exploitation"),
        category("SRV", None, "Other forms of exploitation"),
        category("ADO", None, "Other forms of exploitation"),
    ];
    let entry = |dimensions: &[&str]| TableEntry {
        id: dimensions.join("."),
        measure: "acreditadas".into(),
        dimensions: dimensions.iter().map(|id| (*id).to_owned()).collect(),
        ..TableEntry::default()
    };
    let catalog = Catalog {
        threshold: 5,
        time: "anio".into(),
        populations,
        dimensions: vec![
            dimension(
                "anio",
                vec![plain("2023-2024"), plain("2023"), plain("2024")],
            ),
            dimension("sexo", sexes),
            dimension("finalidad", forms),
            dimension("nacionalidad", vec![plain("CRI")]),
        ],
        tables: vec![
            entry(&["anio", "sexo"]),
            entry(&["anio", "finalidad"]),
            entry(&["anio", "nacionalidad"]),
        ],
        ..Catalog::default()
    };
    let cell = |address: &Address| match address.pins.get("sexo").map(String::as_str) {
        Some("U") => Cell::Hidden,
        Some("M") => Cell::Hidden,
        Some("M_U") => Cell::Published(10),
        Some(_) => Cell::Published(30),
        None => Cell::Published(40),
    };
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let dimensions = catalog.dimensions_of(entry);
        let table = Table::from_fn(&entry.id, Text::default(), &entry.measure, dimensions, cell);
        tables.insert(entry.id.clone(), table);
    }
    Release { catalog, tables }
}

fn asked() -> Asked<'static> {
    Asked {
        measure: "acreditadas",
        citizenship: Some("nacionalidad"),
        iso3: "CRI",
        country: "Costa Rica",
        lang: Lang::En,
    }
}

/// The rows of a year as short texts.
fn year(filled: &Filled, year: &str) -> Vec<String> {
    let rows = filled.rows.iter().filter(|row| row.year == year);
    rows.map(|row| {
        let count = match row.count {
            Count::Published(count) => count.to_string(),
            Count::Hidden => "hidden".into(),
        };
        format!(
            "{} | {} | {} | {} | {count}",
            row.dimension, row.category, row.sex, row.age
        )
    })
    .collect()
}

#[test]
fn every_number_is_a_published_cell_or_said_to_be_hidden() {
    let filled = fill(&release(Vec::new()), &asked());
    let expected = [
        "Total | Total | Total | Total | 40",
        "Total | Total | Female | Total | 30",
        "Total | Total | Male; Other; Unknown | Total | 10",
        "Total | Total | Male; Other | Total | hidden",
        "Total | Total | Unknown | Total | hidden",
        "by form of exploitation | Sexual exploitation | Total | Total | 40",
        "by citizenship | CRI en | Total | Total | 40",
    ];
    for one in ["2023", "2024"] {
        assert_eq!(year(&filled, one), expected);
    }
    assert_eq!(filled.rows.len(), 14);
    let sexual = filled
        .rows
        .iter()
        .find(|row| row.category.starts_with("Sexual"));
    let sexual = sexual.unwrap();
    assert_eq!((&*sexual.codes, &*sexual.iccs), ("finalidad=SEX", "iSEX"));
    assert_eq!(filled.rows[0].iccs, "0204");
    let gaps = filled.gaps.join("\n");
    for part in [
        "4 of 14 numbers are hidden",
        "“<5” is not written",
        "Other forms of exploitation: several codes, of which a person can have more than one",
        "By age (minors and adults): no dimension",
        "by form of exploitation, by sex: no table by year is published",
        "SDG 16.2.2: the codebook has no population",
    ] {
        assert!(gaps.contains(part), "{part}: {gaps}");
    }
}

#[test]
fn a_rate_has_the_inhabitants_of_its_persons() {
    let counts = [("F", 2_000_000), ("M_U", 2_500_000)];
    let population = Population {
        dimension: "sexo".into(),
        year: 2022,
        source: Text::new("INEC", "INEC"),
        counts: counts.map(|(code, count)| (code.to_owned(), count)).into(),
    };
    let filled = fill(&release(vec![population]), &asked());
    let rates: Vec<(&str, &str, u64, &str)> = filled
        .rates
        .iter()
        .filter(|rate| rate.row.year == "2024")
        .map(|rate| {
            (
                &*rate.row.category,
                &*rate.row.sex,
                rate.inhabitants,
                &*rate.text,
            )
        })
        .collect();
    let expected = [
        ("Total", "Total", 4_500_000, "0.89"),
        ("Total", "Female", 2_000_000, "1.50"),
        ("Total", "Male; Other; Unknown", 2_500_000, "0.40"),
        ("Sexual exploitation", "Total", 4_500_000, "0.89"),
    ];
    assert_eq!(rates, expected);
    assert!(!filled.gaps.join("\n").contains("16.2.2"));
    assert_eq!(filled.rates[0].source, "INEC (2022)");
}

#[test]
fn files_have_a_row_for_each_number() {
    let filled = fill(&release(Vec::new()), &asked());
    let csv = String::from_utf8(write_csv(&filled, &asked()).unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 15);
    assert_eq!(
        csv.lines().nth(3).unwrap(),
        "CRI,Costa Rica,Detected trafficking victims,Total,Total,Female,Total,2023,Counts,30,published,sexo=F,iF,,published cells"
    );
    assert!(!csv.contains('<') && !csv.contains("Invented"));
    let mut invented = release(Vec::new());
    invented.catalog.notice = Some(Text::new("Datos inventados: …", "Invented data: …"));
    let marked = write_csv(&fill(&invented, &asked()), &asked()).unwrap();
    let marked = String::from_utf8(marked).unwrap();
    assert_eq!(
        marked.matches(",Invented data · published cells\n").count(),
        14
    );
    let book = write_workbook(&filled, &asked()).unwrap();
    assert_eq!(book, write_workbook(&filled, &asked()).unwrap());
    assert!(book.starts_with(b"PK"));
}
