//! Tests what insiders can prove about others, against brute force and in textbook traps.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use attack::{InsiderReport, Progress, Register, Unwatched, Watch, attack};
use cube::{Address, Release, Table};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::enumeration::{Enumeration, World, worlds};
use crate::small::{dimension, release, table};
use crate::textbook::Grid;

/// Tries persons with these codes, one code per dimension, each so many times.
fn insider(release: &Release, persons: &[(&str, usize)]) -> InsiderReport {
    insider_of_several(&[release], persons, None)
}

/// Tries the persons of the last release, together with earlier releases; at most so many distinct
/// ones.
fn insider_of_several(
    releases: &[&Release],
    persons: &[(&str, usize)],
    most: Option<usize>,
) -> InsiderReport {
    insider_watched(releases, persons, most, &mut Unwatched)
}

/// Tries persons while somebody watches who may stop it.
fn insider_watched(
    releases: &[&Release],
    persons: &[(&str, usize)],
    most: Option<usize>,
    watch: &mut dyn Watch,
) -> InsiderReport {
    let Some(last) = releases.last() else {
        return InsiderReport::default();
    };
    let addresses: BTreeSet<Address> = last
        .tables
        .values()
        .flat_map(Table::addressed)
        .map(|(address, _)| address)
        .collect();
    let addresses: Vec<Address> = addresses.into_iter().collect();
    let is_at = |person: &str, address: &Address| {
        let codes: BTreeMap<&str, &str> = person
            .split(' ')
            .filter_map(|pin| pin.split_once('='))
            .collect();
        address
            .pins
            .iter()
            .all(|(id, code)| codes[id.as_str()] == code)
    };
    let truth = |address: &Address| {
        persons
            .iter()
            .filter(|(codes, _)| is_at(codes, address))
            .map(|(_, times)| *times as u64)
            .sum()
    };
    let register = Register::watched(releases, &addresses, &truth, watch);
    let mut register = register.with_sample(most);
    for (codes, times) in persons {
        let record: Vec<usize> = (0..addresses.len())
            .filter(|at| is_at(codes, &addresses[*at]))
            .collect();
        (0..*times).for_each(|_| register.add(&record));
    }
    let mut kept = 0;
    let report = register.judge_watched(watch, &mut |report| kept = report.tried);
    assert_eq!(kept, report.tried);
    report
}

/// Stops an attack when it has asked so many times whether it should, and keeps how far it came.
struct Patience {
    questions: usize,
    progress: Progress,
}

impl Watch for Patience {
    fn receive(&mut self, progress: Progress) {
        assert!(progress.settled > self.progress.settled && progress.settled <= progress.all);
        self.progress = progress;
    }

    fn is_over(&mut self) -> bool {
        let is_over = self.questions == 0;
        self.questions = self.questions.saturating_sub(1);
        is_over
    }
}

#[test]
fn an_attack_that_is_stopped_says_how_many_records_it_did_not_try() {
    let letters = dimension("letra", "A B C D E");
    let safe = release(5, [table("n", &[&letters], "30 20 . . . .")]);
    let leaking = release(1, [table("n", &[&letters], "9 7 . . . 0")]);
    let of_safe = [
        ("letra=A", 20),
        ("letra=B", 3),
        ("letra=C", 4),
        ("letra=D", 3),
    ];
    let of_leaking = [("letra=A", 7), ("letra=B", 1), ("letra=C", 1)];
    for (release, persons) in [(safe, &of_safe[..]), (leaking, &of_leaking[..])] {
        let whole = insider(&release, persons);
        assert!(whole.is_finished() && whole.tried > 2, "{whole}");
        let mut unfinished = BTreeSet::new();
        for questions in 0.. {
            let mut watch = Patience {
                questions,
                progress: Progress::default(),
            };
            let report = insider_watched(&[&release], persons, None, &mut watch);
            assert_eq!(watch.progress.settled, report.tried);
            if report.is_finished() {
                assert_eq!(report, whole);
                if watch.questions > 0 {
                    break;
                }
                continue;
            }
            unfinished.insert(report.tried);
            // What is found is true at any moment, and what was not tried is never called safe.
            assert!(report.exact <= whole.exact && report.small <= whole.small);
            assert!(!report.is_safe());
            let expected = format!(
                "\nNot finished: {} of {} different records were not tried.\n",
                report.untried,
                report.tried + report.untried
            );
            assert!(report.to_string().contains(&expected), "{report}");
            assert!(!report.to_string().contains("undecided"), "{report}");
        }
        assert!(unfinished.len() > 2, "{unfinished:?}");
    }
}

#[test]
fn who_is_alone_can_subtract_themselves() {
    // Somebody is in B or in C. Who is in B knows that nobody else is in either, and that all
    // others are in A.
    let one = release(1, [table("n", &[&dimension("letra", "A B C")], "8 7 . .")]);
    assert!(attack(&[&one]).is_safe());
    assert_eq!(
        insider(&one, &[("letra=A", 7), ("letra=B", 1)]).to_string(),
        "8 records, 2 different; removed one by one: 2\n\
         Published numbers that equal the threshold: 0\n\
         Records whose owners can prove how many others are in a group: 1\n\
         Records whose owners can prove that all others of a row are in one category: 1\n"
    );
}

#[test]
fn who_is_among_few_others_learns_nothing_certain() {
    let safe = release(
        5,
        [table("n", &[&dimension("letra", "A B C")], "25 20 . .")],
    );
    assert_eq!(
        insider(&safe, &[("letra=A", 20), ("letra=B", 3), ("letra=C", 2)]).to_string(),
        "25 records, 3 different; removed one by one: 3\n\
         Published numbers that equal the threshold: 0\n\
         No record that was removed lets anything hidden be proved of others.\n"
    );
    // Nor does who is the only one in a group that the threshold protects.
    assert!(insider(&safe, &[("letra=A", 20), ("letra=B", 1), ("letra=C", 4)]).is_safe());
}

#[test]
fn of_a_published_group_one_knows_the_others() {
    let least = release(5, [table("n", &[&dimension("letra", "A B")], "10 5 5")]);
    let report = insider(&least, &[("letra=A", 5), ("letra=B", 5)]);
    assert!(report.is_safe());
    assert_eq!(report.at_threshold, 2);
}

#[test]
fn what_the_files_give_away_everybody_knows() {
    let leaking = release(
        5,
        [table("n", &[&dimension("letra", "A B C")], "27 20 . 7")],
    );
    let found = insider(&leaking, &[("letra=A", 20), ("letra=C", 7)]);
    assert_eq!(
        found.to_string(),
        "27 records, 1 different; removed one by one: 1\n\
         Published numbers that equal the threshold: 0\n\
         Hidden counts that the files alone disclose to everybody: 1\n"
    );
    assert!(!found.is_safe());
}

#[test]
fn records_that_are_not_those_of_the_files_prove_nothing() {
    let one = release(
        5,
        [table("n", &[&dimension("letra", "A B C")], "25 20 . .")],
    );
    let other = insider(&one, &[("letra=A", 19), ("letra=B", 6)]);
    assert!(!other.agrees && !other.is_safe());
    assert!(
        other
            .to_string()
            .contains("These records do not add up to the files")
    );
    let register = Register::new(&[&one], &[Address::new("n", [("letra", "D")])], &|_| 1);
    assert!(!register.judge().agrees);
}

#[test]
fn a_sample_is_taken_evenly_and_the_same_each_time() {
    let letters = dimension("letra", "A B C D");
    let one = release(1, [table("n", &[&letters], "9 7 . . .")]);
    let persons = [("letra=A", 7), ("letra=B", 1), ("letra=C", 1)];
    let some = insider_of_several(&[&one], &persons, Some(2));
    assert_eq!((some.records, some.different, some.tried), (9, 3, 2));
    let other = [persons[2], persons[0], persons[1]];
    assert_eq!(some, insider_of_several(&[&one], &other, Some(2)));
    assert_eq!(insider_of_several(&[&one], &persons, Some(9)).tried, 3);
}

#[test]
fn an_earlier_release_says_who_has_come_since() {
    let letters = dimension("letra", "A B C");
    let tables = |years: &str, by_year: &str, pooled: &str| {
        release(
            1,
            [
                table("n", &[&dimension("anio", years)], by_year),
                table("n", &[&letters], pooled),
            ],
        )
    };
    let first = Release {
        catalog: cube::Catalog {
            release: "2025-10".into(),
            ..tables("2024", "8 8", "8 7 . .").catalog
        },
        ..tables("2024", "8 8", "8 7 . .")
    };
    let second = tables("2024 2025", "10 8 2", "10 8 . .");
    let persons = [
        ("anio=2024 letra=A", 7),
        ("anio=2024 letra=C", 1),
        ("anio=2025 letra=A", 1),
        ("anio=2025 letra=B", 1),
    ];
    assert!(attack(&[&first, &second]).is_safe());
    // Of the last alone, somebody else may be in B as well.
    assert!(insider_of_several(&[&second], &persons, None).is_safe());
    // Of both: of the two who have come since, one is in A, so who has come to B is alone there.
    assert_eq!(
        insider_of_several(&[&first, &second], &persons, None).to_string(),
        "10 records, 3 different; removed one by one: 3\n\
         Earlier releases: 1; left out, because they count other people: 0\n\
         Published numbers that equal the threshold: 0\n\
         Records whose owners can prove how many others are in a group: 2\n\
         Records whose owners can prove that all others of a row are in one category: 1\n"
    );
}

#[test]
fn an_earlier_release_of_other_people_is_left_out() {
    let letters = dimension("letra", "A B C");
    let of = |name: &str, years: &str, by_year: &str| {
        let mut one = release(
            5,
            [table("n", &[&dimension("anio", years), &letters], by_year)],
        );
        one.catalog.release = name.into();
        one
    };
    let corrected = of("2025-10", "2024", "24 19 . . 24 19 . .");
    let last = of("2026-10", "2024 2025", "50 40 . . 25 20 . . 25 20 . .");
    let persons = ["2024", "2025"].map(|year| {
        [("A", 20), ("B", 3), ("C", 2)]
            .map(|(code, times)| (format!("anio={year} letra={code}"), times))
    });
    let persons: Vec<(&str, usize)> = persons
        .iter()
        .flatten()
        .map(|(codes, times)| (codes.as_str(), *times))
        .collect();
    let found = insider_of_several(&[&corrected, &last], &persons, None);
    assert_eq!(
        (found.earlier, found.apart, found.is_safe()),
        (0, 1, true),
        "{found}"
    );
    let same = of("2025-10", "2024", "25 20 . . 25 20 . .");
    let found = insider_of_several(&[&same, &last], &persons, None);
    assert_eq!(
        (found.earlier, found.apart, found.is_safe()),
        (1, 0, true),
        "{found}"
    );
}

#[test]
fn three_singletons_in_a_line() {
    let counts = "1* 1* 9 1* 0* | 1* 0* 0* 2* 6";
    let grid = Grid::parse("1 2", "A B H M W", counts);
    let persons: Vec<(String, usize)> = grid
        .cells()
        .iter()
        .map(|cell| {
            (
                format!("v1={} v2={}", cell.row, cell.column),
                usize::try_from(cell.count).unwrap(),
            )
        })
        .collect();
    let persons: Vec<(&str, usize)> = persons
        .iter()
        .map(|(codes, times)| (codes.as_str(), *times))
        .collect();
    // As it was published, the margins too small to show; and with everything hidden but the total.
    let hidden =
        |row: &str, column: &str| grid.is_hidden(row, column) || ["A", "B", "M"].contains(&column);
    let leaking = release(3, [grid.with_totals(hidden)]);
    assert!(!insider(&leaking, &persons).is_safe());
    let all = release(
        3,
        [grid.with_totals(|row, column| (row, column) != (cube::TOTAL, cube::TOTAL))],
    );
    assert!(attack(&[&all]).is_safe());
    assert!(insider(&all, &persons).is_safe());
}

/// A world, the number of persons of each type, the threshold, and what is hidden.
type Trial = (usize, Vec<u64>, u64, Vec<u8>, u8);

fn trials() -> impl Strategy<Value = Trial> {
    let truth = proptest::collection::vec(prop_oneof![0..3u64, 0..9u64], 16);
    let mask = proptest::collection::vec(0..10u8, 30);
    (0..worlds().len(), truth, 1..5u64, mask, 0..8u8)
}

/// Enumerates what a person of some types can prove: whether an exact number of others, and whether
/// a small group.
fn provable(world: &World, release: &Release, tables: &[Vec<u64>], own: &[usize]) -> (bool, bool) {
    let threshold = release.catalog.threshold;
    let (mut exact, mut small) = (false, false);
    for (_, members) in world.secrets(release) {
        if members.is_empty() {
            continue;
        }
        let is_in = u64::from(members.contains(&own[0]));
        let possible = tables
            .iter()
            .filter(|table| own.iter().any(|at| table[*at] > 0));
        let others: BTreeSet<u64> = possible
            .map(|table| members.iter().map(|at| table[*at]).sum::<u64>() - is_in)
            .collect();
        let least = tables
            .iter()
            .map(|table| members.iter().map(|at| table[*at]).sum::<u64>())
            .min();
        if others.len() == 1 {
            exact |= least < Some(threshold);
        } else {
            small |= others.iter().all(|value| (1..threshold).contains(value));
        }
    }
    (exact, small)
}

/// Compares the insider search with the enumeration. `None`: not all tables could be enumerated.
fn attempt(worlds: &[World], trial: Trial) -> Result<Option<(bool, bool)>, TestCaseError> {
    let (world, truth, threshold, mask, share) = trial;
    let world = &worlds[world];
    let truth = &truth[..world.types.len()];
    // By persons: what is hidden under one name is published under none.
    let hide = |_: &str, address: &Address, count: u64| {
        let members = world.members(&address.clone().into());
        let at = members
            .iter()
            .fold(7usize, |hash, at| hash.wrapping_mul(31).wrapping_add(*at));
        mask[at % mask.len()] < share || count < threshold
    };
    let release = world.release(truth, threshold, &hide);
    let (tables, complete) = Enumeration::run(world.types.len(), &world.published(&release));
    if !complete {
        return Ok(None);
    }
    let addresses: Vec<Address> = release
        .tables
        .values()
        .flat_map(Table::addressed)
        .map(|(address, _)| address)
        .collect();
    let count = |address: &Address| {
        let members = world.members(&address.clone().into());
        members.into_iter().map(|at| truth[at]).sum()
    };
    let mut register = Register::new(&[&release], &addresses, &count);
    let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (at, person) in world.types.iter().enumerate() {
        let is_at = |place: &usize| world.contains(&addresses[*place].clone().into(), person);
        let own: Vec<usize> = (0..addresses.len()).filter(is_at).collect();
        (0..truth[at]).for_each(|_| register.add(&own));
        alike.entry(own).or_default().push(at);
    }
    let found = register.judge();
    prop_assert!(found.agrees && found.undecided == 0, "{found}");
    prop_assert!(
        found.homogeneous == 0 || found.exact > 0 || found.given_away > 0,
        "{found}"
    );
    let mut expected = (0, 0);
    for own in alike.values() {
        let records: u64 = own.iter().map(|at| truth[*at]).sum();
        if records > 0 {
            let (exact, small) = provable(world, &release, &tables, own);
            expected.0 += u64::from(exact) * records;
            expected.1 += u64::from(small) * records;
        }
    }
    // What the files alone disclose is counted once, not per record.
    let exact = if found.given_away > 0 {
        found.records
    } else {
        found.exact
    };
    prop_assert_eq!(
        (exact, found.small),
        expected,
        "{}\n{:#?}\n{:?}",
        found,
        release,
        truth
    );
    Ok(Some((expected.0 > 0, expected.1 > 0)))
}

#[test]
fn what_is_proved_of_others_is_what_all_tables_with_oneself_have_in_common() {
    let (worlds, compared) = (worlds(), Cell::new([0; 4]));
    let config = ProptestConfig {
        cases: 5_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&trials(), |trial| {
        if let Some((exact, small)) = attempt(&worlds, trial)? {
            let [all, exacts, smalls, none] = compared.get();
            compared.set([
                all + 1,
                exacts + usize::from(exact),
                smalls + usize::from(small),
                none + usize::from(!exact && !small),
            ]);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let [all, exact, small, none] = compared.get();
    assert!(
        all >= 1_000 && exact >= 100 && small >= 100 && none >= 100,
        "{all} compared: {exact} exact, {small} small, {none} neither"
    );
}
