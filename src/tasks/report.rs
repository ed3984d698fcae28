//! Tells at the end of `cargo verify` how each step went, which tests were not run, and how many passed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::say;
use crate::tally::Tally;

/// How every step went so far.
pub struct Report {
    steps: Vec<(&'static str, bool, Duration)>,
    not_run: NotRun,
    /// The tests that were run.
    pub tally: Tally,
    start: Instant,
}

/// The tests that were not run, by what was missing and by the file that they stand in.
#[derive(Default)]
pub struct NotRun(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl NotRun {
    /// Adds tests of a file that were not run.
    pub fn add(&mut self, missing: &str, source: &str, tests: &[String]) {
        let sources = self.0.entry(missing.to_owned()).or_default();
        let names = sources.entry(source.to_owned()).or_default();
        names.extend_from_slice(tests);
    }

    fn count(&self) -> usize {
        let sources = self.0.values().flat_map(BTreeMap::values);
        sources.map(Vec::len).sum()
    }

    /// The list that `cargo verify` prints; empty if every test was run.
    fn text(&self) -> String {
        let mut text = String::new();
        if self.0.is_empty() {
            return text;
        }
        _ = writeln!(text, "Not run: {} tests, counted as ignored", self.count());
        for (missing, sources) in &self.0 {
            _ = writeln!(text, "  {missing}:");
            for (source, tests) in sources {
                for test in tests {
                    _ = writeln!(text, "    {source}  {test}");
                }
            }
        }
        text
    }
}

impl Default for Report {
    fn default() -> Self {
        Report {
            steps: Vec::new(),
            not_run: NotRun::default(),
            tally: Tally::default(),
            start: Instant::now(),
        }
    }
}

impl Report {
    /// Does a step and remembers how it went; what it made, if it succeeded.
    pub fn step<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&mut Tally, &mut NotRun) -> Result<T>,
    ) -> Option<T> {
        let start = Instant::now();
        let outcome = work(&mut self.tally, &mut self.not_run);
        if let Err(error) = &outcome {
            say::failure(error);
        }
        self.steps.push((name, outcome.is_ok(), start.elapsed()));
        outcome.ok()
    }

    /// Tells how every step went, and fails if one has failed.
    pub fn end(&self) -> Result<()> {
        say::note("");
        for (name, succeeded, elapsed) in &self.steps {
            if *succeeded {
                say::done(name, *elapsed);
            } else {
                say::failed(name, *elapsed);
            }
        }
        let elapsed = self.start.elapsed();
        say::note(&format!("\n{}", self.not_run.text()));
        say::note("All test programs together:");
        say::note(&self.tally.line(self.not_run.count(), elapsed).to_string());
        let failed = self.steps.iter().filter(|(_, succeeded, _)| !succeeded);
        let failed = failed.count();
        if failed > 0 {
            bail!("{failed} of {} steps failed", self.steps.len());
        }
        say::note(&format!(
            "\nEverything that was run holds ({}).",
            say::time(elapsed)
        ));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn tests_that_were_not_run_are_listed_by_what_is_missing() {
        let mut not_run = NotRun::default();
        assert_eq!(not_run.text(), "");
        let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<Vec<_>>();
        let database = "no PostgreSQL server is installed";
        not_run.add(database, "tests/sources.rs", &names(&["one", "two"]));
        not_run.add("../data is absent", "src/a/lib.rs", &names(&["b::three"]));
        not_run.add(database, "src/a/lib.rs", &names(&["four"]));
        expect![[r#"
            Not run: 4 tests, counted as ignored
              ../data is absent:
                src/a/lib.rs  b::three
              no PostgreSQL server is installed:
                src/a/lib.rs  four
                tests/sources.rs  one
                tests/sources.rs  two
        "#]]
        .assert_eq(&not_run.text());
    }
}
