//! Publishes registers of few people, with years of nobody, by periods in place of years or over all years, and attacks
//! each release.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is for whoever runs the test"
)]

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use cube::{Release, TOTAL};
use tests::codebook::Codebook;
use tests::invented::{
    Register,
    published::{cells, guards_others, hidden, release, withstands},
};
use tests::workdir::{Workdir, stderr, stdout};

const YEARS: RangeInclusive<u16> = 2015..=2024;
/// In these years nobody was registered.
const EMPTY: [u16; 3] = [2016, 2019, 2022];
const SEEDS: [u64; 3] = [3, 17, 40];
const THREE: [RangeInclusive<u16>; 3] = [2015..=2017, 2018..=2020, 2021..=2024];

/// A register of so many people, nobody in some years, and in 2020 two.
fn small(seed: u64, people: usize) -> Register {
    let mut register = Register::new(seed, people, &YEARS);
    let others: Vec<u16> = YEARS
        .filter(|year| !EMPTY.contains(year) && *year != 2020)
        .collect();
    for (at, person) in register.people.iter_mut().enumerate() {
        let year = match at {
            0 | 1 => 2020,
            _ if EMPTY.contains(&person.applied) || person.applied == 2020 => {
                others[at % others.len()]
            }
            _ => person.applied,
        };
        // Every fourth is not accredited: fewer than the threshold would be a group that the totals give away.
        person.decided = (at % 4 != 3).then_some(year);
        person.applied = year;
    }
    register
}

/// Its codebook, which crosses nothing: so few people have no crossed tables.
fn codebook(threshold: u64, finest: &'static str, periods: &[RangeInclusive<u16>]) -> Codebook {
    Codebook {
        threshold,
        finest: Some(finest),
        periods: periods.to_vec(),
        pairs: vec![],
        ..Register::codebook(YEARS)
    }
}

/// The text of a codebook in which nobody is exempt from protection.
fn text(codebook: &Codebook) -> String {
    codebook.text().replace(", unprotected = true", "")
}

/// Publishes a register, and asserts that the release withstands, and shows what it must.
fn publish(name: &str, codebook: &Codebook, register: &Register) -> Release {
    let dir = Workdir::new();
    dir.write("codebook.toml", text(codebook));
    dir.write("records.csv", register.until(*YEARS.end()));
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    assert!(done.status.success(), "{name}: {}", stderr(&done));
    withstands(&dir, "data");
    guards_others(&dir, "data", "records.csv", 2);
    let release = release(&dir, "data");
    shows_totals(name, &release, register);
    says_no_zero(name, &release);
    println!(
        "{name}: {:.1} % of {} cells hidden",
        hidden(&release),
        cells(&release).len()
    );
    release
}

/// Every number is what counting one by one gives, and every total over time is published, but for those of a part, which
/// may show how few wait. Over all years, every dimension has a table, and most show some of their categories; of forty
/// people a quarter.
fn shows_totals(name: &str, release: &Release, register: &Register) {
    let catalog = &release.catalog;
    for (address, cell) in cells(release) {
        let counted = register.count(catalog, &address, *YEARS.end());
        let mut parts = catalog.relations.part_of.iter();
        let may_wait = parts.any(|(part, _)| *part == address.measure) && !address.pins.is_empty();
        let is_total = !may_wait && address.pins.keys().all(|id| *id == catalog.time);
        assert!(
            cell.published().map_or(!is_total, |count| count == counted),
            "{name}: {address}"
        );
    }
    let (mut shown, mut tables) = (0, 0);
    for measure in &catalog.measures {
        for dimension in &catalog.dimensions[1..] {
            let all = [(dimension.id.as_str(), cube::Categories::All)];
            let entry = catalog.table_for(&measure.id, &all);
            let Some(entry) = entry else {
                panic!("{name}: no table of {} by {}", measure.id, dimension.id);
            };
            let table = &release.tables[&entry.id];
            let over_all_years = table.addressed().filter(|(address, cell)| {
                let is_by = |id: &String| address.pins.contains_key(id);
                !is_by(&catalog.time) && is_by(&dimension.id) && cell.published().is_some()
            });
            tables += 1;
            shown += usize::from(over_all_years.count() > 0);
        }
    }
    println!("{name}: {shown} of {tables} tables over all years show something");
    // Of forty people, about 30 are accredited: wherever both are shown, the others are too few, so one of the two is hidden.
    let least = if register.people.len() < 100 { 3 } else { 8 };
    assert!(shown * 12 >= tables * least, "{name}: {shown} of {tables}");
}

/// No count below the threshold is published, and no zero.
fn says_no_zero(name: &str, release: &Release) {
    for (address, cell) in cells(release) {
        assert!(
            cell.published()
                .is_none_or(|count| count >= release.catalog.threshold),
            "{name}: {address}"
        );
    }
}

/// The codes of time of a release.
fn time_codes(release: &Release) -> Vec<&str> {
    let time = release.catalog.dimension(&release.catalog.time).unwrap();
    time.codes().collect()
}

#[test]
fn forty_people_are_published_over_all_years_or_by_two_periods() {
    for (seed, threshold) in SEEDS.into_iter().zip([3, 5, 5]) {
        let name = |time| format!("40 people, seed {seed}, k {threshold}, {time}");
        let register = small(seed, 40);
        let codebook_all = codebook(threshold, "all", &[]);
        let all = publish(&name("all years"), &codebook_all, &register);
        assert_eq!(time_codes(&all), [TOTAL, "2015-2024"]);
        let codebook_two = codebook(threshold, "period", &[2015..=2019, 2020..=2024]);
        let two = publish(&name("two periods"), &codebook_two, &register);
        assert_eq!(time_codes(&two), [TOTAL, "2015-2019", "2020-2024"]);
    }
}

#[test]
fn a_hundred_people_are_published_over_all_years_or_by_three_periods() {
    for (seed, threshold) in SEEDS.into_iter().zip([5, 3, 5]) {
        let name = |time| format!("100 people, seed {seed}, k {threshold}, {time}");
        let register = small(seed, 100);
        publish(
            &name("all years"),
            &codebook(threshold, "all", &[]),
            &register,
        );
        publish(
            &name("three periods"),
            &codebook(threshold, "period", &THREE),
            &register,
        );
    }
}

#[test]
fn three_hundred_people_are_published_by_three_periods() {
    for (seed, threshold) in SEEDS.into_iter().zip([5, 5, 3]) {
        let name = format!("300 people, seed {seed}, k {threshold}, three periods");
        let by_period = codebook(threshold, "period", &THREE);
        publish(&name, &by_period, &small(seed, 300));
    }
}

#[test]
fn the_structure_does_not_say_in_which_years_nobody_was_registered() {
    let codebook = codebook(5, "period", &THREE);
    let structure = |register: &Register| {
        let release = publish("structure", &codebook, register);
        let addresses: BTreeSet<_> = cells(&release).into_keys().collect();
        (release.catalog, addresses)
    };
    // The same people, and nobody in other years.
    let register = small(17, 100);
    let mut others = register.clone();
    for person in &mut others.people {
        let year = match person.applied {
            2015 => 2016,
            2018 | 2020 => 2019,
            2021 | 2023 => 2022,
            year => year,
        };
        person.decided = person.decided.map(|_| year);
        person.applied = year;
    }
    assert_eq!(structure(&register), structure(&others));
}

#[test]
fn what_is_proposed_for_small_registers_publishes_and_withstands() {
    for (people, threshold) in [(40, 5), (100, 3), (300, 5)] {
        let name = format!("{people} people, k {threshold}");
        let dir = Workdir::new();
        let register = small(17, people);
        let by_year = Codebook {
            threshold,
            pairs: vec![],
            ..Register::codebook(YEARS)
        };
        let own = text(&by_year);
        dir.write("codebook.toml", &own);
        dir.write("records.csv", register.until(*YEARS.end()));
        let refused = dir.run("publish --codebook codebook.toml --out data records.csv");
        assert!(
            stderr(&refused).contains("finest = \"period\""),
            "{}",
            stderr(&refused)
        );
        let done = dir.run("suggest-grain --codebook codebook.toml records.csv");
        assert!(done.status.success(), "{name}: {}", stderr(&done));
        let proposed = stdout(&done);
        println!("{name}\n{proposed}");
        dir.write("proposed.toml", adopt(&own, &proposed));
        let done = dir.run("publish --codebook proposed.toml --out data records.csv");
        assert!(done.status.success(), "{name}: {}", stderr(&done));
        withstands(&dir, "data");
        let release = release(&dir, "data");
        shows_totals(&name, &release, &register);
        says_no_zero(&name, &release);
        assert!(release.catalog.has_periods_only(), "{name}: {proposed}");
        let has_periods = !release.catalog.has_one_span();
        assert_eq!(has_periods, people >= 100, "{name}: {proposed}");
        println!("{name}: {:.1} % hidden", hidden(&release));
    }
}

/// Replaces a codebook's own lines by those that are proposed.
fn adopt(codebook: &str, proposed: &str) -> String {
    let mut codebook: toml::Table = toml::from_str(codebook).unwrap();
    for (section, lines) in toml::from_str::<toml::Table>(proposed).unwrap() {
        let own = codebook.get_mut(&section).unwrap().as_table_mut().unwrap();
        own.extend(lines.as_table().unwrap().clone());
    }
    toml::to_string(&codebook).unwrap()
}

#[test]
fn a_period_of_too_few_people_is_refused_with_what_to_declare() {
    let mut register = small(17, 100);
    register.people.retain(|person| person.applied > 2017);
    let dir = Workdir::new();
    dir.write("codebook.toml", text(&codebook(5, "period", &THREE)));
    dir.write("records.csv", register.until(2024));
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    let expected = "solicitudes in 2015-2017: fewer persons than the threshold of 5, and totals over time are always published. \
                    Declare longer `periods` in the codebook's [time], or `finest = \"all\"`; `tablero suggest-grain` \
                    proposes which";
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    assert!(stderr(&done).contains(expected), "{}", stderr(&done));
    assert!(!dir.path("data").exists());
}

#[test]
fn years_without_collection_are_a_gap_in_which_no_record_may_be() {
    let years = 2018..=2022;
    let mut register = Register::new(5, 300, &years);
    let codebook = Codebook {
        without: vec![2020],
        periods: vec![2018..=2019, 2021..=2022],
        pairs: vec![],
        ..Register::codebook(years)
    };
    let dir = Workdir::new();
    dir.write("codebook.toml", text(&codebook));
    dir.write("records.csv", register.until(2022));
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    let expected = "column “fecha_solicitud”: a date in a year that was collected was expected; the codebook declares that of \
                    these nothing was: 2020.";
    assert!(!done.status.success());
    assert!(stderr(&done).contains(expected), "{}", stderr(&done));

    register
        .people
        .retain(|person| person.applied != 2020 && person.decided != Some(2020));
    dir.write("records.csv", register.until(2022));
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    assert!(done.status.success(), "{}", stderr(&done));
    withstands(&dir, "data");
    let release = release(&dir, "data");
    assert_eq!(release.catalog.without, [2020]);
    assert_eq!(
        time_codes(&release),
        [
            TOTAL,
            "2018-2019",
            "2018",
            "2019",
            "2021-2022",
            "2021",
            "2022"
        ]
    );
    for (address, cell) in cells(&release) {
        let counted = register.count(&release.catalog, &address, 2022);
        assert!(
            cell.published().is_none_or(|count| count == counted),
            "{address}"
        );
    }
}
