//! Corrections: a year whose published numbers differ between two releases was counted anew.

use std::{cmp::Ordering, collections::BTreeMap};

use cube::{Address, Catalog, Release, TOTAL};

use super::combinations::lineage;
use super::system::At;

/// What a correction seems to have done to a measure in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    /// The total rose and no published number fell: persons were only added.
    Added,
    /// The total fell and no published number rose: persons were only removed.
    Removed,
    /// Anything else, so that nothing can be said.
    Mixed,
}

/// How often each year had been corrected when each release counted it.
#[derive(Default)]
pub(super) struct Versions {
    of: BTreeMap<(At, Dated), usize>,
    /// What the correction to this version of a year did.
    stories: BTreeMap<(Dated, usize), Story>,
}

/// A measure and a year; or what pools years.
pub(super) type Dated = (String, String);

/// Published counts by address.
type Counts = BTreeMap<Address, u64>;

/// What is published of a measure at one code of time since its years were last corrected: the versions of these years,
/// and the counts.
#[derive(Default)]
struct Latest {
    versions: Vec<(Dated, usize)>,
    counts: Counts,
}

impl Versions {
    /// Compares the releases in their order. `name` gives the one address that stands for all names of a cell.
    ///
    /// A correction that no published number of a single year shows may show in numbers that pool years. Then it may have
    /// been in any of these.
    pub(super) fn of(releases: &[&Release], name: impl Fn(At, Address) -> Address) -> Self {
        let mut versions = Versions::default();
        let mut current: BTreeMap<Dated, usize> = BTreeMap::new();
        let mut latest: BTreeMap<Dated, Latest> = BTreeMap::new();
        for (at, release) in releases.iter().enumerate() {
            let published = published(at, release, &name);
            for (dated, story) in corrected(&release.catalog, &published, &latest, &current) {
                let version = current.entry(dated.clone()).or_default();
                *version += 1;
                versions.stories.insert((dated, *version), story);
            }
            for (dated, counts) in published {
                let now = stamp(behind(&release.catalog, &dated), &current);
                versions.of.extend(
                    now.iter()
                        .map(|(year, version)| ((at, year.clone()), *version)),
                );
                let latest = latest.entry(dated).or_default();
                if latest.versions != now {
                    *latest = Latest {
                        versions: now,
                        counts: Counts::new(),
                    };
                }
                counts
                    .into_iter()
                    .for_each(|(address, count)| _ = latest.counts.entry(address).or_insert(count));
            }
        }
        versions
    }

    pub(super) fn version(&self, at: At, measure: &str, year: &str) -> usize {
        self.of
            .get(&(at, (measure.to_owned(), year.to_owned())))
            .copied()
            .unwrap_or_default()
    }

    /// What became of a measure in a year between two releases; `None`: nothing.
    pub(super) fn between(&self, old: At, new: At, measure: &str, year: &str) -> Option<Story> {
        let steps = self.version(old, measure, year) + 1..=self.version(new, measure, year);
        let dated = (measure.to_owned(), year.to_owned());
        let stories =
            steps.filter_map(|version| self.stories.get(&(dated.clone(), version)).copied());
        stories.reduce(|one, other| if one == other { one } else { Story::Mixed })
    }
}

/// The codes of single years.
pub(super) fn years(catalog: &Catalog) -> Vec<&str> {
    let Some(time) = catalog.dimension(&catalog.time) else {
        return vec![];
    };
    time.categories
        .iter()
        .map(|year| year.code.as_str())
        .filter(|code| time.is_leaf(code))
        .collect()
}

/// What a release corrects: numbers of single years, and what only those that pool years show.
fn corrected(
    catalog: &Catalog,
    published: &BTreeMap<Dated, Counts>,
    latest: &BTreeMap<Dated, Latest>,
    current: &BTreeMap<Dated, usize>,
) -> BTreeMap<Dated, Story> {
    let mut corrected: BTreeMap<Dated, Story> = BTreeMap::new();
    let is_single = |dated: &Dated| behind(catalog, dated) == [dated.clone()];
    let (single, pooled): (Vec<_>, Vec<_>) =
        published.iter().partition(|(dated, _)| is_single(dated));
    for (dated, counts) in single.into_iter().chain(pooled) {
        let (years, Some(before)) = (behind(catalog, dated), latest.get(dated)) else {
            continue;
        };
        let is_told = years.iter().any(|year| corrected.contains_key(year));
        if is_told || before.versions != stamp(years.clone(), current) {
            continue;
        }
        if let Some(story) = story(&before.counts, counts) {
            let story = if is_single(dated) {
                story
            } else {
                Story::Mixed
            };
            corrected.extend(years.into_iter().map(|year| (year, story)));
        }
    }
    corrected
}

/// The years behind a number, of its measure.
fn behind(catalog: &Catalog, (measure, code): &Dated) -> Vec<Dated> {
    years_behind(catalog, code)
        .map(|year| (measure.clone(), year.to_owned()))
        .collect()
}

/// Years with their versions.
fn stamp(
    years: impl IntoIterator<Item = Dated>,
    current: &BTreeMap<Dated, usize>,
) -> Vec<(Dated, usize)> {
    let version = |year: &Dated| current.get(year).copied().unwrap_or_default();
    years
        .into_iter()
        .map(|year| {
            let version = version(&year);
            (year, version)
        })
        .collect()
}

/// The years behind a code of time: itself, those within it, or all that are counted together.
pub(super) fn years_behind<'a>(catalog: &'a Catalog, code: &str) -> impl Iterator<Item = &'a str> {
    let time = catalog.dimension(&catalog.time);
    years(catalog).into_iter().filter(move |year| {
        let all = code == TOTAL
            && time
                .and_then(|time| time.category(year))
                .is_some_and(|year| !year.apart);
        all || lineage(catalog, (&catalog.time, year)).any(|held| held == code)
    })
}

fn published(
    at: At,
    release: &Release,
    name: impl Fn(At, Address) -> Address,
) -> BTreeMap<Dated, Counts> {
    let mut published: BTreeMap<Dated, Counts> = BTreeMap::new();
    for (address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
        if let Some(count) = cell.published() {
            let code = address
                .pins
                .get(&release.catalog.time)
                .map_or(TOTAL, String::as_str);
            let dated = (address.measure.clone(), code.to_owned());
            published
                .entry(dated)
                .or_default()
                .entry(name(at, address))
                .or_insert(count);
        }
    }
    published
}

/// What has changed between two counts of the same years, if anything has. Where the total stays as it was, as many were removed
/// somewhere as were added elsewhere.
fn story(before: &Counts, after: &Counts) -> Option<Story> {
    let changes = after
        .iter()
        .filter_map(|(address, after)| Some((address, after.cmp(before.get(address)?))));
    let stories = changes.filter_map(|(address, change)| match change {
        Ordering::Equal => (address.pins.len() == 1).then_some(Story::Mixed),
        Ordering::Greater => Some(Story::Added),
        Ordering::Less => Some(Story::Removed),
    });
    let told: Vec<Story> = stories.collect();
    let changed = told.iter().any(|story| *story != Story::Mixed);
    told.into_iter()
        .reduce(|one, other| if one == other { one } else { Story::Mixed })
        .filter(|_| changed)
}
