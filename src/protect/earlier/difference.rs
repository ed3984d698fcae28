//! Finds codes of time whose years were corrected between two releases so that the difference counts persons.

use std::collections::BTreeSet;

use crate::lattice::corrections::Correction;
use crate::problem::builder::ProblemBuilder;
use crate::problem::tables::ReleaseTables;

/// How the persons of a measure behind one code of time differ between two releases.
pub(super) struct Difference<'a> {
    pub(super) measure: &'a str,
    pub(super) code: &'a str,
    /// Years that only the later release has.
    pub(super) new_years: Vec<&'a str>,
    /// Years of both releases that were corrected.
    pub(super) corrected_years: Vec<&'a str>,
    /// The factor that turns `later - earlier` into a count of persons.
    pub(super) sign: i64,
}

/// The differences of every measure at every code of time, single years first: pooled codes are made of them.
pub(super) fn find_differences<'a>(
    problem: &ProblemBuilder,
    before: &ReleaseTables,
    after: &'a ReleaseTables,
) -> Vec<Difference<'a>> {
    let codes: Vec<&str> = after.years().chain(after.pooled()).collect();
    let mut differences = Vec::new();
    for measure in &after.catalog.measures {
        for code in &codes {
            let difference = find_difference(problem, before, after, &measure.id, code);
            differences.extend(difference);
        }
    }
    differences
}

/// `None` where no year was corrected, or where nobody can say what a correction did.
fn find_difference<'a>(
    problem: &ProblemBuilder,
    before: &ReleaseTables,
    after: &'a ReleaseTables,
    measure: &'a str,
    code: &'a str,
) -> Option<Difference<'a>> {
    let earlier_years: BTreeSet<&str> = before.years_in(code).collect();
    let later_years: Vec<&str> = after.years_in(code).collect();
    let is_kept = |year: &&str| later_years.contains(year);
    if earlier_years.is_empty() || !earlier_years.iter().all(is_kept) {
        return None;
    }
    let (mut new_years, mut corrected_years) = (vec![], vec![]);
    let mut all_corrections = vec![];
    for year in later_years {
        if !earlier_years.contains(year) {
            new_years.push(year);
            continue;
        }
        let releases = (before.release, after.release);
        let corrections = problem.corrections_between(releases, measure, year);
        if !corrections.is_empty() {
            corrected_years.push(year);
            all_corrections.extend(corrections);
        }
    }
    if corrected_years.is_empty() {
        return None;
    }
    if !new_years.is_empty() {
        all_corrections.push(Correction::Added);
    }
    let sign = all_corrections
        .into_iter()
        .reduce(Correction::and)?
        .sign()?;
    Some(Difference {
        measure,
        code,
        new_years,
        corrected_years,
        sign,
    })
}
