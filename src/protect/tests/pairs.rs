//! Tests releases that cross two dimensions under codebooks that divide both in other ways.

use std::collections::BTreeSet;

use cube::{Address, Release};
use proptest::prelude::*;

use super::codebooks::check_values;
use super::codes::{DIVISIONS, design_pairs, meanings_of_x};
use super::outsider::Outsider;
use super::register::KEY;
use crate::{ProtectedRelease, Refusal};

/// How x and y are divided.
type Divisions = (usize, usize);

/// The count at an address, given how many persons are in each group of x and of y; half of them are of each year.
fn count_at(sizes: &[u64], (x, y): Divisions, address: &Address) -> u64 {
    let code = |id: &str| address.pins.get(id).map_or("_T", String::as_str);
    let (x, y) = (&meanings_of_x(x)[code("x")], &meanings_of_x(y)[code("y")]);
    let counted = sizes.iter().enumerate().filter(|(at, _)| {
        let groups = [at / 4, at % 4].map(|group| group.to_string());
        x.contains(&groups[0]) && y.contains(&groups[1])
    });
    let all: u64 = counted.map(|(_, size)| size).sum();
    match code("anio") {
        "_T" => all,
        "2024" => all / 2,
        _ => all - all / 2,
    }
}

fn check_pairs(designs: &[Divisions], sizes: &[u64]) -> Result<(), TestCaseError> {
    let mut releases: Vec<Release> = Vec::new();
    for (at, divisions) in designs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| designs[before]);
        let catalog = design_pairs(*divisions, before);
        let count = |address: &Address| count_at(sizes, *divisions, address);
        match crate::protect(&count, &catalog, &releases, &KEY) {
            Ok(ProtectedRelease { release, notes, .. }) if notes.is_empty() => {
                releases.push(release)
            }
            Ok(_) | Err(Refusal::SmallYear { .. }) => break,
            Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
        }
    }
    let meaning = |at: usize, id: &str, code: &str| -> BTreeSet<String> {
        let (x, y) = designs[at];
        meanings_of_x(if id == "x" { x } else { y })[code].clone()
    };
    let releases: Vec<&Release> = releases.iter().collect();
    let outsider = Outsider::from_codebooks(&releases, &meaning);
    for (name, cell) in outsider.judged() {
        check_values(&outsider, name, cell)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn other_divisions_of_both_dimensions_give_nothing_away(
        designs in proptest::collection::vec((0..DIVISIONS.len(), 0..DIVISIONS.len()), 2),
        sizes in proptest::collection::vec(prop_oneof![3 => 0..2u64, 2 => 0..5u64, 1 => 3..12u64], 16),
    ) {
        check_pairs(&designs, &sizes)?;
    }
}
