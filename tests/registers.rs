//! Invented registers of every size, from outside: what is published of them withstands whoever has the files, and
//! whoever has them and their own record.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::ops::RangeInclusive;

use tests::invented::{
    Register,
    published::{cells, hidden, try_out},
};
use tests::place::{Place, stderr};

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

/// By hand: `cargo test --release -p tests --test registers -- --ignored --nocapture`.
#[test]
#[ignore = "a million people are not invented in every run"]
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
    let place = Place::new();
    place.write("codebook.toml", Register::codebook(years).text());
    place.write("records.csv", register.until(2025));
    let done = place.run("publish --codebook codebook.toml --out data records.csv");
    let expected = "solicitudes in 2018: fewer persons than the threshold of 5. Totals of years are always published: leave \
                    this year out of the codebook's [time]";
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    assert!(stderr(&done).contains(expected), "{}", stderr(&done));
    assert!(!place.path("data").exists());
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
