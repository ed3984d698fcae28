//! Finds corrections: years for which two releases publish different counts.
//!
//! Outsiders are supposed to assume the simplest explanation: persons were added, if a measure's total went up and no
//! published count of it down; some were removed, if the total went down and no count up; otherwise anything.

use std::collections::BTreeMap;

use cube::Address;

use crate::earlier::published::PublishedCounts;
use crate::problem::tables::MeasureYear;

/// What a correction seems to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correction {
    /// Persons were added.
    Added,
    /// Persons were removed.
    Removed,
    /// Persons may have been added, removed and changed.
    Mixed,
}

impl Correction {
    /// What two corrections seem to have done together.
    pub(crate) fn and(self, other: Correction) -> Correction {
        if self == other {
            self
        } else {
            Correction::Mixed
        }
    }

    /// The factor that turns `later - earlier` into a count of persons.
    pub(crate) fn sign(self) -> i64 {
        if self == Correction::Removed { -1 } else { 1 }
    }

    /// How the counts of the same years changed; `None` if they did not.
    fn detect(before: &Counts, after: &Counts) -> Option<Correction> {
        let (mut has_more, mut has_less, mut total_stays) = (false, false, false);
        for (address, count) in after {
            if let Some(earlier) = before.get(address) {
                has_more |= count > earlier;
                has_less |= count < earlier;
                total_stays |= is_total(address) && count == earlier;
            }
        }
        match (has_more, has_less) {
            (false, false) => None,
            (true, false) if !total_stays => Some(Correction::Added),
            (false, true) if !total_stays => Some(Correction::Removed),
            _ => Some(Correction::Mixed),
        }
    }
}

/// How often each year had been corrected by each release. The number of corrections is the year's version.
#[derive(Default)]
pub(crate) struct Corrections {
    versions: Vec<BTreeMap<MeasureYear, usize>>,
    /// The correction that led to a version.
    corrections: BTreeMap<(MeasureYear, usize), Correction>,
    /// By how much the last release corrects the total of a year.
    last_changes: BTreeMap<MeasureYear, i64>,
}

impl Corrections {
    /// Compares what the releases publish, in their order.
    pub(crate) fn from_releases(releases: impl IntoIterator<Item = PublishedCounts>) -> Self {
        let mut corrections = Corrections::default();
        let mut known = Known::new();
        for published in releases {
            let corrected = corrected_years(&published, &known, &corrections);
            corrections.add_release(&published, corrected);
            corrections.add_known(&mut known, &published);
        }
        corrections
    }

    fn add_release(&mut self, published: &PublishedCounts, corrected: CorrectedYears) {
        let mut versions = self.versions.last().cloned().unwrap_or_default();
        self.last_changes.clear();
        for (year, (correction, change)) in corrected {
            let version = versions.entry(year.clone()).or_default();
            *version += 1;
            self.corrections
                .insert((year.clone(), *version), correction);
            self.last_changes.insert(year, change);
        }
        for (measure, code) in published.counts.keys() {
            if published.years[code].len() == 1 {
                versions.entry((measure.clone(), code.clone())).or_default();
            }
        }
        self.versions.push(versions);
    }

    /// Adds the counts that a release publishes to the known ones, and forgets counts of an older version.
    fn add_known(&self, known: &mut Known, published: &PublishedCounts) {
        for (year, counts) in &published.counts {
            let versions = self.versions_of(&year.0, &published.years[&year.1]);
            match known.get_mut(year) {
                Some((of_known, known)) if *of_known == versions => {
                    for (address, count) in counts {
                        known.entry(address.clone()).or_insert(*count);
                    }
                }
                _ => {
                    known.insert(year.clone(), (versions, counts.clone()));
                }
            }
        }
    }

    /// These years, each with its version in the last release.
    fn versions_of(&self, measure: &str, years: &[String]) -> Vec<(String, usize)> {
        let mut versions = Vec::new();
        for year in years {
            let of_year = self
                .versions
                .last()
                .and_then(|release| release.get(&(measure.to_owned(), year.clone())));
            versions.push((year.clone(), of_year.copied().unwrap_or_default()));
        }
        versions
    }

    /// The years that were corrected after `release`, each with the first release that published these numbers.
    pub(crate) fn outdated_years(&self, release: usize) -> BTreeMap<MeasureYear, usize> {
        let mut outdated = BTreeMap::new();
        for (year, version) in &self.versions[release] {
            let mut newest_first = self.versions.iter().rev();
            if newest_first.find_map(|versions| versions.get(year)) != Some(version) {
                let mut oldest_first = self.versions.iter();
                let first = oldest_first.position(|versions| versions.get(year) == Some(version));
                outdated.insert(year.clone(), first.unwrap_or(release));
            }
        }
        outdated
    }

    /// What corrections between two releases did to a year; `None` if there were none.
    pub(crate) fn correction_between(
        &self,
        before: usize,
        after: usize,
        year: &MeasureYear,
    ) -> Option<Correction> {
        let [first, last] = [before, after].map(|release| {
            let version = self.versions[release].get(year);
            version.copied().unwrap_or_default()
        });
        (first + 1..=last)
            .filter_map(|version| self.corrections.get(&(year.clone(), version)).copied())
            .reduce(Correction::and)
    }

    /// A year whose total the last release corrects by fewer persons than `threshold`, and by how many.
    pub(crate) fn small_correction(&self, threshold: i64) -> Option<(&MeasureYear, i64)> {
        let mut changes = self.last_changes.iter().map(|(year, by)| (year, *by));
        changes.find(|(_, by)| *by != 0 && by.abs() < threshold)
    }
}

type Counts = BTreeMap<Address, i64>;

/// The years that a release corrects, each with what seems to have been done and by how much its total changes.
type CorrectedYears = BTreeMap<MeasureYear, (Correction, i64)>;

/// All counts published for each measure and code of time since the last correction of its years, with their versions.
type Known = BTreeMap<MeasureYear, (Vec<(String, usize)>, Counts)>;

/// Finds the years that a release corrects. Where only sums over years show a correction, it may be in any of them.
fn corrected_years(
    published: &PublishedCounts,
    known: &Known,
    corrections: &Corrections,
) -> CorrectedYears {
    let mut corrected = corrected_single_years(published, known);
    for ((measure, code), counts) in &published.counts {
        let years = &published.years[code];
        if is_single_year(code, years) {
            continue;
        }
        let Some((versions, before)) = known.get(&(measure.clone(), code.clone())) else {
            continue;
        };
        let is_explained = years
            .iter()
            .any(|year| corrected.contains_key(&(measure.clone(), year.clone())));
        let is_comparable = *versions == corrections.versions_of(measure, years);
        if !is_explained && is_comparable && Correction::detect(before, counts).is_some() {
            for year in years {
                let year = (measure.clone(), year.clone());
                corrected.insert(year, (Correction::Mixed, 0));
            }
        }
    }
    corrected
}

fn corrected_single_years(published: &PublishedCounts, known: &Known) -> CorrectedYears {
    let mut corrected = CorrectedYears::new();
    for (year, counts) in &published.counts {
        if !is_single_year(&year.1, &published.years[&year.1]) {
            continue;
        }
        if let Some((_, before)) = known.get(year)
            && let Some(correction) = Correction::detect(before, counts)
        {
            let change = change_of_total(before, counts).unwrap_or_default();
            corrected.insert(year.clone(), (correction, change));
        }
    }
    corrected
}

fn is_single_year(code: &str, years: &[String]) -> bool {
    matches!(years, [year] if year == code)
}

fn change_of_total(before: &Counts, after: &Counts) -> Option<i64> {
    let (total, count) = after.iter().find(|(address, _)| is_total(address))?;
    Some(count - before.get(total)?)
}

/// Whether an address pins time alone.
fn is_total(address: &Address) -> bool {
    address.pins.len() == 1
}
