//! Attacks a release of the size that a country publishes: 70 tables of 600 persons.
//!
//! It checks the result and not the time: all tables are judged, and some but not all hidden cells
//! are exact.

use crate::small::{dimension, release};
use cube::{Address, Cell, Dimension, Table, Text};

/// Generates pseudo-random numbers that are the same on every machine (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Nine years and nineteen dimensions of up to 25 categories, the small ones rarer than the large
/// ones.
fn dimensions() -> Vec<Dimension> {
    let codes = |count: usize| {
        (0..count)
            .map(|code| format!("C{code}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut dimensions = vec![dimension(
        "anio",
        "2017 2018 2019 2020 2021 2022 2023 2024 2025",
    )];
    dimensions.extend((0..19).map(|at| dimension(&format!("d{at}"), &codes(3 + (at * 7) % 23))));
    dimensions
}

#[test]
fn seventy_tables_are_judged_at_once() {
    let (dimensions, mut random) = (dimensions(), Random(7));
    let people: Vec<Vec<String>> = (0..600)
        .map(|_| {
            let code = |dimension: &Dimension| {
                let count = dimension.categories.len();
                let at = if dimension.id == "anio" {
                    random.below(count)
                } else {
                    random.below(count).min(random.below(count))
                };
                dimension.categories[at].code.clone()
            };
            dimensions.iter().map(code).collect()
        })
        .collect();
    let position = |id: &String| dimensions.iter().position(|known| known.id == *id);
    let count = |address: &Address| {
        let pins: Vec<_> = address
            .pins
            .iter()
            .filter_map(|(id, code)| Some((position(id)?, code)))
            .collect();
        people
            .iter()
            .filter(|person| pins.iter().all(|(at, code)| person[*at] == **code))
            .count() as u64
    };
    let mut tables = Vec::new();
    for first in 0..4 {
        for second in &dimensions[first + 1..] {
            let cell = |address: &Address| match count(address) {
                small if small < 5 => Cell::Hidden,
                large if address.pins.len() == 2 && large < 15 => Cell::Hidden,
                count => Cell::Published(count),
            };
            let id = format!("n.{}.{}", dimensions[first].id, second.id);
            tables.push(Table::from_fn(
                id,
                Text::default(),
                "n",
                vec![dimensions[first].clone(), second.clone()],
                cell,
            ));
        }
    }
    let release = release(5, tables);
    let report = attack::attack(&[&release]);
    assert_eq!(report.tables.len(), 70);
    assert!(
        report.total.exact > 0 && report.total.exact < report.total.hidden,
        "{}",
        report.total
    );
}
