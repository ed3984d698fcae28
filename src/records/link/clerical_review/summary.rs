//! Summarizes what became of a person's decisions in one run.

use std::{collections::BTreeMap, fmt};

use crate::link::pseudonym::Pseudonym;

/// How many pairs of each kind are listed.
const LISTED: usize = 10;

/// What became of the decisions in one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionSummary {
    /// The counts of the decisions that took effect, by blocking rule.
    pub rules: BTreeMap<String, RuleDecisions>,
    /// Decisions that match no rows any more.
    pub unmatched: Vec<[Pseudonym; 2]>,
    /// Decisions that match several rows without identity keys, which may be of several people.
    pub ambiguous: Vec<[Pseudonym; 2]>,
    /// Pairs decided to be different that a key or other decisions connect.
    pub contradicted: Vec<[Pseudonym; 2]>,
}

/// The decisions about the candidate pairs of one blocking rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleDecisions {
    /// How many pairs were joined to one application.
    pub same: u64,
    /// How many pairs were kept apart.
    pub different: u64,
    /// How many pairs are still to be decided.
    pub open: u64,
}

impl fmt::Display for DecisionSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |count: fn(&RuleDecisions) -> u64| self.rules.values().map(count).sum::<u64>();
        write!(
            f,
            "decisions: {} same, {} different, {} open",
            sum(|rule| rule.same),
            sum(|rule| rule.different),
            sum(|rule| rule.open)
        )?;
        list_pairs(
            f,
            &self.unmatched,
            "fit no rows any more; delete them, or use the rows that they were made for",
        )?;
        list_pairs(
            f,
            &self.ambiguous,
            "fit several rows, perhaps of several people, and were left out; give these rows an identity key",
        )?;
        list_pairs(
            f,
            &self.contradicted,
            "are “different”, but keys or other decisions connect their rows; correct one or the other",
        )
    }
}

/// Writes how many pairs did not take effect and why, and the first of them.
fn list_pairs(f: &mut fmt::Formatter<'_>, pairs: &[[Pseudonym; 2]], reason: &str) -> fmt::Result {
    if pairs.is_empty() {
        return Ok(());
    }
    write!(f, "\n  {} {reason}:", pairs.len())?;
    for [a, b] in pairs.iter().take(LISTED) {
        write!(f, "\n    a = \"{a}\", b = \"{b}\"")?;
    }
    Ok(())
}
