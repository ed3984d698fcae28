//! Compares the attack on several releases under changing codebooks with brute force.
//!
//! A register has types of persons: a year, as it was counted before or after a correction, and a
//! letter. Every code of every release is a set of letters, written down here by hand; what the
//! catalogs say of it by codes, parents and `replaces` is all that the attack sees.

mod comparison;
mod register;

use std::cell::Cell as Counter;
use std::collections::BTreeSet;

use attack::{Kind, attack};
use cube::{Release, TOTAL};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::enumeration::Enumeration;
use comparison::Attacked;
use register::{Codes, Known, LETTERS, Layout, PERIODS, YEARS, note_corrections, publish};

/// Codebooks that follow each other.
const SEQUENCES: [&[Codes]; 20] = [
    &["A=a B=b C=c", "A=a B=b C=c"],
    &["A=a B=b C=c", "P=ab P/A=a P/B=b C=c"],
    &["P=ab P/A=a P/B=b C=c", "A=a Q=bc Q/B=b Q/C=c"],
    &["P=ab P/A=a P/B=b C=c", "P=ab C=c"],
    &["P=ab C=c", "P=ab P/A=a P/B=b C=c"],
    &["A=a B=b C=c", "M=ab<A<B C=c"],
    &["A=a B=b C=c", "A=a B=bc<C"],
    &["A=a B=b C=c", "X=a<A B=b C=c"],
    &["A=a O=bc", "A=a O=b N=c<O"],
    &["A=a O=bc", "A=a B=b<O C=c<O"],
    &["P=ab P/A=a P/B=b C=c", "P=ac P/A=a P/C=c B=b"],
    &[
        "A=a B=b C=c",
        "P=ab P/A=a P/B=b C=c",
        "A=a Q=bc Q/B=b Q/C=c",
    ],
    &["P=ab C=c", "P=ab P/A=a P/B=b C=c", "A=a B=b C=c"],
    &["A=a B=b C=c", "M=ab<A<B C=c", "M=ab<A<B C=c"],
    &["A=a O=bc", "A=a O=b N=c<O", "A=a O=b N=c<O"],
    &["A=a O=bc", "A=a B=b<O C=c<O", "P=ab P/A=a P/B=b<O C=c<O"],
    &["A=a B=b C=c", "M=ab<A<B C=c", "A=a B=b C=c"],
    &["A=a O=bc", "X=a<A O=bc", "X=a<A O=b N=c<O"],
    &["P=ab P/A=a P/B=b C=c", "P=ab C=c", "P=ab P/A=a P/B=b C=c"],
    &["A=a M=bc", "A=a B=b<M C=c<M", "D=ab<A<B C=c"],
];

/// A sequence, counts of each year and letter, their change in one year, layouts, the threshold,
/// and what is hidden.
type Trial = (
    usize,
    Vec<u64>,
    Option<(usize, Vec<u64>)>,
    Vec<Layout>,
    u64,
    Vec<u8>,
    u8,
    bool,
);

fn trials() -> impl Strategy<Value = Trial> {
    let counts = || proptest::collection::vec(prop_oneof![0..4u64, 0..9u64], YEARS * LETTERS);
    let layouts = proptest::collection::vec((2..=YEARS, 0..PERIODS.len(), 0..3u8), 3);
    let changed = (0..2usize, proptest::collection::vec(0..3u64, LETTERS));
    (
        0..SEQUENCES.len(),
        counts(),
        proptest::option::weighted(0.3, changed),
        layouts,
        1..5u64,
        proptest::collection::vec(0..10u8, 40),
        0..8u8,
        any::<bool>(),
    )
}

fn run(trial: &Trial) -> Attacked {
    let (sequence, counts, changed, layouts, threshold, mask, share, small_ones) = trial;
    let hide = |name: &str, count: u64| {
        let at = name.bytes().fold(7usize, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        });
        mask[at % mask.len()] < *share || *small_ones && count < *threshold
    };
    let mut known = Vec::new();
    let mut last = 0;
    for (at, codes) in SEQUENCES[*sequence].iter().enumerate() {
        let count = |years: &BTreeSet<usize>, letters: &BTreeSet<usize>| {
            let mut sum = 0;
            for year in years {
                for letter in letters {
                    let more = changed
                        .as_ref()
                        .filter(|(changed, _)| changed == year && at > 0);
                    sum += counts[year * LETTERS + letter] + more.map_or(0, |(_, by)| by[*letter]);
                }
            }
            sum
        };
        let (until, periods, crossed) = layouts[at];
        last = until.max(last);
        let name = format!("r{at}");
        let layout = (last, periods, crossed);
        known.push(publish(&name, codes, layout, *threshold, &count, &hide));
    }
    note_corrections(&mut known);
    let releases: Vec<&Release> = known.iter().map(|known| &known.release).collect();
    let report = attack(&releases);
    let mut types: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (years, letters) in known
        .iter()
        .map(|known| known.persons(TOTAL, TOTAL).unwrap())
    {
        for (year, version) in years {
            types.extend(letters.iter().map(|letter| (year, version, *letter)));
        }
    }
    let types: Vec<(usize, usize, usize)> = types.into_iter().collect();
    let mut published = Vec::new();
    for ((years, letters), cell) in known.iter().flat_map(Known::cells) {
        if let Some(count) = cell.published() {
            let is_in = |at: &usize| {
                let (year, version, letter) = types[*at];
                years.contains(&(year, version)) && letters.contains(&letter)
            };
            published.push(((0..types.len()).filter(is_in).collect(), count));
        }
    }
    let (worlds, complete) = Enumeration::run(types.len(), &published);
    Attacked {
        known,
        report,
        threshold: *threshold,
        types,
        worlds,
        complete,
    }
}

#[test]
fn whatever_codebooks_follow_each_other_all_is_found_that_all_registers_have_in_common() {
    let totals = Counter::new([0; 4]);
    let config = ProptestConfig {
        cases: 8_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&trials(), |trial| {
        let attacked = run(&trial);
        let mut kinds = attacked.report.findings.iter().map(|finding| finding.kind);
        if attacked.complete && attacked.worlds.is_empty() {
            // A correction that no two published counts show.
            prop_assert!(
                kinds.any(|kind| kind == Kind::Contradiction),
                "{}",
                attacked.report
            );
            return Ok(());
        }
        attacked.check_claims()?;
        if attacked.complete {
            let leaks = attacked.check_hidden()?;
            let changes = attacked.check_changes()?;
            let [all, leaking, changed, safe] = totals.get();
            totals.set([
                all + 1,
                leaking + usize::from(leaks > 0),
                changed + usize::from(changes > 0),
                safe + usize::from(attacked.report.is_safe()),
            ]);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let [all, leaking, changed, safe] = totals.get();
    assert!(
        all >= 3_000 && leaking >= 500 && changed >= 100 && safe >= 100,
        "{all} compared: {leaking} with something to find, {changed} with a change, {safe} safe"
    );
}
