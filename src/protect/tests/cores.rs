//! Tests that other cores change nothing but the time.

use std::collections::BTreeSet;

use cube::{Address, Catalog};

use super::register::{Counts, KEY, catalog, counts, dimension};
use crate::alternatives::ahead::Ahead;
use crate::alternatives::moves::Move;
use crate::joint;
use crate::key::draw;
use crate::latent::lifting::repair;
use crate::suppress::suppression::Suppression;

/// How many persons the register has.
const PERSONS: u64 = 260;
/// How often it is protected with other cores.
const ROUNDS: usize = 6;

const CODES: [[&str; 4]; 4] = [
    ["2022", "2023", "2024", "2025"],
    ["A", "B", "C", "D"],
    ["E", "F", "G", "H"],
    ["I", "J", "K", "L"],
];
const IDS: [&str; 4] = ["anio", "a", "b", "c"];

/// Three dimensions, crossed two by two and by year.
fn crossed_catalog() -> Catalog {
    let dimensions = (0..4).map(|at| dimension(IDS[at], &CODES[at])).collect();
    let tables: [&[&str]; 7] = [
        &["anio"],
        &["anio", "a"],
        &["anio", "b"],
        &["anio", "c"],
        &["a", "b"],
        &["a", "c"],
        &["b", "c"],
    ];
    catalog(dimensions, &tables)
}

/// Persons with uneven answers that depend on each other, the same each time.
fn count_persons(catalog: &Catalog) -> Counts {
    let mut persons = Vec::new();
    for person in 0..PERSONS {
        let draw = |dimension: u64| {
            let mixed = (person * 4 + dimension + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let of_eight = usize::try_from(mixed >> 61).unwrap();
            [0, 0, 0, 1, 1, 2, 2, 3][of_eight]
        };
        let at = [draw(0), draw(1), (draw(1) + draw(2)) % 4, draw(3)];
        persons.push([0, 1, 2, 3].map(|one| (IDS[one], CODES[one][at[one]])));
    }
    let groups: Vec<_> = persons.iter().map(|pins| (pins.as_slice(), 1)).collect();
    counts(catalog, &groups)
}

/// Which numbers are hidden, the alternatives in the order in which they were found, and how often another core was of use.
fn suppress(cores: usize) -> (Vec<bool>, Vec<Move>, usize) {
    let catalog = crossed_catalog();
    let counts = count_persons(&catalog);
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    let mut problem = joint::build(&count, &catalog, &[], &BTreeSet::new()).unwrap();
    repair(&mut problem);
    let numbers = problem.numbers.iter();
    let draws = numbers.map(|number| draw(&KEY, &number.name)).collect();
    let mut suppression = Suppression::new(problem, draws);
    suppression.ahead = Ahead::on_cores(cores);
    suppression.run();
    let numbers = suppression.problem.numbers.iter();
    let hidden = numbers.map(|number| number.hidden).collect();
    let moves = suppression.pool.active().cloned().collect();
    (hidden, moves, suppression.ahead.count_used())
}

#[test]
fn other_cores_change_nothing_but_the_time() {
    let (hidden, moves, used) = suppress(1);
    assert_eq!(used, 0);
    let complementary = hidden.iter().filter(|is_hidden| **is_hidden).count();
    assert!(complementary > 20 && moves.len() > 20, "{complementary}");
    let mut used_others = 0;
    for round in 0..ROUNDS {
        let with_others = suppress(2 + round % 3);
        assert!(with_others.0 == hidden && with_others.1 == moves, "{round}");
        used_others += with_others.2;
    }
    assert!(used_others > 0, "no other core was of use");
}
