//! Tests declared revisions: whoever compares two releases proves no change of fewer persons than the threshold.

use std::collections::BTreeSet;

use cube::{Address, Cell, Release};
use proptest::prelude::*;

use super::codes::{Codes, DIVISIONS, Design, design, meanings_of_time, meanings_of_x};
use super::outsider::Outsider;
use super::register::KEY;
use crate::{ProtectedRelease, Refusal};

const THRESHOLD: i64 = 3;
const REVISED: &str = "2022";
/// The first of the groups of the revised year.
const FIRST_REVISED: usize = 4;

/// How each of two releases divides x and time.
type Designs = [Design; 2];

/// The releases before and after a revision; `None` where a total would be small or change by too few.
fn publish_twice(
    designs: Designs,
    before: &[u64],
    after: &[u64],
) -> Result<Option<[Release; 2]>, TestCaseError> {
    let mut releases: Vec<Release> = Vec::new();
    for (at, sizes) in [before, after].into_iter().enumerate() {
        let (x, time, ..) = designs[at];
        let (years, groups) = (meanings_of_time(time), meanings_of_x(x));
        let count = |address: &Address| count_at(sizes, (&years, &groups), address);
        let mut catalog = design(
            designs[at],
            at.checked_sub(1).map(|before| designs[before].0),
        );
        if at > 0 {
            catalog.revised = vec![REVISED.into()];
        }
        match crate::protect(&count, &catalog, &releases, &KEY) {
            Ok(ProtectedRelease { release, notes, .. }) if notes.is_empty() => {
                releases.push(release)
            }
            Ok(_) | Err(Refusal::SmallYear { .. } | Refusal::SmallCorrection { .. }) => {
                return Ok(None);
            }
            Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
        }
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

/// An outsider with both releases tries, for every count that one of them has, whether it can have stayed and whether it
/// can have changed by few.
fn check_revision(designs: Designs, releases: &[Release; 2]) -> Result<(), TestCaseError> {
    let meanings = designs.map(|(x, time, ..)| (meanings_of_time(time), meanings_of_x(x)));
    let at_release = |at: usize, years: &BTreeSet<String>| -> BTreeSet<String> {
        let name = |year: &String| match at {
            1 if year == REVISED => format!("{year} revised"),
            _ => year.clone(),
        };
        years.iter().map(name).collect()
    };
    let meaning = |at: usize, id: &str, code: &str| match id {
        "anio" => at_release(at, &meanings[at].0[code]),
        _ => meanings[at].1[code].clone(),
    };
    let [before, after] = releases;
    let mut outsider = Outsider::from_codebooks(&[before, after], &meaning);
    for (at, release) in releases.iter().enumerate() {
        for table in release.tables.values() {
            for (address, _) in table.addressed() {
                let code = |id: &str| address.pins.get(id).map_or("_T", String::as_str);
                let (years, groups) = (&meanings[at].0[code("anio")], &meanings[at].1[code("x")]);
                let both = [0, 1].map(|at| outsider.add_set(&at_release(at, years), groups));
                check_change(&outsider, &address, (both[0], both[1]))?;
            }
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
        one in any_design(),
        sizes in proptest::collection::vec(prop_oneof![1 => 0..3u64, 3 => 3..12u64], 20),
        moved in proptest::collection::vec((0..4_usize, 0..4_usize, prop_oneof![1..3u64, 3..7u64]), 1..3),
        added in prop_oneof![3 => Just(0_i64), 1 => -6..7_i64],
    ) {
        let revised = revise(&sizes, &moved, added);
        if let Some(releases) = publish_twice([one; 2], &sizes, &revised)? {
            check_revision([one; 2], &releases)?;
        }
    }

    #[test]
    fn a_revision_under_another_codebook_shows_no_small_change(
        before in any_design(),
        after in any_design(),
        sizes in proptest::collection::vec(prop_oneof![1 => 0..3u64, 3 => 3..12u64], 20),
        moved in proptest::collection::vec((0..4_usize, 0..4_usize, prop_oneof![1..3u64, 3..7u64]), 1..3),
    ) {
        let revised = revise(&sizes, &moved, 0);
        if let Some(releases) = publish_twice([before, after], &sizes, &revised)? {
            check_revision([before, after], &releases)?;
        }
    }
}

fn any_design() -> impl Strategy<Value = Design> {
    let time = prop_oneof![Just(0_usize), Just(1), Just(2), Just(3), Just(6)];
    (0..DIVISIONS.len(), time, any::<bool>(), any::<bool>())
}

/// Two releases of their own show who was corrected, and the outsider sees it.
#[test]
fn the_outsider_sees_a_small_change() {
    let sizes = [9_u64; 20];
    let designs = [(0, 0, false, false); 2];
    let [before, mut after] = publish_twice(designs, &sizes, &sizes).unwrap().unwrap();
    assert!(check_revision(designs, &[before.clone(), after.clone()]).is_ok());
    let table = after.tables.get_mut("n.anio.x").unwrap();
    let (label, dimensions) = (table.label.clone(), table.dimensions().to_vec());
    let revised = revise(&sizes, &[(0, 1, 1)], 0);
    let meanings = (meanings_of_time(0), meanings_of_x(0));
    let cell = |address: &Address| {
        Cell::Published(count_at(&revised, (&meanings.0, &meanings.1), address))
    };
    *table = cube::Table::from_fn("n.anio.x", label, "n", dimensions, cell);
    assert!(check_revision(designs, &[before, after]).is_err());
}
