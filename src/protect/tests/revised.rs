//! Tests declared revisions: whoever compares two releases proves no change of fewer persons than the threshold.

use std::collections::BTreeSet;

use cube::{Address, Cell, Release};
use proptest::prelude::*;

use super::codes::{Codes, design, meanings_of_time, meanings_of_x};
use super::outsider::Outsider;
use super::register::KEY;
use crate::{ProtectedRelease, Refusal};

const THRESHOLD: i64 = 3;
const REVISED: &str = "2022";
/// The first of the groups of the revised year.
const FIRST_REVISED: usize = 4;

/// The releases before and after a revision; `None` where a total would be small or change by too few.
fn publish_twice(
    (x, time, rolled): (usize, usize, bool),
    before: &[u64],
    after: &[u64],
) -> Result<Option<[Release; 2]>, TestCaseError> {
    let mut catalog = design((x, time, rolled, false), None);
    let (years, groups) = (meanings_of_time(time), meanings_of_x(x));
    let mut releases: Vec<Release> = Vec::new();
    for sizes in [before, after] {
        let count = |address: &Address| count_at(sizes, (&years, &groups), address);
        match crate::protect(&count, &catalog, &releases, &KEY) {
            Ok(ProtectedRelease { release, notes, .. }) if notes.is_empty() => {
                releases.push(release)
            }
            Ok(_) | Err(Refusal::SmallYear { .. } | Refusal::SmallCorrection { .. }) => {
                return Ok(None);
            }
            Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
        }
        catalog.revised = vec![REVISED.into()];
    }
    Ok(releases.try_into().ok())
}

fn count_at(sizes: &[u64], (years, groups): (&Codes, &Codes), address: &Address) -> u64 {
    let code = |id: &str| address.pins.get(id).map_or("_T", String::as_str);
    let (years, groups) = (&years[code("anio")], &groups[code("x")]);
    let counted = sizes.iter().enumerate().filter(|(at, _)| {
        let year = (2021 + at / 4).to_string();
        years.contains(&year) && groups.contains(&(at % 4).to_string())
    });
    counted.map(|(_, size)| size).sum()
}

/// An outsider with both releases tries, for every count, whether it can have stayed and whether it can have changed by
/// few.
fn check_revision(
    (x, time, _): (usize, usize, bool),
    releases: &[Release; 2],
) -> Result<(), TestCaseError> {
    let (years, groups) = (meanings_of_time(time), meanings_of_x(x));
    let meaning = |at: usize, id: &str, code: &str| -> BTreeSet<String> {
        if id != "anio" {
            return groups[code].clone();
        }
        let name = |year: &String| match at {
            1 if year == REVISED => format!("{year} revised"),
            _ => year.clone(),
        };
        years[code].iter().map(name).collect()
    };
    let [before, after] = releases;
    let mut outsider = Outsider::from_codebooks(&[before, after], &meaning);
    for table in after.tables.values() {
        for (address, _) in table.addressed() {
            let one = outsider.add_cell(0, before, &address, &meaning);
            let other = outsider.add_cell(1, after, &address, &meaning);
            check_change(&outsider, &address, (one, other))?;
        }
    }
    Ok(())
}

fn check_change(
    outsider: &Outsider,
    address: &Address,
    (before, after): (usize, usize),
) -> Result<(), TestCaseError> {
    if let (Some(before), Some(after)) = (outsider.known(before), outsider.known(after)) {
        let by = after - before;
        prop_assert!(
            by == 0 || by.abs() >= THRESHOLD,
            "{} changes by {}",
            address,
            by
        );
        return Ok(());
    }
    if before == after || outsider.can_differ(after, before, 0) != Some(false) {
        return Ok(());
    }
    for by in (1 - THRESHOLD..THRESHOLD).filter(|by| *by != 0) {
        let is_possible = outsider.can_differ(after, before, by) == Some(true);
        prop_assert!(
            !is_possible,
            "{} changes, and perhaps by {} only",
            address,
            by
        );
    }
    Ok(())
}

/// The register with some persons of the revised year moved from one group to another, and some added or removed.
fn revise(sizes: &[u64], moved: &[(usize, usize, u64)], added: i64) -> Vec<u64> {
    let mut revised = sizes.to_vec();
    for (from, to, persons) in moved {
        let persons = revised[FIRST_REVISED + from].min(*persons);
        revised[FIRST_REVISED + from] -= persons;
        revised[FIRST_REVISED + to] += persons;
    }
    revised[FIRST_REVISED] = revised[FIRST_REVISED].saturating_add_signed(added);
    revised
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_revision_shows_no_small_change(
        design in (0..super::codes::DIVISIONS.len(), prop_oneof![Just(0_usize), Just(2), Just(3)], any::<bool>()),
        sizes in proptest::collection::vec(prop_oneof![1 => 0..3u64, 3 => 3..12u64], 20),
        moved in proptest::collection::vec((0..4_usize, 0..4_usize, prop_oneof![1..3u64, 3..7u64]), 1..3),
        added in prop_oneof![3 => Just(0_i64), 1 => -6..7_i64],
    ) {
        let revised = revise(&sizes, &moved, added);
        if let Some(releases) = publish_twice(design, &sizes, &revised)? {
            check_revision(design, &releases)?;
        }
    }
}

/// Two releases of their own show who was corrected, and the outsider sees it.
#[test]
fn the_outsider_sees_a_small_change() {
    let sizes = [9_u64; 20];
    let design = (0, 0, false);
    let [before, mut after] = publish_twice(design, &sizes, &sizes).unwrap().unwrap();
    assert!(check_revision(design, &[before.clone(), after.clone()]).is_ok());
    let table = after.tables.get_mut("n.anio.x").unwrap();
    let (label, dimensions) = (table.label.clone(), table.dimensions().to_vec());
    let revised = revise(&sizes, &[(0, 1, 1)], 0);
    let meanings = (meanings_of_time(0), meanings_of_x(0));
    let cell = |address: &Address| {
        Cell::Published(count_at(&revised, (&meanings.0, &meanings.1), address))
    };
    *table = cube::Table::from_fn("n.anio.x", label, "n", dimensions, cell);
    assert!(check_revision(design, &[before, after]).is_err());
}
