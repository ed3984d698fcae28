//! Replays the choice of cells with other keys, as somebody would who knows the method and not the key.

use std::collections::BTreeSet;

use cube::{Address, Catalog, Cell, Layout, Release, Section, Text};

use super::register::{THRESHOLD, by_year_and, count_groups, group};
use crate::Key;

/// Persons by year and by one of three categories.
type Sizes = [[u64; 3]; 2];

const CODES: [&str; 3] = ["A", "B", "C"];
const YEARS: [&str; 2] = ["2024", "2025"];

/// Registers of 40 persons, each with a few small groups.
const REGISTERS: [Sizes; 4] = [
    [[2, 7, 11], [1, 6, 13]],
    [[3, 8, 9], [4, 5, 11]],
    [[1, 6, 15], [3, 9, 6]],
    [[0, 12, 9], [2, 7, 10]],
];

/// How many keys are tried.
const KEYS: u8 = 200;

fn key(at: u8) -> Key {
    [at; 32]
}

fn protect(sizes: &Sizes, catalog: &Catalog, key: &Key) -> Release {
    let mut groups = Vec::new();
    for (year, row) in YEARS.into_iter().zip(sizes) {
        for (code, size) in CODES.into_iter().zip(row) {
            groups.push(group(year, code, *size));
        }
    }
    let counts = count_groups(catalog, &groups);
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    let protected = crate::protect(&count, catalog, &[], key).unwrap();
    protected.release
}

/// The cells of the table by year and category, row by row, totals first.
fn cells(release: &Release) -> &[Cell] {
    release.tables["n.anio.x"].cells()
}

/// All cells of a table with these sizes, in the same order.
fn fill(sizes: &Sizes) -> Vec<u64> {
    let both: Vec<u64> = (0..3).map(|at| sizes[0][at] + sizes[1][at]).collect();
    let rows = [both.as_slice(), &sizes[0], &sizes[1]];
    let with_total = |row: &[u64]| [&[row.iter().sum()], row].concat();
    rows.into_iter().flat_map(with_total).collect()
}

/// Every register with the same persons a year that agrees with what is published.
fn worlds(sizes: &Sizes, published: &[Cell]) -> Vec<Sizes> {
    let rows = |row: &[u64; 3]| {
        let total: u64 = row.iter().sum();
        let all = (0..=total).flat_map(move |one| (0..=total - one).map(move |other| (one, other)));
        all.map(move |(one, other)| [one, other, total - one - other])
    };
    let agrees = |world: &Sizes| {
        let mut both = published.iter().zip(fill(world));
        both.all(|(cell, count)| cell.published().is_none_or(|known| known == count))
    };
    let all = rows(&sizes[0]).flat_map(|first| rows(&sizes[1]).map(move |second| [first, second]));
    all.filter(agrees).collect()
}

/// Which cells are hidden under each of 30 keys.
fn patterns(sizes: &Sizes, catalog: &Catalog) -> BTreeSet<Vec<bool>> {
    let is_hidden = |cell: &Cell| *cell == Cell::Hidden;
    let hidden = |at| {
        let release = protect(sizes, catalog, &key(at));
        cells(&release).iter().map(is_hidden).collect()
    };
    (0..30).map(hidden).collect()
}

#[test]
fn the_key_decides_which_cells_are_hidden() {
    let catalog = by_year_and(&CODES);
    let patterns = REGISTERS
        .iter()
        .map(|sizes| patterns(sizes, &catalog).len());
    let patterns: usize = patterns.sum();
    assert!(patterns >= 3 * REGISTERS.len(), "{patterns}");
}

/// The same catalog with the categories as a filter of its pages.
fn with_filter(catalog: Catalog) -> Catalog {
    let section = Section {
        id: "all".into(),
        slug: Text::new("todo", "all"),
        title: Text::new("Todo", "All"),
        lede: Text::default(),
        layout: Layout::Profile,
        measures: vec!["n".into()],
        dimensions: vec!["x".into()],
        filters: vec!["x".into()],
        indicators: vec![],
        presets: vec![],
        door: None,
    };
    Catalog {
        sections: vec![section],
        ..catalog
    }
}

#[test]
fn whoever_replays_with_other_keys_excludes_no_small_value() {
    exclude_no_small_value(&by_year_and(&CODES));
}

#[test]
fn nor_does_whoever_replays_leading_series() {
    exclude_no_small_value(&with_filter(by_year_and(&CODES)));
}

fn exclude_no_small_value(catalog: &Catalog) {
    for sizes in &REGISTERS {
        let release = protect(sizes, catalog, &[255; 32]);
        let published = cells(&release);
        let worlds = worlds(sizes, published);
        for at in (0..published.len()).filter(|at| published[*at] == Cell::Hidden) {
            for value in 0..=THRESHOLD {
                let has_value = |world: &&Sizes| fill(world)[at].min(THRESHOLD) == value;
                let possible: Vec<&Sizes> = worlds.iter().filter(has_value).collect();
                let gives_the_same = |key: Key| {
                    let mut possible = possible.iter();
                    possible.any(|world| cells(&protect(world, catalog, &key)) == published)
                };
                // The attack proves of some cells that they are large; nothing is promised of those.
                let is_shown = possible.is_empty() || (0..KEYS).any(|at| gives_the_same(key(at)));
                assert!(is_shown, "{sizes:?}: cell {at} cannot be {value}");
            }
        }
    }
}
