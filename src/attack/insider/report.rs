//! Counts the records whose owners can prove something about others, and prints the result.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

/// What one insider can prove about others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Disclosure {
    /// The exact number of others in a group.
    Exact,
    /// That there are others in a group, but fewer than the threshold.
    Small,
    /// That all others of a row are in one category.
    Homogeneous,
    /// Undecided: the solver stopped at a limit.
    Undecided,
}

/// What insiders can prove about others, as numbers of records; it does not tell which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InsiderReport {
    /// Earlier releases that were combined with the last one.
    pub earlier: usize,
    /// Earlier releases that were left out, because they count other people.
    pub apart: usize,
    /// Records.
    pub records: u64,
    /// Records that differ in the groups that no file shows.
    pub different: usize,
    /// Different records that were tried, each for all that are alike.
    pub tried: usize,
    /// Different records that were to be tried and were not, because the attack was stopped.
    pub untried: usize,
    /// Whether the records add up to the files. If not, nothing was tried.
    pub agrees: bool,
    /// Counts of hidden or implied groups below the threshold that the files alone disclose to
    /// everybody.
    pub given_away: usize,
    /// Records whose owners can prove the exact number of others in a group.
    pub exact: u64,
    /// Records whose owners can prove that there are others in a group, but fewer than the
    /// threshold.
    pub small: u64,
    /// Records whose owners can prove that all others of a row are in one category.
    pub homogeneous: u64,
    /// Records for which the search ended undecided.
    pub undecided: u64,
    /// Published counts that equal the threshold: each person in them knows that fewer others are
    /// there.
    pub at_threshold: usize,
}

impl InsiderReport {
    /// Returns whether the records were tried and nothing was found.
    pub fn is_safe(&self) -> bool {
        self.is_finished() && !self.has_findings()
    }

    /// Returns whether every record was tried that was to be.
    pub fn is_finished(&self) -> bool {
        self.untried == 0
    }

    /// Returns whether anything was found, or could not be looked for because the records are not those of the files.
    pub fn has_findings(&self) -> bool {
        !self.agrees
            || self.given_away > 0
            || self.exact + self.small + self.homogeneous + self.undecided > 0
    }

    /// Counts a disclosure to the owners of so many records.
    pub(super) fn count(&mut self, disclosure: Disclosure, records: u64) {
        *match disclosure {
            Disclosure::Exact => &mut self.exact,
            Disclosure::Small => &mut self.small,
            Disclosure::Homogeneous => &mut self.homogeneous,
            Disclosure::Undecided => &mut self.undecided,
        } += records;
    }

    fn write_disclosures(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.given_away > 0 {
            writeln!(
                f,
                "Hidden counts that the files alone disclose to everybody: {}",
                self.given_away
            )?;
        }
        let lines = [
            (
                self.exact,
                "Records whose owners can prove how many others are in a group",
            ),
            (
                self.small,
                "Records whose owners can prove that others are in a group, but fewer than the threshold",
            ),
            (
                self.homogeneous,
                "Records whose owners can prove that all others of a row are in one category",
            ),
            (
                self.undecided,
                "Records for which the search ended undecided",
            ),
        ];
        for (records, line) in lines {
            if records > 0 {
                writeln!(f, "{line}: {records}")?;
            }
        }
        Ok(())
    }
}

impl Display for InsiderReport {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} records, {} different; removed one by one: {}",
            self.records, self.different, self.tried
        )?;
        if self.earlier + self.apart > 0 {
            writeln!(
                f,
                "Earlier releases: {}; left out, because they count other people: {}",
                self.earlier, self.apart
            )?;
        }
        writeln!(
            f,
            "Published numbers that equal the threshold: {}",
            self.at_threshold
        )?;
        if !self.agrees {
            writeln!(
                f,
                "These records do not add up to the files: name the records and the codebook that the release was made of."
            )
        } else {
            if !self.is_finished() {
                writeln!(
                    f,
                    "Not finished: {} of {} different records were not tried.",
                    self.untried,
                    self.tried + self.untried
                )?;
            }
            if self.has_findings() {
                self.write_disclosures(f)
            } else if !self.is_finished() {
                writeln!(f, "Nothing was found so far.")
            } else {
                writeln!(
                    f,
                    "No record that was removed lets anything hidden be proved of others."
                )
            }
        }
    }
}
