//! Builds small catalogs and registers, protects them, and prints tables as text.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Category, Cell, Dimension, Measure, Pin, Release, TableEntry, Text};

use crate::{Key, Refusal};

pub const THRESHOLD: u64 = 5;
pub const KEY: Key = [7; 32];

pub type Counts = BTreeMap<Address, u64>;

pub fn protect(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<Release, Refusal> {
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    crate::protect(&count, catalog, earlier, &KEY).map(|protected| protected.release)
}

/// A dimension with these codes: `MIN>0_11` is 0_11 below MIN, and U is unknown.
pub fn dimension(id: &str, codes: &[&str]) -> Dimension {
    let category = |code: &&str| {
        let (parent, code) = match code.split_once('>') {
            Some((parent, code)) => (Some(parent), code),
            None => (None, *code),
        };
        Category {
            code: code.into(),
            parent: parent.map(Into::into),
            unknown: code == "U",
            ..Category::default()
        }
    };
    Dimension {
        id: id.into(),
        label: Text::new(id, id),
        categories: codes.iter().map(category).collect(),
        ..Dimension::default()
    }
}

pub fn pin(dimension: &str, code: &str) -> Pin {
    Pin {
        dimension: dimension.into(),
        code: code.into(),
    }
}

pub fn catalog(dimensions: Vec<Dimension>, tables: &[&[&str]]) -> Catalog {
    let table = |dimensions: &&[&str]| TableEntry {
        id: format!("n.{}", dimensions.join(".")),
        measure: "n".into(),
        dimensions: dimensions.iter().map(|id| (*id).into()).collect(),
        rolled_up: vec![],
    };
    Catalog {
        codebook: "prueba".into(),
        release: "2026-10".into(),
        threshold: THRESHOLD,
        time: "anio".into(),
        measures: vec![Measure {
            id: "n".into(),
            label: Text::new("Personas", "Persons"),
            definition: Text::default(),
            unit: Text::default(),
            ..Measure::default()
        }],
        dimensions,
        tables: tables.iter().map(table).collect(),
        ..Catalog::default()
    }
}

/// A catalog of two years by a dimension with these codes.
pub fn by_year_and(codes: &[&str]) -> Catalog {
    catalog(
        vec![dimension("anio", &["2024", "2025"]), dimension("x", codes)],
        &[&["anio"], &["anio", "x"]],
    )
}

/// The catalog with the same tables of another measure as well.
pub fn by_measure(mut catalog: Catalog, measure: &str) -> Catalog {
    let other = |entry: &TableEntry| TableEntry {
        id: entry.id.replacen('n', measure, 1),
        measure: measure.into(),
        ..entry.clone()
    };
    let more: Vec<TableEntry> = catalog.tables.iter().map(other).collect();
    catalog.tables.extend(more);
    catalog
}

/// A group of people who share their leaf codes, and how many they are; several codes of one dimension: `A~B`.
pub type People<'a> = (&'a [(&'a str, &'a str)], u64);

/// A group by year and the dimension x.
pub fn group<'a>(year: &'a str, x: &'a str, size: u64) -> ([(&'a str, &'a str); 2], u64) {
    ([("anio", year), ("x", x)], size)
}

/// Exact counts of groups that all have the same dimensions.
pub fn count_groups<const N: usize>(
    catalog: &Catalog,
    groups: &[([(&str, &str); N], u64)],
) -> Counts {
    let groups: Vec<People> = groups
        .iter()
        .map(|(pins, size)| (pins.as_slice(), *size))
        .collect();
    counts(catalog, &groups)
}

/// Exact counts of every table, and of the three-way tables behind them.
pub fn counts(catalog: &Catalog, groups: &[People]) -> Counts {
    let mut counts = Counts::new();
    for entry in catalog.tables.iter().chain(&crate::joint_tables(catalog)) {
        let dimensions = catalog.dimensions_of(entry);
        let table = cube::Table::from_fn("", Text::default(), "n", dimensions, |_| Cell::Hidden);
        for (address, _) in table.addressed() {
            let mut total = 0;
            for (person, size) in groups {
                if is_at(person, &address, table.dimensions()) {
                    total += size;
                }
            }
            counts.insert(address, total);
        }
    }
    counts
}

/// Whether a person with these codes is counted at an address.
fn is_at(person: &[(&str, &str)], address: &Address, dimensions: &[Dimension]) -> bool {
    address.pins.iter().all(|(id, code)| {
        let mut dimensions = dimensions.iter();
        let dimension = dimensions.find(|dimension| dimension.id == *id).unwrap();
        let is_below =
            |leaf: &str| leaf == code || dimension.ancestors(leaf).any(|ancestor| ancestor == code);
        let mut answers = person.iter().filter(|(of, _)| of == id);
        answers.any(|(_, leaves)| leaves.split('~').any(is_below))
    })
}

/// A table as lines of text, `c` for hidden.
pub fn print(release: &Release, table: &str) -> String {
    let table = &release.tables[table];
    let width = table.dimensions().last().unwrap().categories.len() + 1;
    let cell = |cell: &Cell| match cell {
        Cell::Published(count) => count.to_string(),
        Cell::Hidden => "c".into(),
    };
    let mut lines = Vec::new();
    for row in table.cells().chunks(width) {
        lines.push(row.iter().map(cell).collect::<Vec<_>>().join(" "));
    }
    lines.join("\n")
}
