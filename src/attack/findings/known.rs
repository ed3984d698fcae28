//! Selects what the earlier releases prove without the last one.

use std::collections::{BTreeMap, BTreeSet};

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
    earlier.marked.clear();
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
    let mut proved: BTreeMap<Subject, Vec<Kind>> = BTreeMap::new();
    for (subject, finding) in earlier_subjects.iter().zip(&earlier.findings) {
        proved.entry(*subject).or_default().push(finding.kind);
    }
    let last: BTreeSet<&String> = system.tables[system.current..].iter().collect();
    let is_known = |finding: &Finding, subject: Subject| {
        let is_proof = !matches!(finding.kind, Kind::Contradiction | Kind::Unsettled);
        let is_shown_again = matches!(finding.kind, Kind::Small { .. })
            && finding.tables.iter().any(|table| last.contains(table));
        let mut proved = proved.get(&subject).into_iter().flatten();
        let threshold = match subject {
            Subject::Cell(id) => system.cells[id].threshold,
            _ => None,
        };
        is_proof
            && !is_shown_again
            && proved.any(|known| says_no_more(finding.kind, *known, threshold))
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

/// Returns whether a finding discloses no more than what is known: the same, or only an upper end
/// that reaches the threshold besides.
fn says_no_more(found: Kind, known: Kind, threshold: Option<u64>) -> bool {
    match (found, known) {
        (Kind::Narrowed { low, high }, Kind::Narrowed { low: known_low, .. })
            if low == known_low =>
        {
            let reaches = |high: u64| threshold.is_some_and(|threshold| high >= threshold);
            found == known || high.is_none_or(reaches)
        }
        _ => found == known,
    }
}
