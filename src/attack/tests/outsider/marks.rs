//! Compares what is found in tables whose marks tell bounds with all tables that agree with them.

use std::collections::{BTreeMap, BTreeSet};

use attack::{Effort, Kind, Mark, Report, attack_with_marks};
use cube::{Address, Cell, Dimension, Release, Table, Text};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::enumeration::without_low;
use crate::small::{dimension, release};

/// A hidden cell's mark: the smallest count that it allows, and the largest.
type Bounds = (u64, Option<u64>);

/// How each cell is published.
#[derive(Clone, Copy, Debug)]
enum Shown {
    Count,
    Hidden,
    Marked(Bounds),
}

/// A small table: two dimensions or one, the counts of its inner cells, the threshold, and how much
/// each cell is hidden.
type Trial = (bool, Vec<u64>, u64, Vec<(u8, u64, u64)>);

fn trials() -> impl Strategy<Value = Trial> {
    let truth = proptest::collection::vec(0..7u64, 4);
    let hidden = proptest::collection::vec((0..8u8, 0..4u64, 0..5u64), 9);
    (any::<bool>(), truth, 1..6u64, hidden)
}

/// Decides how a cell is published. The marks that offices use are among them.
fn show(count: u64, threshold: u64, (kind, below, above): (u8, u64, u64)) -> Shown {
    match kind {
        0 | 1 if count < threshold => Shown::Marked((0, Some(threshold - 1))),
        2 if (1..threshold).contains(&count) => Shown::Marked((1, Some(threshold - 1))),
        3 => Shown::Marked((count.saturating_sub(below), Some(count + above))),
        4 => Shown::Marked((count.saturating_sub(below), None)),
        5 => Shown::Hidden,
        _ if count < threshold => Shown::Hidden,
        _ => Shown::Count,
    }
}

/// Lists the inner tables of so many cells with this sum.
fn tables_of(cells: usize, sum: u64) -> Vec<Vec<u64>> {
    if cells == 1 {
        return vec![vec![sum]];
    }
    let mut all = Vec::new();
    for first in 0..=sum {
        for mut rest in tables_of(cells - 1, sum - first) {
            rest.insert(0, first);
            all.push(rest);
        }
    }
    all
}

fn count(cells: &[usize], table: &[u64]) -> u64 {
    cells.iter().map(|at| table[*at]).sum()
}

/// Returns what must be found about a cell that has these values in all tables.
fn expected(values: &BTreeSet<u64>, threshold: u64, (least, most): Bounds) -> Option<Kind> {
    let (low, high) = (*values.first()?, *values.last()?);
    let needed = most.map_or(threshold, |most| most.min(threshold));
    if low == high {
        return Some(Kind::Exact { value: low });
    }
    if least >= threshold {
        return None;
    }
    if low >= threshold {
        return Some(Kind::Needless { low });
    }
    if low > least || high < needed {
        let high = Some(high);
        return Some(Kind::Narrowed { low, high });
    }
    let value = (low..threshold.min(high + 1)).find(|value| !values.contains(value))?;
    Some(Kind::Excluded { value })
}

/// Attacks one table and compares each hidden cell with all tables that agree.
fn attempt((has_two, truth, threshold, hidden): Trial) -> Result<(), TestCaseError> {
    let one = dimension("g", if has_two { "A B" } else { "A B C D" });
    let other = dimension("h", "F M");
    let dimensions: Vec<&Dimension> = if has_two {
        vec![&one, &other]
    } else {
        vec![&one]
    };
    let inner = |address: &Address| {
        let has = |at: &usize| {
            let codes = if has_two {
                [["A", "B"][*at / 2], ["F", "M"][*at % 2]]
            } else {
                [["A", "B", "C", "D"][*at], ""]
            };
            let pins = [("g", codes[0]), ("h", codes[1])];
            pins.iter()
                .all(|(id, code)| address.pins.get(*id).is_none_or(|pinned| pinned == code))
        };
        (0..4).filter(has).collect::<Vec<usize>>()
    };
    let mut shown: BTreeMap<Address, Shown> = BTreeMap::new();
    let mut next = hidden.into_iter();
    let dimensions = dimensions.into_iter().cloned().collect();
    let table = Table::from_fn("n", Text::default(), "n", dimensions, |address| {
        let truth = count(&inner(address), &truth);
        let how = match next.next() {
            // Without the number of all, there are too many tables.
            Some(how) if !address.pins.is_empty() => show(truth, threshold, how),
            _ => Shown::Count,
        };
        shown.insert(address.clone(), how);
        match how {
            Shown::Count => Cell::Published(truth),
            Shown::Hidden | Shown::Marked(_) => Cell::Hidden,
        }
    });
    let marks: Vec<Mark> = shown
        .iter()
        .filter_map(|(address, shown)| match shown {
            Shown::Marked((low, high)) => Some(Mark {
                address: address.clone(),
                low: *low,
                high: *high,
            }),
            Shown::Count | Shown::Hidden => None,
        })
        .collect();
    let report = attacked(&release(threshold, [table]), &marks);

    let agrees = |table: &Vec<u64>| {
        shown.iter().all(|(address, shown)| {
            let cells = inner(address);
            match shown {
                Shown::Count => count(&cells, table) == count(&cells, &truth),
                Shown::Hidden => true,
                Shown::Marked((low, high)) => {
                    let count = count(&cells, table);
                    *low <= count && high.is_none_or(|high| count <= high)
                }
            }
        })
    };
    let tables: Vec<Vec<u64>> = tables_of(4, truth.iter().sum())
        .into_iter()
        .filter(agrees)
        .collect();
    for (address, how) in &shown {
        let bounds = match how {
            Shown::Count => continue,
            Shown::Hidden => (0, None),
            Shown::Marked(bounds) => *bounds,
        };
        let cells = inner(address);
        let values: BTreeSet<u64> = tables.iter().map(|table| count(&cells, table)).collect();
        let all = report.findings.iter().chain(&report.needless);
        let found: Vec<Kind> = all
            .filter(|finding| finding.group.address == *address)
            .map(|finding| without_low(finding.kind))
            .collect();
        let expected: Vec<Kind> = expected(&values, threshold, bounds)
            .into_iter()
            .map(without_low)
            .collect();
        prop_assert_eq!(
            found,
            expected,
            "{} can be {:?}, {:?}\n{}",
            address,
            values,
            how,
            report
        );
    }
    Ok(())
}

fn attacked(release: &Release, marks: &[Mark]) -> Report {
    attack_with_marks(&[release], Effort::Joint, &[], marks)
}

#[test]
fn what_marks_leave_open_is_what_all_tables_have_in_common() {
    let config = ProptestConfig {
        cases: 4_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&trials(), attempt);
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_proof_names_what_a_mark_tells() {
    let table = crate::small::table("n", &[&dimension("g", "A B C")], "20 12 . .");
    let mark = |code: &str, high| Mark {
        address: Address::new("n", [("g", code)]),
        low: 0,
        high: Some(high),
    };
    let report = attacked(&release(5, [table]), &[mark("B", 4), mark("C", 4)]);
    let expected = "\
n: 2 published, 2 hidden, 2 exact
All tables: 2 published, 2 hidden, 2 exact
n g=B: exactly 4 [n.g]
    at least 20 − 12 − 4 = 4; at most 4, by its mark
n g=C: exactly 4 [n.g]
    at least 20 − 12 − 4 = 4; at most 4, by its mark
2 findings.
";
    assert_eq!(report.to_string(), expected.replace("n: 2", "n.g: 2"));
}

#[test]
fn marks_that_cannot_be_true_are_a_contradiction() {
    let table = crate::small::table("n", &[&dimension("g", "A B C")], "20 12 . .");
    let release = release(5, [table]);
    let mark = |code: &str, low, high| Mark {
        address: Address::new("n", [("g", code)]),
        low,
        high: Some(high),
    };
    let kinds = |marks: &[Mark]| -> BTreeSet<Kind> {
        let report = attacked(&release, marks);
        report.findings.iter().map(|finding| finding.kind).collect()
    };
    let impossible = BTreeSet::from([Kind::Contradiction]);
    assert_eq!(kinds(&[mark("B", 0, 3), mark("C", 0, 4)]), impossible);
    assert!(kinds(&[mark("B", 0, 3), mark("B", 5, 9)]).contains(&Kind::Contradiction));
    // A published count that its mark excludes.
    assert!(kinds(&[mark("A", 0, 3)]).contains(&Kind::Contradiction));
}
