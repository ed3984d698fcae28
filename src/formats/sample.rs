//! A small release for tests: two tables with hidden cells, a break, an open year, and texts that must be quoted.

use std::collections::BTreeMap;

use cube::{
    Address, Break, Catalog, Category, Cell, Dimension, Measure, Release, Role, Table, TableEntry,
    Text,
};

fn category(code: &str, es: &str, en: &str) -> Category {
    Category {
        code: code.into(),
        label: Text::new(es, en),
        ..Category::default()
    }
}

fn dimension(id: &str, role: Role, categories: Vec<Category>) -> Dimension {
    Dimension {
        id: id.into(),
        label: Text::new(id, format!("{id} (en)")),
        role,
        categories,
        ..Dimension::default()
    }
}

/// Makes the release, of invented data if there is a banner.
pub fn release(notice: Option<Text>) -> Release {
    let years = ["2023", "2024", "2025"].map(|year| category(year, year, year));
    let places = vec![
        category("1", "San José, centro", "San José, \"centre\""),
        Category {
            parent: Some("1".into()),
            map: [("hasc".to_owned(), "CR.SJ".to_owned())].into(),
            ..category("11", "Norte", "North")
        },
    ];
    let entry = |dimensions: &[&str]| TableEntry {
        id: format!("acreditadas.{}", dimensions.join(".")),
        measure: "acreditadas".into(),
        dimensions: dimensions.iter().map(|id| (*id).to_owned()).collect(),
        ..TableEntry::default()
    };
    let catalog = Catalog {
        codebook: "Prueba".into(),
        title: Text::new("Trata", "Trafficking"),
        lede: Text::new("Qué se cuenta.", "What is counted."),
        caveat: Text::new("No es prevalencia.", "Not prevalence."),
        source: Text::new("CONATT", "CONATT"),
        release: "2026-10".into(),
        threshold: 5,
        time: "anio".into(),
        closed: Some(2024),
        notice,
        breaks: vec![Break {
            year: 2024,
            reason: Text::new("Otra ley.", "Another law."),
            ..Break::default()
        }],
        measures: vec![Measure {
            id: "acreditadas".into(),
            label: Text::new("Personas acreditadas", "Persons accredited"),
            definition: Text::new("A quiénes se acreditó.", "Who was accredited."),
            unit: Text::new("personas", "persons"),
            ..Measure::default()
        }],
        dimensions: vec![
            dimension("anio", Role::Time, years.into()),
            dimension("provincia", Role::Geo, places),
        ],
        tables: vec![entry(&["anio"]), entry(&["anio", "provincia"])],
        ..Catalog::default()
    };
    let cell = |address: &Address| match address.pins.get("provincia") {
        Some(code) if code == "11" => Cell::Hidden,
        Some(_) => Cell::Published(0),
        None => Cell::Published(12),
    };
    let mut tables = BTreeMap::new();
    for entry in &catalog.tables {
        let dimensions = catalog.dimensions_of(entry);
        let table = Table::from_fn(&entry.id, Text::default(), &entry.measure, dimensions, cell);
        tables.insert(entry.id.clone(), table);
    }
    Release { catalog, tables }
}
