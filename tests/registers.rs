//! Publishes invented registers of every size and attacks each release.
//!
//! The attackers are an outsider who has the files, and somebody who also knows one record.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::ops::RangeInclusive;

use tests::invented::{
    Register,
    published::{cells, hidden, release, try_out},
};
use tests::workdir::{Workdir, stderr};

#[test]
fn registers_of_every_size_are_published_and_withstand_the_attack() {
    for (people, years) in [
        (150, 2023..=2025),
        (300, 2021..=2025),
        (600, 2016..=2025),
        (10_000, 2016..=2025),
    ] {
        publish(people, years);
    }
}

#[test]
fn at_every_threshold_in_pairs_and_by_period_nothing_can_be_derived() {
    let years = 2016..=2024;
    let records = Register::new(13, 600, &years).until(2024);
    for threshold in [3, 5, 10] {
        let mut codebook = Register::codebook(years.clone());
        codebook.threshold = threshold;
        codebook.pairs = vec!["sexo"];
        codebook.periods = vec![2016..=2018, 2019..=2021, 2022..=2024];
        let name = format!("600 people in pairs and by period, k = {threshold}");
        let share = hidden(&try_out(&name, &codebook.text(), &records));
        assert!(share > 5.0 && share < 95.0, "{name}: {share} % are hidden");
    }
}

#[test]
fn every_published_number_is_what_counting_one_by_one_gives() {
    let years = 2019..=2024;
    let register = Register::new(17, 400, &years);
    let dir = Workdir::new();
    dir.write("codebook.toml", Register::codebook(years).text());
    dir.write("records.csv", register.until(2024));
    dir.publish("data");
    let release = release(&dir, "data");
    let mut compared = 0;
    for (address, cell) in cells(&release) {
        if let Some(published) = cell.published() {
            let counted = register.count(&release.catalog, &address, 2024);
            assert_eq!(published, counted, "{address}");
            compared += 1;
        }
    }
    assert!(compared > 150, "only {compared} cells are published");
}

/// By hand: `cargo test --release -p tests --test registers -- --ignored --nocapture`.
#[test]
#[ignore = "on request: invents a million people"]
fn a_million_people_are_published_and_withstand_the_attack() {
    publish(1_000_000, 2016..=2025);
}

#[test]
fn a_year_of_too_few_people_is_refused_by_its_name() {
    let years = 2016..=2025;
    let mut register = Register::new(7, 600, &years);
    // Of those who applied in 2018, four are left.
    let mut left = 4;
    register.people.retain(|person| {
        let is_left = person.applied != 2018 || left > 0;
        left -= usize::from(is_left && person.applied == 2018);
        is_left
    });
    let dir = Workdir::new();
    dir.write("codebook.toml", Register::codebook(years).text());
    dir.write("records.csv", register.until(2025));
    let done = dir.run("publish --codebook codebook.toml --out data records.csv");
    let expected = "solicitudes in 2018: fewer persons than the threshold of 5, and totals over time are always published. \
                    Publish periods in place of years: declare `finest = \"period\"`";
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    assert!(stderr(&done).contains(expected), "{}", stderr(&done));
    assert!(!dir.path("data").exists());
}

fn publish(people: usize, years: RangeInclusive<u16>) {
    let name = format!("{people} people, {} years", years.len());
    let records = Register::new(7, people, &years).until(*years.end());
    let release = try_out(&name, &Register::codebook(years).text(), &records);
    // Nothing is proved if all is hidden, or nothing.
    let published = cells(&release)
        .values()
        .filter(|cell| cell.published().is_some_and(|count| count > 0))
        .count();
    let share = hidden(&release);
    assert!(
        published > 100,
        "{name}: only {published} numbers are published"
    );
    assert!(
        people > 1_000 || share > 5.0,
        "{name}: {share} % are hidden"
    );
}
