//! Builds small releases from short texts.

use cube::{Catalog, Category, Cell, Dimension, Pin, Release, Table, Text};

/// Builds a flat or nested dimension: `MIN/0_11` is the category 0_11 below MIN, and `U?` is
/// "not stated".
pub fn dimension(id: &str, categories: &str) -> Dimension {
    let category = |written: &str| {
        let (parent, code) = written
            .rsplit_once('/')
            .map_or((None, written), |(parent, code)| (Some(parent), code));
        Category {
            code: code.trim_end_matches('?').into(),
            parent: parent.map(Into::into),
            unknown: code.ends_with('?'),
            ..Category::default()
        }
    };
    Dimension {
        id: id.into(),
        categories: categories.split(' ').map(category).collect(),
        ..Dimension::default()
    }
}

/// Builds a dimension in which one person may have several categories.
pub fn multi(id: &str, categories: &str) -> Dimension {
    Dimension {
        multi_response: true,
        ..dimension(id, categories)
    }
}

/// Builds a table from its measure, its dimensions and its cells in row-major order, totals first;
/// `.` is hidden.
pub fn table(measure: &str, dimensions: &[&Dimension], cells: &str) -> Table {
    let ids: Vec<&str> = std::iter::once(measure)
        .chain(dimensions.iter().map(|known| known.id.as_str()))
        .collect();
    let cells: Vec<&str> = cells
        .split_whitespace()
        .filter(|word| *word != "|")
        .collect();
    let dimensions: Vec<Dimension> = dimensions.iter().map(|known| (*known).clone()).collect();
    let size: usize = dimensions
        .iter()
        .map(|known| known.categories.len() + 1)
        .product();
    assert_eq!(cells.len(), size, "cells of {}", ids.join("."));
    let mut cells = cells.into_iter();
    Table::from_fn(ids.join("."), Text::default(), measure, dimensions, |_| {
        cells
            .next()
            .and_then(|count| count.parse().ok())
            .map_or(Cell::Hidden, Cell::Published)
    })
}

/// Builds a release of these tables and their dimensions.
pub fn release(threshold: u64, tables: impl IntoIterator<Item = Table>) -> Release {
    let tables: Vec<Table> = tables.into_iter().collect();
    let mut dimensions: Vec<Dimension> = Vec::new();
    for dimension in tables.iter().flat_map(Table::dimensions) {
        if dimensions.iter().all(|known| known.id != dimension.id) {
            dimensions.push(dimension.clone());
        }
    }
    let catalog = Catalog {
        codebook: "prueba".into(),
        release: "2026-10".into(),
        threshold,
        time: "anio".into(),
        dimensions,
        ..Catalog::default()
    };
    Release {
        catalog,
        tables: tables
            .into_iter()
            .map(|table| (table.id.clone(), table))
            .collect(),
    }
}

/// Reads a category: `sexo=F`.
pub fn pin(written: &str) -> Pin {
    let (dimension, code) = written.split_once('=').unwrap_or((written, ""));
    Pin {
        dimension: dimension.into(),
        code: code.into(),
    }
}

/// Lists the findings of the attack, without the proofs.
pub fn found(releases: &[&Release]) -> Vec<String> {
    let report = attack::attack(releases);
    report
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.group, finding.kind))
        .collect()
}
