//! Finds corrections: years for which two releases publish different counts, or which one declares to be revised.
//!
//! Where nothing is declared, outsiders are supposed to assume the simplest explanation: persons were added, if a
//! measure's total went up and no published count of it down; some were removed, if the total went down and no count up;
//! otherwise anything. Of a declared revision nobody can assume anything.

use std::collections::{BTreeMap, BTreeSet};

use cube::Address;

use crate::lattice::years::Years;

/// The name of a measure and the years that its counts are about.
pub(crate) type MeasureYears = (String, Years);

/// Counts by address without time, with everything that is implied.
pub(crate) type Counts = BTreeMap<Address, i64>;

/// What one release publishes; the one being made might publish everything.
pub(crate) struct PublishedCounts {
    pub(crate) counts: BTreeMap<MeasureYears, Counts>,
    /// The years of the finest codes of time: single years, or periods in place of them.
    pub(crate) leaves: BTreeSet<Years>,
    /// The years that the release declares to be closed, and those that it declares to be revised.
    pub(crate) closed: Years,
    pub(crate) revised: Years,
}

/// The name of a measure and a year.
pub(crate) type MeasureYear = (String, String);

/// What a correction seems to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correction {
    /// Persons were added.
    Added,
    /// Persons were removed.
    Removed,
    /// Persons may have been added, removed and changed.
    Mixed,
    /// The same, declared to the public.
    Declared,
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

    /// The factor that turns `later - earlier` into a count of persons; `None` if it is none.
    pub(crate) fn sign(self) -> Option<i64> {
        match self {
            Correction::Added => Some(1),
            Correction::Removed => Some(-1),
            Correction::Mixed | Correction::Declared => None,
        }
    }

    /// How the counts of the same years changed; `None` if they did not.
    fn detect(before: &Counts, after: &Counts) -> Option<Correction> {
        let (mut has_more, mut has_less, mut total_stays) = (false, false, false);
        for (address, count) in after {
            if let Some(earlier) = before.get(address) {
                has_more |= count > earlier;
                has_less |= count < earlier;
                total_stays |= address.pins.is_empty() && count == earlier;
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
    /// The totals that releases have published, in their order, each with its release.
    totals: BTreeMap<MeasureYears, Vec<(usize, i64)>>,
    /// Years that releases before the last declared to be closed.
    closed: Years,
    /// Closed years in which the last release differs from earlier ones without a declaration.
    undeclared: Vec<MeasureYears>,
}

impl Corrections {
    /// Compares what the releases publish, in their order.
    pub(crate) fn from_releases(releases: impl IntoIterator<Item = PublishedCounts>) -> Self {
        let mut corrections = Corrections::default();
        let mut known = Known::new();
        for published in releases {
            let corrected = corrections.find_corrected(&published, &known);
            corrections.add_release(&published, corrected);
            corrections.add_known(&mut known, &published);
        }
        corrections
    }

    /// Finds the years that a release corrects. Where only sums over years show a correction, it may be in any of them
    /// that may still change.
    fn find_corrected(&mut self, published: &PublishedCounts, known: &Known) -> CorrectedYears {
        let mut corrected = self.find_declared(published);
        self.undeclared.clear();
        let is_leaf = |(_, years): &&MeasureYears| published.leaves.contains(years);
        let sets = published.counts.keys();
        let (leaves, pooled): (Vec<_>, Vec<_>) = sets.partition(is_leaf);
        for set in leaves.into_iter().chain(pooled) {
            let (measure, years) = set;
            let Some((versions, before)) = known.get(set) else {
                continue;
            };
            let mut all_years = years.iter();
            let is_explained =
                all_years.any(|year| corrected.contains_key(&(measure.clone(), year.clone())));
            if is_explained || *versions != self.versions_of(measure, years) {
                continue;
            }
            let Some(correction) = Correction::detect(before, &published.counts[set]) else {
                continue;
            };
            let is_open = |year: &&String| !self.closed.contains(*year);
            let open: Years = years.iter().filter(is_open).cloned().collect();
            if open.is_empty() {
                self.undeclared.push(set.clone());
            }
            let changed = if open.is_empty() { years } else { &open };
            let is_exact = changed.len() == 1 || published.leaves.contains(years);
            for year in changed {
                let correction = if is_exact {
                    correction
                } else {
                    Correction::Mixed
                };
                corrected.insert((measure.clone(), year.clone()), correction);
            }
        }
        corrected
    }

    /// The years that a release declares to be revised and that earlier ones had.
    fn find_declared(&self, published: &PublishedCounts) -> CorrectedYears {
        let mut declared = CorrectedYears::new();
        let Some(before) = self.versions.last() else {
            return declared;
        };
        for year in before.keys() {
            if published.revised.contains(&year.1) {
                declared.insert(year.clone(), Correction::Declared);
            }
        }
        declared
    }

    fn add_release(&mut self, published: &PublishedCounts, corrected: CorrectedYears) {
        let mut versions = self.versions.last().cloned().unwrap_or_default();
        for (year, correction) in corrected {
            let version = versions.entry(year.clone()).or_default();
            *version += 1;
            self.corrections.insert((year, *version), correction);
        }
        for ((measure, years), counts) in &published.counts {
            for year in years {
                versions.entry((measure.clone(), year.clone())).or_default();
            }
            if let Some((_, total)) = counts.iter().find(|(address, _)| address.pins.is_empty()) {
                let totals = self.totals.entry((measure.clone(), years.clone()));
                totals.or_default().push((self.versions.len(), *total));
            }
        }
        self.closed.extend(published.closed.iter().cloned());
        self.versions.push(versions);
    }

    /// Adds the counts that a release publishes to the known ones, and forgets counts of an older version.
    fn add_known(&self, known: &mut Known, published: &PublishedCounts) {
        for (set, counts) in &published.counts {
            let versions = self.versions_of(&set.0, &set.1);
            match known.get_mut(set) {
                Some((of_known, known)) if *of_known == versions => {
                    for (address, count) in counts {
                        known.entry(address.clone()).or_insert(*count);
                    }
                }
                _ => {
                    known.insert(set.clone(), (versions, counts.clone()));
                }
            }
        }
    }

    /// The version of each of these years in the last release.
    fn versions_of(&self, measure: &str, years: &Years) -> Vec<usize> {
        let last = self.versions.len().saturating_sub(1);
        let versions = years.iter().map(|year| self.version(last, measure, year));
        versions.collect()
    }

    /// How often a year had been corrected by a release.
    pub(crate) fn version(&self, release: usize, measure: &str, year: &str) -> usize {
        let versions = self.versions.get(release);
        let year = (measure.to_owned(), year.to_owned());
        versions
            .and_then(|versions| versions.get(&year))
            .copied()
            .unwrap_or_default()
    }

    /// Whether any year was corrected.
    pub(crate) fn has_any(&self) -> bool {
        !self.corrections.is_empty()
    }

    /// How often a year has been corrected in all.
    pub(crate) fn last_version(&self, measure: &str, year: &str) -> usize {
        self.version(self.versions.len().saturating_sub(1), measure, year)
    }

    /// The corrections of a year between two releases.
    pub(crate) fn between(
        &self,
        (before, after): (usize, usize),
        measure: &str,
        year: &str,
    ) -> Vec<Correction> {
        let [first, last] = [before, after].map(|release| self.version(release, measure, year));
        let year = (measure.to_owned(), year.to_owned());
        let versions = first + 1..=last;
        versions
            .filter_map(|version| self.corrections.get(&(year.clone(), version)).copied())
            .collect()
    }

    /// A total that the last release changes by fewer persons than `threshold`, and by how many.
    pub(crate) fn small_correction(&self, threshold: i64) -> Option<(&MeasureYears, i64)> {
        for (years, totals) in &self.totals {
            let Some(((release, last), earlier)) = totals.split_last() else {
                continue;
            };
            if release + 1 != self.versions.len() {
                continue;
            }
            let changes = earlier.iter().map(|(_, total)| last - total);
            let mut small = changes.filter(|by| *by != 0 && by.abs() < threshold);
            if let Some(by) = small.next() {
                return Some((years, by));
            }
        }
        None
    }

    /// Closed years in which the last release differs from an earlier one without a declaration, the first of them.
    pub(crate) fn undeclared(&self) -> Option<&MeasureYears> {
        self.undeclared.first()
    }
}

/// The years that a release corrects, each with what seems to have been done.
type CorrectedYears = BTreeMap<MeasureYear, Correction>;

/// All counts published for the same years since their last correction, with the versions of the years.
type Known = BTreeMap<MeasureYears, (Vec<usize>, Counts)>;
