//! Publishes a register year after year: whoever keeps all releases proves nothing of what any of them hides.
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
use tests::workdir::{KEY, Workdir, stderr, stdout};

const FIRST: u16 = 2015;
const PEOPLE: usize = 600;
/// The years at whose end a release is published.
const RELEASES: RangeInclusive<u16> = 2019..=2024;

/// How many percentage points more may be hidden than in one release alone.
const MORE: f64 = 10.0;

/// The releases of a register, one after the other.
struct Series {
    dir: Workdir,
    public: Vec<String>,
    /// Whether a ledger keeps the counts of closed years.
    has_ledger: bool,
}

impl Series {
    fn new(has_ledger: bool) -> Self {
        let dir = Workdir::new();
        dir.write("key.txt", KEY);
        Series {
            dir,
            public: vec![],
            has_ledger,
        }
    }

    /// Publishes the records as they were at the end of a year, together with all earlier releases, and attacks all of
    /// them. Returns how much is hidden, or the message of a refusal.
    fn publish(
        &mut self,
        name: &str,
        register: &Register,
        last: u16,
        pooled: u16,
        revised: &[u16],
    ) -> Result<f64, String> {
        let mut codebook = Register::codebook(FIRST..=last);
        codebook.release = name.into();
        codebook.pooled = (pooled < last).then_some(pooled);
        codebook.revised = revised.to_vec();
        self.dir.write("codebook.toml", codebook.text());
        self.dir.write("records.csv", register.until(last));
        let earlier: String = self
            .public
            .iter()
            .map(|folder| format!(" --earlier {folder}"))
            .collect();
        let clock = Instant::now();
        let ledger = if self.has_ledger {
            " --ledger ledger.json --key key.txt"
        } else {
            ""
        };
        let out = if self.has_ledger { "candidate" } else { name };
        let command =
            format!("publish --codebook codebook.toml{ledger} --out {out}{earlier} records.csv");
        let done = self.dir.run(&command);
        let seconds = clock.elapsed().as_secs_f64();
        if !done.status.success() {
            return Err(stderr(&done));
        }
        if self.has_ledger {
            let command = format!("release --ledger ledger.json candidate {name}{earlier}");
            let done = self.dir.run(&command);
            assert!(done.status.success(), "{}", stderr(&done));
        }
        self.public.push(name.into());
        withstands(&self.dir, &self.public.join(" "));
        let share = hidden(&release(&self.dir, name));
        println!(
            "{name}, the {}. release: published in {seconds:.1} s, {share:.1} % hidden",
            self.public.len()
        );
        Ok(share)
    }
}

impl Series {
    /// Asserts that nobody who knows their own record proves anything of others with all releases. Returns how many of
    /// the earlier ones could be combined with the last.
    fn guards_others(&self, last: u16) -> u64 {
        let earlier = &self.public[..self.public.len() - 1];
        let done = self.dir.run(&format!(
            "attack {last} --previous {} --insider --sample 40 --json --codebook codebook.toml --records records.csv",
            earlier.join(" ")
        ));
        let found: serde_json::Value = serde_json::from_str(&stdout(&done)).unwrap();
        assert!(done.status.success() && found["tried"] == 40, "{found}");
        found["earlier"].as_u64().unwrap()
    }
}

/// The percentage of hidden cells in the last release of a series, and in the same data published for the first time;
/// and how many of the earlier releases somebody who knows a record can combine with the last. With a ledger, the records no
/// longer match what is published, so that is not tried.
fn last_and_alone(
    at: impl Fn(u16) -> Register,
    pooled: impl Fn(u16) -> u16,
    has_ledger: bool,
) -> ([f64; 2], Option<u64>) {
    let (mut series, last) = (Series::new(has_ledger), *RELEASES.end());
    let publish = |year: u16| {
        let name = year.to_string();
        series
            .publish(&name, &at(year), year, pooled(year), &[])
            .unwrap()
    };
    let shares: Vec<f64> = RELEASES.map(publish).collect();
    let combined = (!has_ledger).then(|| series.guards_others(last));
    let alone = Series::new(false)
        .publish("alone", &at(last), last, pooled(last), &[])
        .unwrap();
    ([shares[shares.len() - 1], alone], combined)
}

#[test]
fn six_years_are_published_one_after_the_other_while_three_corrections_wait() {
    let register = Register::new(11, PEOPLE, &(FIRST..=*RELEASES.end()));
    // Somebody's sex is corrected, six persons are registered late, and the sex of three others is corrected.
    let at = |year| match year {
        ..=2021 => register.without(2020, 6),
        2022 => register.without(2020, 6).corrected(2020, 1),
        2023 => register.corrected(2020, 1),
        _ => register.corrected(2020, 4),
    };
    let ([last, alone], combined) = last_and_alone(at, |_| *RELEASES.start(), true);
    assert_eq!(combined, None);
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
    let ([last, alone], combined) = last_and_alone(|_| register.clone(), pooled, false);
    assert_eq!(combined, Some(5));
    assert!(
        last <= alone + MORE,
        "{last} % are hidden; of one release alone, {alone} %"
    );
}

#[test]
fn so_few_persons_that_they_could_be_told_are_held_back() {
    let register = Register::new(11, PEOPLE, &(FIRST..=2020));
    let mut series = Series::new(false);
    series
        .publish("before", &register.without(2018, 2), 2020, 2020, &[])
        .unwrap();
    let refused = series
        .publish("after", &register, 2020, 2020, &[])
        .unwrap_err();
    assert!(
        refused.contains("in 2018: these years are closed"),
        "{refused}"
    );
    let refused = series
        .publish("after", &register, 2020, 2020, &[2018])
        .unwrap_err();
    assert!(
        refused.contains(": +2 against the release before, and the threshold is 5"),
        "{refused}"
    );
}
