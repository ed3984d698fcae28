//! A register that goes on: a release every year. Each is published together with what is public already, and whoever
//! keeps all of them proves nothing of what any of them hides.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is for whoever runs the test"
)]

use std::ops::RangeInclusive;
use std::time::Instant;

use tests::invented::{
    Register,
    published::{hidden, release, withstands},
};
use tests::place::{Place, stderr, stdout};

const FIRST: u16 = 2015;
const PEOPLE: usize = 600;
/// The years at whose end a release is published.
const RELEASES: RangeInclusive<u16> = 2019..=2024;

/// So many points more may be hidden than of one release alone.
const MORE: f64 = 10.0;

/// What became public one after the other.
struct Series {
    place: Place,
    public: Vec<String>,
}

impl Series {
    fn new() -> Self {
        Series {
            place: Place::new(),
            public: vec![],
        }
    }

    /// Publishes the records as they stood at the end of a year, with everything that is public already; then all
    /// together are attacked. Says what was refused.
    fn publish(
        &mut self,
        name: &str,
        register: &Register,
        last: u16,
        pooled: u16,
    ) -> Result<f64, String> {
        let mut codebook = Register::codebook(FIRST..=last);
        codebook.release = name.into();
        codebook.pooled = (pooled < last).then_some(pooled);
        self.place.write("codebook.toml", codebook.text());
        self.place.write("records.csv", register.until(last));
        let earlier: String = self
            .public
            .iter()
            .map(|folder| format!(" --earlier {folder}"))
            .collect();
        let clock = Instant::now();
        let command = format!("publish --codebook codebook.toml --out {name}{earlier} records.csv");
        let done = self.place.run(&command);
        let seconds = clock.elapsed().as_secs_f64();
        if !done.status.success() {
            return Err(stderr(&done));
        }
        self.public.push(name.into());
        withstands(&self.place, &self.public.join(" "));
        let share = hidden(&release(&self.place, name));
        println!(
            "{name}, the {}. release: published in {seconds:.1} s, {share:.1} % hidden",
            self.public.len()
        );
        Ok(share)
    }
}

impl Series {
    /// Nor does anybody who knows their own record prove anything of others with all releases. Says how many of the
    /// earlier ones could be held together with the last.
    fn guards_others(&self, last: u16) -> u64 {
        let earlier = &self.public[..self.public.len() - 1];
        let told = self.place.run(&format!(
            "attack {last} --previous {} --insider --sample 40 --json --codebook codebook.toml --records records.csv",
            earlier.join(" ")
        ));
        let found: serde_json::Value = serde_json::from_str(&stdout(&told)).unwrap();
        assert!(told.status.success() && found["tried"] == 40, "{found}");
        found["earlier"].as_u64().unwrap()
    }
}

/// The last release of a series, and the same data published for the first time, in percent of hidden cells; and how many
/// of the earlier releases somebody who knows a record can hold together with the last.
fn last_and_alone(at: impl Fn(u16) -> Register, pooled: impl Fn(u16) -> u16) -> ([f64; 2], u64) {
    let (mut series, last) = (Series::new(), *RELEASES.end());
    let publish = |year: u16| {
        series
            .publish(&year.to_string(), &at(year), year, pooled(year))
            .unwrap()
    };
    let shares: Vec<f64> = RELEASES.map(publish).collect();
    let held = series.guards_others(last);
    let alone = Series::new()
        .publish("alone", &at(last), last, pooled(last))
        .unwrap();
    ([shares[shares.len() - 1], alone], held)
}

#[test]
fn six_years_are_published_one_after_the_other_with_three_corrections() {
    let register = Register::new(11, PEOPLE, &(FIRST..=*RELEASES.end()));
    // Somebody's sex is corrected, six persons are registered late, and the sex of three others is corrected.
    let at = |year| match year {
        ..=2021 => register.without(2020, 6),
        2022 => register.without(2020, 6).corrected(2020, 1),
        2023 => register.corrected(2020, 1),
        _ => register.corrected(2020, 4),
    };
    let ([last, alone], held) = last_and_alone(at, |_| *RELEASES.start());
    // The records tell nothing of releases before the last correction.
    assert_eq!(held, 0);
    assert!(
        last <= alone + MORE,
        "{last} % are hidden; of one release alone, {alone} %"
    );
}

#[test]
fn pooled_years_move_on_when_enough_have_come() {
    let register = Register::new(11, PEOPLE, &(FIRST..=*RELEASES.end()));
    let pooled = |year| {
        if year == *RELEASES.end() {
            year
        } else {
            *RELEASES.start()
        }
    };
    let ([last, alone], held) = last_and_alone(|_| register.clone(), pooled);
    assert_eq!(held, 5);
    assert!(
        last <= alone + MORE,
        "{last} % are hidden; of one release alone, {alone} %"
    );
}

#[test]
fn so_few_persons_that_they_could_be_told_are_held_back() {
    let register = Register::new(11, PEOPLE, &(FIRST..=2020));
    let mut series = Series::new();
    series
        .publish("before", &register.without(2018, 2), 2020, 2020)
        .unwrap();
    let refused = series.publish("after", &register, 2020, 2020).unwrap_err();
    assert!(
        refused.contains("in 2018: +2 against the release before, and the threshold is 5"),
        "{refused}"
    );
}
