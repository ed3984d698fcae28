//! A register that goes on: a release every year. Each is published together with what is public already, and whoever
//! keeps all of them proves nothing of what any of them hides.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "what was measured is for whoever runs the test")]

use std::time::Instant;

use tests::invented::{
    Register,
    published::{hidden, release, withstands},
};
use tests::place::{Place, stderr, stdout};

const FIRST: u16 = 2016;
const LAST: u16 = 2022;
const PEOPLE: usize = 420;
/// How many dimensions are published.
const SHOWN: usize = 4;

/// So many points more may be hidden than of one release alone. The goal is 10.
const MORE: f64 = 21.0;

/// What became public one after the other.
struct Series {
    place: Place,
    public: Vec<String>,
}

impl Series {
    fn new() -> Self {
        Series { place: Place::new(), public: vec![] }
    }

    /// Publishes the records as they stood at the end of a year, with everything that is public already; then all
    /// together are attacked. Says what was refused.
    fn publish(&mut self, name: &str, register: &Register, last: u16) -> Result<f64, String> {
        let mut codebook = Register::codebook(FIRST..=last);
        codebook.release = name.into();
        codebook.shown = SHOWN;
        self.place.write("codebook.toml", codebook.text());
        self.place.write("records.csv", register.until(last));
        let earlier: String = self.public.iter().map(|folder| format!(" --earlier {folder}")).collect();
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
        println!("{name}, the {}. release: published in {seconds:.1} s, {share:.1} % hidden", self.public.len());
        Ok(share)
    }
}

#[test]
fn three_years_are_published_one_after_the_other() {
    let register = Register::new(11, PEOPLE, &(FIRST..=LAST));
    let mut series = Series::new();
    let shares: Vec<f64> =
        (LAST - 2..=LAST).map(|year| series.publish(&year.to_string(), &register, year).unwrap()).collect();
    // Nor does anybody who knows their own record prove anything of others with all three.
    let told = series.place.run(&format!(
        "attack {LAST} --previous {} {} --coalition --sample 40 --json --codebook codebook.toml --records records.csv",
        LAST - 2,
        LAST - 1
    ));
    let found: serde_json::Value = serde_json::from_str(&stdout(&told)).unwrap();
    assert!(told.status.success() && found["earlier"] == 2 && found["tried"] == 40, "{found}");
    let alone = Series::new().publish("alone", &register, LAST).unwrap();
    assert!(shares[2] <= alone + MORE, "{} % are hidden; of one release alone, {alone} %", shares[2]);
}
