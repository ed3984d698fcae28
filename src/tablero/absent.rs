//! Removes from a report the totals that another publisher's table does not have: nobody hid them.

use attack::{Finding, Kind, Report};

/// Removes what is found about totals over columns of which the file has no total, unless they are
/// small groups. `columns`: the names of these columns.
pub fn remove_totals(report: &mut Report, columns: &[String], threshold: u64) {
    let (findings, needless) = (
        std::mem::take(&mut report.findings),
        std::mem::take(&mut report.needless),
    );
    for finding in findings.into_iter().chain(needless) {
        let is_large = match finding.kind {
            Kind::Exact { value } => value >= threshold,
            Kind::Needless { .. } => true,
            _ => false,
        };
        if is_large && is_over(&finding, columns) {
            uncount(report, &finding);
        } else if let Kind::Needless { .. } = finding.kind {
            report.needless.push(finding);
        } else {
            report.findings.push(finding);
        }
    }
}

/// Returns whether a finding is about a total over one of these columns. A dimension is named like
/// its column, or like it and its hierarchy.
fn is_over(finding: &Finding, columns: &[String]) -> bool {
    let is_pinned = |column: &String| {
        finding.group.address.pins.keys().any(|dimension| {
            let rest = dimension.strip_prefix(column.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    !finding.group.is_implied() && columns.iter().any(|column| !is_pinned(column))
}

/// Takes a finding out of the tallies, as a cell that does not exist.
fn uncount(report: &mut Report, finding: &Finding) {
    let tables = report
        .tables
        .iter_mut()
        .filter(|tally| finding.tables.contains(&tally.table))
        .map(|tally| &mut tally.cells);
    for tally in tables.chain([&mut report.total]) {
        tally.hidden = tally.hidden.saturating_sub(1);
        if let Kind::Needless { .. } = finding.kind {
            tally.needless = tally.needless.saturating_sub(1);
        } else {
            tally.exact = tally.exact.saturating_sub(1);
        }
    }
}
