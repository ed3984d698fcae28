//! Gathers the results of an attack and prints them as text.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use super::finding::Finding;
use super::tally::{TableTally, Tally};

/// Everything that the attack proves from the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// One tally per table.
    pub tables: Vec<TableTally>,
    /// All tables together; a cell of several tables counts once.
    pub total: Tally,
    /// Disclosures, sorted by group, except those that earlier releases prove by themselves.
    pub findings: Vec<Finding>,
    /// What the earlier releases prove without the last one, sorted by group. It is public already,
    /// whatever the last one hides, and no finding about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<Finding>,
    /// Cells that are hidden needlessly, sorted by group. Not disclosures.
    pub needless: Vec<Finding>,
    /// How many counts of hidden cells were shown possible without regard to three dimensions
    /// together, because more would have taken too long.
    #[serde(skip_serializing_if = "is_zero")]
    pub unconfirmed: usize,
    /// How many hidden cells the bounds left to the search among whole tables, if not all of them were tried.
    #[serde(skip_serializing_if = "is_zero")]
    pub to_try: usize,
    /// How many of them were not tried, because the attack was stopped: of them nothing is known but bounds.
    #[serde(skip_serializing_if = "is_zero")]
    pub untried: usize,
    /// Facts that were not used, each with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<String>,
}

/// Returns whether nothing is counted.
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Report {
    /// Whether the attack found no disclosure, and tried everything.
    pub fn is_safe(&self) -> bool {
        self.findings.is_empty() && self.is_finished()
    }

    /// Whether the attack tried everything.
    pub fn is_finished(&self) -> bool {
        self.untried == 0
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.tables
            .iter()
            .try_for_each(|table| writeln!(f, "{}: {}", table.table, table.cells))?;
        writeln!(f, "All tables: {}", self.total)?;
        self.refused
            .iter()
            .try_for_each(|fact| writeln!(f, "fact not used: {fact}"))?;
        self.needless
            .iter()
            .try_for_each(|finding| writeln!(f, "{finding}"))?;
        self.findings
            .iter()
            .try_for_each(|finding| writeln!(f, "{finding}"))?;
        match self.known.len() {
            0 => {}
            1 => writeln!(f, "1 group is known from the earlier releases already.")?,
            known => writeln!(
                f,
                "{known} groups are known from the earlier releases already."
            )?,
        }
        if self.unconfirmed > 0 {
            let count = self.unconfirmed;
            writeln!(
                f,
                "{count} counts were not checked against three dimensions together."
            )?;
        }
        if !self.is_finished() {
            let Report {
                untried, to_try, ..
            } = self;
            writeln!(
                f,
                "Not finished: {untried} of {to_try} cells were not tried."
            )?;
        }
        match self.findings.len() {
            0 if !self.is_finished() => writeln!(f, "Nothing was found so far."),
            0 if !self.known.is_empty() => writeln!(f, "Nothing more can be derived."),
            0 => writeln!(f, "Nothing hidden can be derived."),
            1 => writeln!(f, "1 finding."),
            several => writeln!(f, "{several} findings."),
        }
    }
}
