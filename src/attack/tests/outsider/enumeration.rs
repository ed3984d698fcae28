//! Compares the attack with brute force: all tables that agree with the published counts.
//!
//! A world has types of persons; a cell is a set of types. The enumeration tries counts for the
//! types and knows nothing of equations between cells, so it shares no reasoning with the attack.

mod combination;
mod tables;
mod world;
mod worlds;

use std::cell::Cell;
use std::collections::BTreeSet;

use attack::{Kind, Report, attack};
use cube::Address;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use combination::is_combination;
pub use tables::Enumeration;
pub use world::World;
pub use worlds::worlds;

/// Lists what the report finds about a group, under any of its names.
fn findings_about(world: &World, report: &Report, members: &[usize]) -> Vec<Kind> {
    let all = report.findings.iter().chain(&report.needless);
    all.filter(|finding| world.members(&finding.group) == members)
        .map(|finding| finding.kind)
        .collect()
}

/// Returns what must be found about a group that has these values in all tables.
fn expected_kind(values: &BTreeSet<u64>, threshold: u64, hidden: bool) -> Option<Kind> {
    let (low, high) = (*values.first()?, *values.last()?);
    let missing = (0..threshold).find(|value| !values.contains(value));
    match missing {
        _ if low == high => (hidden || low < threshold).then_some(Kind::Exact { value: low }),
        _ if low >= threshold => hidden.then_some(Kind::Needless { low }),
        _ if low > 0 || high < threshold => Some(Kind::Narrowed {
            low,
            high: Some(high),
        }),
        missing => missing.map(|value| Kind::Excluded { value }),
    }
}

/// Drops the lower end of a needless cell: the attack proves only that it reaches the threshold.
fn without_low(kind: Kind) -> Kind {
    if let Kind::Needless { .. } = kind {
        Kind::Needless { low: 0 }
    } else {
        kind
    }
}

/// A small release: its world, the number of persons of each type, the threshold, and what is
/// hidden.
type Trial = (usize, Vec<u64>, u64, Vec<u8>, u8, bool, bool);

fn trials() -> impl Strategy<Value = Trial> {
    let truth = proptest::collection::vec(prop_oneof![0..4u64, 0..9u64], 16);
    let mask = proptest::collection::vec(0..10u8, 30);
    (
        0..worlds().len(),
        truth,
        1..5u64,
        mask,
        0..8u8,
        any::<bool>(),
        any::<bool>(),
    )
}

/// Compares the attack on a small release with the enumeration. Returns whether all tables could be
/// enumerated.
fn attempt(worlds: &[World], trial: Trial) -> Result<bool, TestCaseError> {
    let (world, truth, threshold, mask, share, small_ones, by_table) = trial;
    let world = &worlds[world];
    let truth = &truth[..world.types.len()];
    let hide = |table: &str, address: &Address, count: u64| {
        let name = if by_table {
            format!("{table} {address}")
        } else {
            address.to_string()
        };
        let at = name.bytes().fold(7usize, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        });
        mask[at % mask.len()] < share || small_ones && count < threshold
    };
    let release = world.release(truth, threshold, &hide);
    let report = attack(&[&release]);
    let published = world.published(&release);
    let (tables, complete) = Enumeration::run(world.types.len(), &published);
    let count = |table: &[u64], members: &[usize]| members.iter().map(|at| table[*at]).sum::<u64>();

    for finding in report.findings.iter().chain(&report.needless) {
        let members = world.members(&finding.group);
        prop_assert!(!members.is_empty(), "{finding}: nobody can be in it");
        for table in tables.iter().map(Vec::as_slice).chain([truth]) {
            let count = count(table, &members);
            let possible = match finding.kind {
                Kind::Exact { value } => count == value,
                Kind::Small { value } => count == value && value < threshold,
                Kind::Narrowed { low, high } => {
                    low <= count && high.is_none_or(|high| count <= high)
                }
                Kind::Needless { low } => low <= count,
                Kind::Excluded { value } => count != value,
                Kind::Changed { .. } | Kind::Unrelated | Kind::Contradiction | Kind::Unsettled => {
                    false
                }
            };
            prop_assert!(possible, "{finding} but {count} in {table:?}\n{release:#?}");
        }
    }
    for (group, members) in world.secrets(&release) {
        let found = findings_about(world, &report, &members);
        let value = count(truth, &members);
        let small = found.contains(&Kind::Small { value });
        if complete && !members.is_empty() {
            let values = tables.iter().map(|table| count(table, &members)).collect();
            let hidden = !group.is_implied();
            let expected = expected_kind(&values, threshold, hidden);
            // A group that is hidden under one name may be implied under another.
            let agrees = small
                || found.first().copied().map(without_low) == expected.map(without_low)
                || !hidden && expected.is_none() && value >= threshold;
            prop_assert!(
                agrees,
                "{group} can be {values:?}, which is {expected:?}, not {found:?}\n{report}"
            );
        }
        let matters = !members.is_empty() && (!group.is_implied() || value < threshold);
        if matters && is_combination(world.types.len(), &published, &members) {
            prop_assert!(
                small || found.contains(&Kind::Exact { value }),
                "{group} is {value}\n{report}"
            );
        }
    }
    Ok(complete)
}

#[test]
fn what_is_proved_is_what_all_tables_have_in_common() {
    let (worlds, compared) = (worlds(), Cell::new(0));
    let config = ProptestConfig {
        cases: 24_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&trials(), |trial| {
        let complete = attempt(&worlds, trial)?;
        compared.set(compared.get() + usize::from(complete));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        compared.get() >= 10_000,
        "{} releases were compared with all tables",
        compared.get()
    );
}
