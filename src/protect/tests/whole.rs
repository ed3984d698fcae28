//! Tries every register that agrees with a release, where three dimensions are crossed two by two.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Release};

use super::register::{KEY, catalog, dimension};

/// The codes of the three dimensions, of two categories each.
const CODES: [[&str; 2]; 3] = [["F", "M"], ["P", "Q"], ["X", "Y"]];

/// How many persons are in each of the eight combinations.
type Register = [u64; 8];

fn crossed_catalog() -> Catalog {
    let dimensions = vec![
        dimension("anio", &["2025"]),
        dimension("a", &CODES[0]),
        dimension("b", &CODES[1]),
        dimension("c", &CODES[2]),
    ];
    Catalog {
        threshold: 3,
        ..catalog(
            dimensions,
            &[&["anio"], &["a", "b"], &["a", "c"], &["b", "c"]],
        )
    }
}

/// Whether a combination is at an address.
fn is_at(combination: usize, address: &Address) -> bool {
    let dimensions = ["a", "b", "c"].into_iter().enumerate();
    let mut pinned = dimensions.filter_map(|(at, id)| Some((at, address.pins.get(id)?)));
    pinned.all(|(at, code)| CODES[at][combination >> at & 1] == code)
}

fn count_at(register: &Register, address: &Address) -> u64 {
    let combinations = register.iter().enumerate();
    let at = combinations.filter(|(combination, _)| is_at(*combination, address));
    at.map(|(_, size)| size).sum()
}

/// Calls `visit` with every register of so many persons.
fn each_register(persons: u64, visit: &mut impl FnMut(&Register)) {
    fn fill(register: &mut Register, at: usize, left: u64, visit: &mut impl FnMut(&Register)) {
        if at + 1 == register.len() {
            register[at] = left;
            visit(register);
            return;
        }
        for size in 0..=left {
            register[at] = size;
            fill(register, at + 1, left - size, visit);
        }
    }
    fill(&mut [0; 8], 0, persons, visit);
}

/// The values of each hidden cell in all registers that agree with everything published.
fn possible_values(release: &Release, persons: u64) -> BTreeMap<Address, BTreeSet<u64>> {
    let (mut published, mut hidden) = (vec![], BTreeMap::new());
    for (address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
        match cell {
            Cell::Published(count) => published.push((address, count)),
            Cell::Hidden => {
                hidden.insert(address, BTreeSet::new());
            }
        }
    }
    let of = |address: &Address| -> Vec<usize> {
        (0..8)
            .filter(|combination| is_at(*combination, address))
            .collect()
    };
    let published: Vec<(Vec<usize>, u64)> = published
        .iter()
        .map(|(address, count)| (of(address), *count))
        .collect();
    let places: Vec<Vec<usize>> = hidden.keys().map(of).collect();
    each_register(persons, &mut |register| {
        let sum = |combinations: &[usize]| combinations.iter().map(|at| register[*at]).sum::<u64>();
        if published.iter().all(|(at, count)| sum(at) == *count) {
            for (values, at) in hidden.values_mut().zip(&places) {
                values.insert(sum(at));
            }
        }
    });
    hidden
}

#[test]
fn crossings_of_three_give_nothing_away() {
    let catalog = crossed_catalog();
    let threshold = catalog.threshold;
    let (mut state, mut checked) = (7_u64, 0);
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..150 {
        let register: Register = std::array::from_fn(|_| next(2) * next(5));
        let persons = register.iter().sum::<u64>();
        if !(threshold..=16).contains(&persons) {
            continue;
        }
        let count = |address: &Address| count_at(&register, address);
        let protected = crate::protect(&count, &catalog, &[], &KEY).unwrap();
        if !protected.notes.is_empty() {
            continue;
        }
        for (address, values) in possible_values(&protected.release, persons) {
            let below: Vec<u64> = values
                .iter()
                .copied()
                .filter(|value| *value < threshold)
                .collect();
            let is_large = below.is_empty();
            let shows_all = below.len() == usize::try_from(threshold).unwrap();
            let shows_large = values.last().is_some_and(|value| *value >= threshold);
            assert!(
                is_large || shows_all && shows_large,
                "{register:?}: {address} can be {values:?}"
            );
            checked += usize::from(!is_large);
        }
    }
    assert!(checked > 100, "{checked}");
}
