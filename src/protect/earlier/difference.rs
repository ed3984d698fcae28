//! Says how the persons of a measure differ between two releases: by which new years and by which corrections.

use std::collections::BTreeSet;

use crate::earlier::corrections::{Correction, Corrections};
use crate::problem::tables::ReleaseTables;

/// How the persons of a measure behind one code of time differ between two releases.
pub(super) struct Difference<'a> {
    pub(super) measure: &'a str,
    pub(super) code: &'a str,
    /// Years that only the later release has.
    pub(super) new_years: Vec<&'a str>,
    /// Years of both releases that were corrected.
    pub(super) corrected_years: Vec<&'a str>,
    /// What new years and corrections did together; never [`Correction::Mixed`].
    pub(super) correction: Correction,
}

/// The differences of every measure at every code of time, single years first: pooled codes are made of them.
pub(super) fn find_differences<'a>(
    before: &ReleaseTables,
    after: &'a ReleaseTables,
    corrections: &Corrections,
) -> Vec<Difference<'a>> {
    let codes: Vec<&str> = after.years().chain(after.pooled()).collect();
    let mut differences = Vec::new();
    for measure in &after.catalog.measures {
        for code in &codes {
            differences.extend(find_difference(
                before,
                after,
                &measure.id,
                code,
                corrections,
            ));
        }
    }
    differences
}

/// `None` where the releases cannot be compared, or where a single year is the same in both.
fn find_difference<'a>(
    before: &ReleaseTables,
    after: &'a ReleaseTables,
    measure: &'a str,
    code: &'a str,
    corrections: &Corrections,
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
        let of_measure = (measure.to_owned(), year.to_owned());
        let correction = corrections.correction_between(before.release, after.release, &of_measure);
        if let Some(correction) = correction {
            corrected_years.push(year);
            all_corrections.push(correction);
        }
    }
    if corrected_years.is_empty() && earlier_years.contains(code) {
        return None;
    }
    if !new_years.is_empty() {
        all_corrections.push(Correction::Added);
    }
    let together = all_corrections.into_iter().reduce(Correction::and);
    let correction = together.unwrap_or(Correction::Added);
    (correction != Correction::Mixed).then_some(Difference {
        measure,
        code,
        new_years,
        corrected_years,
        correction,
    })
}
