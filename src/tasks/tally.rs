//! Adds up how many tests passed and failed, from what the test programs print.

use std::fmt;
use std::time::Duration;

/// Counts of all test programs that were run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

impl Tally {
    /// Reads a line that a test program printed; only its last one (`test result: …`) counts.
    pub fn read(&mut self, line: &str) {
        let Some(result) = line.trim().strip_prefix("test result: ") else {
            return;
        };
        for part in result.split(['.', ';']) {
            match part.trim().split_once(' ') {
                Some((count, "passed")) => self.passed += count.parse::<usize>().unwrap_or(0),
                Some((count, "failed")) => self.failed += count.parse::<usize>().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// One line about all programs, in the form of the line that each of them prints.
    pub fn line(self, not_run: usize, elapsed: Duration) -> impl fmt::Display {
        let verdict = if self.failed == 0 { "ok" } else { "FAILED" };
        format!(
            "test result: {verdict}. {} passed; {} failed; {not_run} ignored; 0 measured; 0 filtered out; \
             finished in {:.2}s",
            self.passed,
            self.failed,
            elapsed.as_secs_f64()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_all_programs_add_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test the_first ... ok",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 12 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.20s",
        ] {
            tally.read(line);
        }
        let expected = "test result: FAILED. 15 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; \
                        finished in 1.50s";
        let line = tally.line(1, Duration::from_millis(1500)).to_string();
        assert_eq!(line, expected);
        let mut again = Tally::default();
        again.read(&line);
        assert_eq!(again, tally);
    }
}
