//! Selects what the earlier releases prove without the last one.

use std::collections::BTreeSet;

use super::classify::Subject;
use crate::equations::System;
use crate::report::{Finding, Kind, Report};

/// Copies a system without the counts of the last release. Only what something was found about is
/// judged. `releases`: how many there are.
pub(crate) fn without_last_release(
    system: &System,
    releases: usize,
    subjects: &[Subject],
) -> System {
    let mut earlier = system.clone();
    earlier.current = 0;
    for (id, cell) in earlier.cells.iter_mut().enumerate() {
        cell.shown.retain(|(table, _)| *table < system.current);
        if !subjects.contains(&Subject::Cell(id)) {
            cell.threshold = None;
        }
    }
    for (at, difference) in earlier.differences.iter_mut().enumerate() {
        if !subjects.contains(&Subject::Difference(at)) {
            difference.threshold = None;
        }
    }
    earlier.unrelated.retain(|(at, ..)| at + 1 < releases);
    earlier
}

/// Moves the findings that the earlier releases prove as well to those that are known.
///
/// `subjects`: what the findings are about. `earlier`: what the attack on
/// [`without_last_release`] found, and about what.
pub(crate) fn separate_known(
    report: &mut Report,
    subjects: &[Subject],
    system: &System,
    (earlier, earlier_subjects): (&Report, &[Subject]),
) {
    let proved: BTreeSet<(Subject, Kind)> = earlier_subjects
        .iter()
        .zip(&earlier.findings)
        .map(|(subject, finding)| (*subject, finding.kind))
        .collect();
    let last: BTreeSet<&String> = system.tables[system.current..].iter().collect();
    let is_known = |finding: &Finding, subject: Subject| {
        let is_proof = !matches!(finding.kind, Kind::Contradiction | Kind::Unsettled);
        let is_shown_again = matches!(finding.kind, Kind::Small { .. })
            && finding.tables.iter().any(|table| last.contains(table));
        is_proof && !is_shown_again && proved.contains(&(subject, finding.kind))
    };
    let findings = std::mem::take(&mut report.findings);
    for (finding, subject) in findings.into_iter().zip(subjects) {
        let list = if is_known(&finding, *subject) {
            &mut report.known
        } else {
            &mut report.findings
        };
        list.push(finding);
    }
}
