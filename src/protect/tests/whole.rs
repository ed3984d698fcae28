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

/// A published count, and the combinations that it counts.
type Published = (Vec<usize>, u64);

/// The values of each hidden cell in all registers that agree with everything published; `None` if there are too many.
fn possible_values(release: &Release) -> Option<BTreeMap<Address, BTreeSet<u64>>> {
    let of = |address: &Address| -> Vec<usize> {
        let combinations = 0..8;
        combinations.filter(|at| is_at(*at, address)).collect()
    };
    let (mut published, mut hidden) = (vec![], BTreeMap::new());
    for (address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
        match cell {
            Cell::Published(count) => published.push((of(&address), count)),
            Cell::Hidden => {
                hidden.insert(address, BTreeSet::new());
            }
        }
    }
    let places: Vec<Vec<usize>> = hidden.keys().map(of).collect();
    let mut tries = TRIES;
    let mut visit = |register: &Register| {
        for (values, at) in hidden.values_mut().zip(&places) {
            values.insert(at.iter().map(|at| register[*at]).sum());
        }
    };
    fill(&mut [0; 8], 0, &published, &mut tries, &mut visit).then_some(hidden)
}

/// How many sizes of a combination are tried for one release.
const TRIES: usize = 3_000_000;

/// Tries every size of the combinations from `at` on; returns whether that was possible with so many tries.
fn fill(
    register: &mut Register,
    at: usize,
    published: &[Published],
    tries: &mut usize,
    visit: &mut impl FnMut(&Register),
) -> bool {
    if at == register.len() {
        visit(register);
        return true;
    }
    let counting = published.iter().filter(|(of, _)| of.contains(&at));
    let (mut least, mut most) = (0, u64::MAX);
    for (of, count) in counting {
        let before: u64 = of
            .iter()
            .filter(|of| **of < at)
            .map(|of| register[*of])
            .sum();
        let Some(left) = count.checked_sub(before) else {
            return true;
        };
        most = most.min(left);
        if of.iter().all(|of| *of <= at) {
            least = least.max(left);
        }
    }
    for size in least..=most {
        if *tries == 0 {
            return false;
        }
        *tries -= 1;
        register[at] = size;
        if !fill(register, at + 1, published, tries, visit) {
            return false;
        }
    }
    true
}

/// Protects a register and tries every other that agrees with its release; returns how many hidden cells that checks.
fn check(register: &Register, threshold: u64) -> usize {
    let catalog = Catalog {
        threshold,
        ..crossed_catalog()
    };
    let count = |address: &Address| count_at(register, address);
    let protected = crate::protect(&count, &catalog, &[], &KEY).unwrap();
    if !protected.notes.is_empty() {
        return 0;
    }
    let mut checked = 0;
    for (address, values) in possible_values(&protected.release).unwrap_or_default() {
        let below = values.range(..threshold).count();
        let shows_all = below == usize::try_from(threshold).unwrap();
        let shows_large = values.last().is_some_and(|value| *value >= threshold);
        assert!(
            below == 0 || shows_all && shows_large,
            "{register:?}: {address} can be {values:?}"
        );
        checked += usize::from(below > 0);
    }
    checked
}

/// 33 are (F, X) and 30 (Q, X), so that at least 3 are (F, P) if that is hidden alone.
#[test]
fn two_crossings_do_not_bound_a_third() {
    assert!(check(&[3, 10, 30, 0, 0, 20, 10, 10], 5) > 0);
}

#[test]
fn crossings_of_three_give_nothing_away() {
    let (mut state, mut checked) = (7_u64, 0);
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..400 {
        let register: Register = std::array::from_fn(|_| match next(3) {
            0 => 0,
            1 => next(5),
            _ => next(35),
        });
        if register.iter().sum::<u64>() >= 3 {
            checked += check(&register, 3);
        }
    }
    assert!(checked > 500, "{checked}");
}
