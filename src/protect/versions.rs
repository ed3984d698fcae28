//! Corrections: a year of which two releases publish different numbers was counted anew.
//!
//! Of a correction an outsider supposes the simplest story: if a measure's total went up and no published number of it
//! down, that persons were added; if the total went down and no number up, that some were removed; otherwise nothing.

use std::collections::BTreeMap;

use cube::Address;

/// A measure and a year.
pub(crate) type Dated = (String, String);

/// What one release tells.
pub(crate) struct Told {
    /// Counts of each measure at each code of time, by the one address that stands for all names of a group.
    pub(crate) counts: BTreeMap<Dated, BTreeMap<Address, i64>>,
    /// The years behind each code of time.
    pub(crate) years: BTreeMap<String, Vec<String>>,
}

/// What a correction seems to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Story {
    /// Persons were added.
    Added,
    /// Persons were removed.
    Removed,
    /// Nothing can be said.
    Mixed,
}

impl Story {
    /// What two corrections seem to have done together.
    pub(crate) fn and(self, other: Story) -> Story {
        if self == other { self } else { Story::Mixed }
    }

    /// Later less earlier counts persons if it is multiplied with this.
    pub(crate) fn sign(self) -> i64 {
        if self == Story::Removed { -1 } else { 1 }
    }
}

/// How often each year had been corrected by each release.
#[derive(Default)]
pub(crate) struct Versions {
    releases: Vec<BTreeMap<Dated, usize>>,
    /// What the correction to this version did.
    stories: BTreeMap<(Dated, usize), Story>,
    /// By how much the last release corrects the total of a year.
    last: BTreeMap<Dated, i64>,
}

impl Versions {
    /// From what the releases publish, in their order.
    pub(crate) fn of(releases: impl IntoIterator<Item = Told>) -> Self {
        let mut versions = Versions::default();
        let mut known = Known::new();
        for told in releases {
            let corrected = corrected(&told, &known, &versions);
            let mut release = versions.releases.last().cloned().unwrap_or_default();
            for (dated, (story, _)) in &corrected {
                let version = release.entry(dated.clone()).or_default();
                *version += 1;
                versions.stories.insert((dated.clone(), *version), *story);
            }
            for (measure, code) in told
                .counts
                .keys()
                .filter(|(_, code)| told.years[code].len() == 1)
            {
                release.entry((measure.clone(), code.clone())).or_default();
            }
            versions.releases.push(release);
            versions.last = corrected
                .into_iter()
                .map(|(dated, (_, by))| (dated, by))
                .collect();
            for (dated, counts) in &told.counts {
                let stamp = versions.stamp(&dated.0, &told.years[&dated.1]);
                match known.get_mut(dated) {
                    Some((held, known)) if *held == stamp => {
                        counts.iter().for_each(|(address, count)| {
                            _ = known.entry(address.clone()).or_insert(*count)
                        });
                    }
                    _ => _ = known.insert(dated.clone(), (stamp, counts.clone())),
                }
            }
        }
        versions
    }

    /// The years behind a number, each with its version in the last release.
    fn stamp(&self, measure: &str, years: &[String]) -> Vec<(String, usize)> {
        let version = |year: &String| {
            let dated = (measure.to_owned(), year.clone());
            self.releases
                .last()
                .and_then(|release| release.get(&dated))
                .copied()
                .unwrap_or_default()
        };
        years
            .iter()
            .map(|year| (year.clone(), version(year)))
            .collect()
    }

    /// Of each year that was corrected after a release, the first release with the numbers of this one.
    pub(crate) fn outdated(&self, release: usize) -> BTreeMap<Dated, usize> {
        let now = |dated: &Dated| {
            self.releases
                .iter()
                .rev()
                .find_map(|release| release.get(dated))
        };
        let outdated = self.releases[release]
            .iter()
            .filter(|(dated, version)| now(dated) != Some(version));
        let first = |dated: &Dated, version: &usize| {
            self.releases
                .iter()
                .position(|release| release.get(dated) == Some(version))
                .unwrap_or(release)
        };
        outdated
            .map(|(dated, version)| (dated.clone(), first(dated, version)))
            .collect()
    }

    /// What became of a year between two releases; `None`: nothing.
    pub(crate) fn between(&self, before: usize, after: usize, dated: &Dated) -> Option<Story> {
        let version = |release: usize| {
            self.releases[release]
                .get(dated)
                .copied()
                .unwrap_or_default()
        };
        let steps = version(before) + 1..=version(after);
        steps
            .filter_map(|step| self.stories.get(&(dated.clone(), step)).copied())
            .reduce(Story::and)
    }

    /// A year of which the last release corrects the total by fewer than so many persons, and by how many.
    pub(crate) fn small_correction(&self, threshold: i64) -> Option<(&Dated, i64)> {
        let mut corrections = self.last.iter().map(|(dated, by)| (dated, *by));
        corrections.find(|(_, by)| *by != 0 && by.abs() < threshold)
    }
}

/// What was told of each measure at each code of time since its years were corrected, with their versions.
type Known = BTreeMap<Dated, (Vec<(String, usize)>, BTreeMap<Address, i64>)>;

/// The years that a release corrects, with what seems to have been done and by how much the total changes. Where only
/// sums over years tell of a correction, it may have been in any of them.
fn corrected(told: &Told, known: &Known, versions: &Versions) -> BTreeMap<Dated, (Story, i64)> {
    let mut corrected = BTreeMap::new();
    let (single, pooled): (Vec<_>, Vec<_>) = told
        .counts
        .iter()
        .partition(|((_, code), _)| told.years[code].as_slice() == [code.clone()]);
    for (dated, counts) in single {
        let Some((_, before)) = known.get(dated) else {
            continue;
        };
        if let Some(story) = story(before, counts) {
            let total = counts.iter().find(|(address, _)| address.pins.len() == 1);
            let by = total
                .and_then(|(address, count)| Some(count - before.get(address)?))
                .unwrap_or_default();
            corrected.insert(dated.clone(), (story, by));
        }
    }
    for ((measure, code), counts) in pooled {
        let years = &told.years[code];
        let Some((stamp, before)) = known.get(&(measure.clone(), code.clone())) else {
            continue;
        };
        let explained = years
            .iter()
            .any(|year| corrected.contains_key(&(measure.clone(), year.clone())));
        if !explained && *stamp == versions.stamp(measure, years) && story(before, counts).is_some()
        {
            corrected.extend(
                years
                    .iter()
                    .map(|year| ((measure.clone(), year.clone()), (Story::Mixed, 0))),
            );
        }
    }
    corrected
}

/// What has changed between two counts of the same years, if anything has.
fn story(before: &BTreeMap<Address, i64>, after: &BTreeMap<Address, i64>) -> Option<Story> {
    let by = |(address, count): (&Address, &i64)| {
        Some((address.pins.len() == 1, count - before.get(address)?))
    };
    let changes: Vec<(bool, i64)> = after.iter().filter_map(by).collect();
    if changes.iter().all(|(_, by)| *by == 0) {
        return None;
    }
    let total_stays = changes.iter().any(|(total, by)| *total && *by == 0);
    match (
        changes.iter().any(|(_, by)| *by > 0),
        changes.iter().any(|(_, by)| *by < 0),
    ) {
        (true, false) if !total_stays => Some(Story::Added),
        (false, true) if !total_stays => Some(Story::Removed),
        _ => Some(Story::Mixed),
    }
}
