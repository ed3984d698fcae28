//! The promise, on random registers that are small enough to try every table: every hidden number that could be small
//! can be anything, as [`Outsider`] finds out by trying.

use cube::{Address, Catalog, Category, Cell, Pin, Release, Settled, TOTAL, Table};
use proptest::prelude::*;

use super::outsider::Outsider;
use crate::{Outcome, Refusal};

use super::{Counts, KEY, THRESHOLD, by_measure, catalog, counts, dimension};

const YEARS: [&str; 3] = ["2023", "2024", "2025"];

/// A catalog by years and these dimensions, with a threshold of 3.
fn small(years: &[&str], tables: &[&[&str]]) -> Catalog {
    let mut answers = dimension("m", &["P", "Q", "U"]);
    answers.multi_response = true;
    let dimensions = vec![
        dimension("anio", years),
        dimension("a", &["F", "M"]),
        dimension("b", &["MIN", "MIN>X", "MIN>Y", "ADU"]),
        answers,
    ];
    Catalog {
        threshold: 3,
        ..catalog(dimensions, tables)
    }
}

/// Persons by year, a, b and m.
fn people(sizes: &[u64]) -> Vec<(Vec<(&'static str, &'static str)>, u64)> {
    let leaf = |at: usize| {
        vec![
            ("anio", YEARS[at % 3]),
            ("a", ["F", "M"][at / 3 % 2]),
            ("b", ["X", "Y", "ADU"][at / 6 % 3]),
            ("m", ["P", "P~Q", "U"][at / 18 % 3]),
        ]
    };
    sizes
        .iter()
        .enumerate()
        .map(|(at, size)| (leaf(at), *size))
        .collect()
}

fn sizes() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(prop_oneof![3 => 0..2u64, 2 => 0..5u64, 1 => 3..20u64], 54)
}

/// How many of each group are not in a part: of most, none, so that few are left over in all.
fn left_over() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(prop_oneof![15 => Just(0), 1 => 0..3u64], 54)
}

fn counted(catalog: &Catalog, sizes: &[u64]) -> Counts {
    let people = people(sizes);
    let groups: Vec<(&[_], u64)> = people
        .iter()
        .map(|(pins, size)| (pins.as_slice(), *size))
        .collect();
    counts(catalog, &groups)
}

/// Protects, and has every hidden number tried. What is said to be bare may be so. An insider, to whom nothing is hidden,
/// sees to it that the outsider supposes nothing untrue, and knows without trying which numbers are small.
fn check(
    counts: &Counts,
    catalog: &Catalog,
    earlier: &[Release],
) -> Result<Option<Release>, TestCaseError> {
    let count = |address: &Address| counts.get(address).copied().unwrap_or_default();
    let outcome = match crate::protect(&count, catalog, earlier, &KEY) {
        Ok(outcome) => outcome,
        Err(Refusal::SmallYear { .. } | Refusal::SmallCorrection { .. }) => return Ok(None),
        Err(refusal) => return Err(TestCaseError::fail(refusal.to_string())),
    };
    let again = crate::protect(&count, catalog, earlier, &KEY);
    prop_assert_eq!(
        again.map(|again| again.release),
        Ok(outcome.release.clone())
    );
    for (address, cell) in outcome
        .release
        .tables
        .values()
        .flat_map(|table| table.addressed())
    {
        let fits = cell
            .published()
            .is_none_or(|count| count >= catalog.threshold);
        let is_empty = crate::names::Names::of(&[catalog])
            .saturated(&address)
            .is_none()
            || catalog.is_pending_when_settled(&address);
        prop_assert!(fits || is_empty, "{}", address);
        prop_assert!(
            cell == Cell::Hidden || catalog.is_settled(&address),
            "{}",
            address
        );
    }
    agree(&outcome, &count)?;
    if !outcome.notes.is_empty() {
        return Ok(Some(outcome.release));
    }
    let is = true_release(&outcome.release, &count);
    let [outsider, insider] = [&outcome.release, &is]
        .map(|last| Outsider::of(&earlier.iter().chain([last]).collect::<Vec<_>>()));
    let (threshold, most) = (i64::try_from(catalog.threshold).unwrap(), outsider.most());
    for (name, cell) in outsider.judged() {
        prop_assert_ne!(
            insider.possible(cell, (0, most)),
            Some(false),
            "{} cannot be what it is",
            name
        );
        let possible = |values| outsider.possible(cell, values);
        let is_small = insider.possible(cell, (threshold, most)) == Some(false);
        let below = if is_small {
            Some(true)
        } else {
            possible((0, threshold - 1))
        };
        if below == Some(false) {
            continue;
        }
        let values: Vec<Option<bool>> = (0..threshold)
            .map(|value| possible((value, value)))
            .collect();
        // Where it takes too long to say whether a number can be below the threshold, nothing may be promised of it.
        let can_be_small = below == Some(true) || values.contains(&Some(true));
        for (value, possible) in values.into_iter().enumerate().filter(|_| can_be_small) {
            prop_assert_ne!(possible, Some(false), "{} cannot be {}", name, value);
        }
        prop_assert_ne!(
            possible((threshold, most)),
            Some(false),
            "{} is below the threshold",
            name
        );
    }
    Ok(Some(outcome.release))
}

/// The release with nothing hidden.
fn true_release(release: &Release, count: &dyn Fn(&Address) -> u64) -> Release {
    let mut release = release.clone();
    for table in release.tables.values_mut() {
        let (label, dimensions) = (table.label.clone(), table.dimensions().to_vec());
        *table = Table::from_fn(&table.id, label, &table.measure, dimensions, |address| {
            Cell::Published(count(address))
        });
    }
    release
}

/// Tabulates every table of the proof again: it changes nothing published, has nobody less than nobody, and adds up.
fn agree(outcome: &Outcome, count: &dyn Fn(&Address) -> u64) -> Result<(), TestCaseError> {
    for changes in outcome.alternatives.iter() {
        let other = |address: &Address| {
            let by = changes.get(address).copied().unwrap_or_default();
            i64::try_from(count(address)).unwrap() + by
        };
        for table in outcome.release.tables.values() {
            for (address, cell) in table.addressed() {
                prop_assert!(other(&address) >= 0, "{}", address);
                prop_assert!(
                    cell == Cell::Hidden || !changes.contains_key(&address),
                    "{}",
                    address
                );
                for held in table
                    .dimensions()
                    .iter()
                    .filter(|dimension| !dimension.multi_response)
                {
                    let code = address.pins.get(&held.id).map_or(TOTAL, String::as_str);
                    let part = |child: &Category| {
                        let pins = address
                            .pins
                            .clone()
                            .into_iter()
                            .chain([(held.id.clone(), child.code.clone())]);
                        other(&Address {
                            pins: pins.collect(),
                            ..address.clone()
                        })
                    };
                    let parts: Vec<i64> = held.children(code).map(part).collect();
                    prop_assert!(
                        parts.is_empty() || parts.iter().sum::<i64>() == other(&address),
                        "{}",
                        address
                    );
                }
            }
        }
    }
    Ok(())
}

/// Some of each group of people are in a part as well.
fn check_part(tables: &[&[&str]], sizes: &[u64], share: &[u64]) -> Result<(), TestCaseError> {
    let mut catalog = by_measure(small(&YEARS, tables), "parte");
    catalog.relations.part_of = vec![("parte".into(), "n".into())];
    let part: Vec<u64> = sizes
        .iter()
        .zip(share)
        .map(|(size, share)| size.saturating_sub(*share))
        .collect();
    let mut all = counted(&catalog, sizes);
    for (mut address, count) in counted(&catalog, &part) {
        address.measure = "parte".into();
        all.insert(address, count);
    }
    check(&all, &catalog, &[]).map(|_| ())
}

/// Applications by year and outcome, of which some that ended in X are in a part, one year later at times. Crossed with a,
/// if asked: then over all years.
fn check_outcome(
    tables: &[&[&str]],
    part: &[&[&str]],
    sizes: &[u64],
    share: &[u64],
) -> Result<(), TestCaseError> {
    let mut catalog = small(&YEARS, tables);
    let of_part = by_measure(small(&YEARS, part), "parte")
        .tables
        .split_off(part.len());
    catalog.tables.extend(of_part);
    catalog.relations.part_of = vec![("parte".into(), "n".into())];
    catalog.relations.within = vec![(
        "parte".into(),
        Pin {
            dimension: "b".into(),
            code: "X".into(),
        },
    )];
    let decided = |(at, size): (usize, &u64)| {
        let is_x = at / 6 % 3 == 0;
        if is_x {
            size.saturating_sub(share[at])
        } else {
            0
        }
    };
    let decided: Vec<u64> = sizes.iter().enumerate().map(decided).collect();
    // Whoever applied in 2023 or 2024 and has an even place is decided on in the year after.
    let mut dated = vec![0; sizes.len()];
    for (at, size) in decided.iter().enumerate() {
        dated[if at % 3 < 2 && at / 18 == 0 {
            at + 1
        } else {
            at
        }] += size;
    }
    let mut all = counted(&catalog, sizes);
    let by_part = counted(
        &Catalog {
            tables: small(&YEARS, part).tables,
            ..catalog.clone()
        },
        &dated,
    );
    for (mut address, count) in by_part {
        address.measure = "parte".into();
        all.insert(address, count);
    }
    check(&all, &catalog, &[]).map(|_| ())
}

/// What became of those who applied, told of settled years in one release and of one year more in the next. Whoever was
/// waiting then has ended since, every other one in X; of these some are in a part, in the last year.
fn check_settled(sizes: &[u64], share: &[u64]) -> Result<(), TestCaseError> {
    let catalog = |years: &[&str], until| {
        let mut catalog = small(years, &[&["anio"], &["anio", "a"], &["anio", "b"]]);
        let of_part = by_measure(small(years, &[&["anio"]]), "parte")
            .tables
            .split_off(1);
        catalog.tables.extend(of_part);
        catalog.relations.part_of = vec![("parte".into(), "n".into())];
        catalog.relations.within = vec![(
            "parte".into(),
            Pin {
                dimension: "b".into(),
                code: "X".into(),
            },
        )];
        catalog.dimensions[2].settled = Some(Settled {
            until,
            pending: vec!["Y".into()],
        });
        catalog
    };
    let (old, new) = (catalog(&YEARS[..2], 2023), catalog(&YEARS, 2024));
    let (year, outcome) = (|at: usize| at % 3, |at: usize| at / 6 % 3);
    let ended = |mut ended: Vec<u64>, last: usize| {
        for at in (0..ended.len()).filter(|at| year(*at) <= last && outcome(*at) == 1) {
            ended[if at % 2 == 0 { at - 6 } else { at + 6 }] += std::mem::take(&mut ended[at]);
        }
        ended
    };
    let before: Vec<u64> = (0..sizes.len())
        .map(|at| if year(at) < 2 { sizes[at] } else { 0 })
        .collect();
    let (then, now) = (ended(before, 0), ended(sizes.to_vec(), 1));
    let of_part = |held: &[u64], at: usize| {
        if outcome(at) == 0 {
            held[at].saturating_sub(share[at])
        } else {
            0
        }
    };
    let part_then: Vec<u64> = (0..sizes.len()).map(|at| of_part(&then, at)).collect();
    let mut part_now = part_then.clone();
    for at in 0..sizes.len() {
        part_now[at - year(at) + 2] += of_part(&now, at) - part_then[at];
    }
    let all = |catalog: &Catalog, held: &[u64], part: &[u64]| {
        let mut all = counted(catalog, held);
        for (mut address, count) in counted(
            &Catalog {
                tables: small(&YEARS, &[&["anio"]]).tables,
                ..catalog.clone()
            },
            part,
        ) {
            address.measure = "parte".into();
            all.insert(address, count);
        }
        all
    };
    if let Some(earlier) = check(&all(&old, &then, &part_then), &old, &[])? {
        check(&all(&new, &now, &part_now), &new, &[earlier])?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn linked_tables_with_a_nested_dimension_give_nothing_away(sizes in sizes()) {
        let catalog = small(&YEARS, &[&["anio"], &["anio", "a"], &["anio", "b"], &["a", "b"]]);
        check(&counted(&catalog, &sizes), &catalog, &[])?;
    }

    #[test]
    fn three_dimensions_give_nothing_away(sizes in sizes()) {
        let catalog = small(&YEARS[..2], &[&["anio"], &["anio", "a", "b"]]);
        let sizes: Vec<u64> = sizes.iter().enumerate().map(|(at, size)| if at % 3 < 2 { *size } else { 0 }).collect();
        check(&counted(&catalog, &sizes), &catalog, &[])?;
    }

    #[test]
    fn several_answers_give_nothing_away(sizes in sizes()) {
        let catalog = small(&YEARS, &[&["anio"], &["anio", "m"], &["a", "m"]]);
        check(&counted(&catalog, &sizes), &catalog, &[])?;
    }

    #[test]
    fn categories_that_are_equal_give_nothing_away(sizes in sizes()) {
        let mut catalog = small(&YEARS, &[&["anio"], &["anio", "a"], &["anio", "b"], &["a", "b"]]);
        let pin = |dimension: &str, code: &str| Pin { dimension: dimension.into(), code: code.into() };
        catalog.relations.equal = vec![(pin("a", "F"), pin("b", "ADU"))];
        let fits = |at: usize| (at / 3).is_multiple_of(2) == (at / 6 % 3 == 2);
        let sizes: Vec<u64> = sizes.iter().enumerate().map(|(at, size)| if fits(at) { 4 * size } else { 0 }).collect();
        if let Some(release) = check(&counted(&catalog, &sizes), &catalog, &[])? {
            let nobody = release.tables["n.a.b"].cell([("a", "F"), ("b", "MIN")]);
            prop_assert_eq!(nobody, Some(Cell::Published(0)));
        }
    }

    #[test]
    fn a_part_and_its_whole_give_nothing_away(sizes in sizes(), share in proptest::collection::vec(0..3u64, 54)) {
        check_part(&[&["anio"], &["anio", "a"]], &sizes, &share)?;
    }

    #[test]
    fn whoever_is_in_the_whole_alone_and_gave_several_answers_is_safe(
        sizes in sizes(),
        share in proptest::collection::vec(0..3u64, 54),
    ) {
        check_part(&[&["anio"], &["a", "m"]], &sizes, &share)?;
    }

    #[test]
    fn what_became_of_applications_gives_nothing_away(
        sizes in sizes(),
        share in left_over(),
    ) {
        check_outcome(&[&["anio"], &["anio", "b"]], &[&["anio"]], &sizes, &share)?;
    }

    #[test]
    fn who_became_what_gives_nothing_away(sizes in sizes(), share in left_over()) {
        check_outcome(&[&["anio"], &["anio", "b"], &["a", "b"], &["a"]], &[&["anio"], &["a"]], &sizes, &share)?;
    }

    #[test]
    fn who_became_what_and_gave_several_answers_is_safe(
        sizes in sizes(),
        share in left_over(),
    ) {
        check_outcome(&[&["anio"], &["b", "m"], &["m"]], &[&["anio"], &["m"]], &sizes, &share)?;
    }

    #[test]
    fn what_becomes_of_applications_from_release_to_release_gives_nothing_away(
        sizes in sizes(),
        share in left_over(),
    ) {
        check_settled(&sizes, &share)?;
    }

    #[test]
    fn two_releases_together_give_nothing_away(sizes in sizes()) {
        let tables: &[&[&str]] = &[&["anio"], &["anio", "a"], &["anio", "b"], &["a", "b"]];
        let (old, new) = (small(&YEARS[..2], tables), small(&YEARS, tables));
        let before: Vec<u64> = sizes.iter().enumerate().map(|(at, size)| if at % 3 < 2 { *size } else { 0 }).collect();
        if let Some(earlier) = check(&counted(&old, &before), &old, &[])? {
            check(&counted(&new, &sizes), &new, &[earlier])?;
        }
    }
}

#[test]
fn the_structure_does_not_depend_on_the_records() {
    let catalog = small(
        &YEARS,
        &[&["anio"], &["anio", "a"], &["anio", "b"], &["a", "b"]],
    );
    let structure = |size: u64| {
        let counts = counted(&catalog, &[size; 54]);
        let release = crate::protect(&|address| counts[address], &catalog, &[], &KEY)
            .unwrap()
            .release;
        let shape = |table: &cube::Table| {
            (
                table.id.clone(),
                table.label.clone(),
                table.dimensions().to_vec(),
            )
        };
        release.tables.values().map(shape).collect::<Vec<_>>()
    };
    assert_eq!(structure(1), structure(THRESHOLD * 40));
}
