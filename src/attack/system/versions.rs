//! Corrections: a year whose published numbers differ between two releases was counted anew.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Release};

use super::At;

/// What a correction seems to have done to a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    /// No published number fell: persons were only added.
    Added,
    /// No published number rose: persons were only removed.
    Removed,
    /// Both, so that nothing can be said.
    Mixed,
}

/// How often each year had been corrected when each release counted it.
#[derive(Default)]
pub(super) struct Versions {
    of: BTreeMap<(At, String), usize>,
    /// What the correction to this version of a year did.
    stories: BTreeMap<(String, usize), Story>,
}

/// Published counts of a year by address.
type Counts = BTreeMap<Address, u64>;

impl Versions {
    /// Compares the releases in their order. `name` gives the one address that stands for all names of a cell.
    pub(super) fn of(releases: &[&Release], name: impl Fn(At, Address) -> Address) -> Self {
        let mut versions = Versions::default();
        let mut latest: BTreeMap<String, (usize, Counts)> = BTreeMap::new();
        for (at, release) in releases.iter().enumerate() {
            for (year, counts) in published(at, release, &name) {
                let (version, known) = latest.entry(year.clone()).or_default();
                if let Some(story) = story(known, &counts) {
                    *version += 1;
                    known.clear();
                    versions.stories.insert((year.clone(), *version), story);
                }
                counts.into_iter().for_each(|(address, count)| _ = known.entry(address).or_insert(count));
                versions.of.insert((at, year), *version);
            }
        }
        versions
    }

    pub(super) fn version(&self, at: At, year: &str) -> usize {
        self.of.get(&(at, year.to_owned())).copied().unwrap_or_default()
    }

    /// What became of a year between two releases; `None`: nothing.
    pub(super) fn between(&self, old: At, new: At, year: &str) -> Option<Story> {
        let steps = self.version(old, year) + 1..=self.version(new, year);
        let stories = steps.filter_map(|version| self.stories.get(&(year.to_owned(), version)).copied());
        stories.reduce(|one, other| if one == other { one } else { Story::Mixed })
    }
}

/// The codes of single years.
pub(super) fn years(catalog: &Catalog) -> Vec<&str> {
    let Some(time) = catalog.dimension(&catalog.time) else { return vec![] };
    time.categories.iter().map(|year| year.code.as_str()).filter(|code| time.is_leaf(code)).collect()
}

fn published(at: At, release: &Release, name: impl Fn(At, Address) -> Address) -> BTreeMap<String, Counts> {
    let mut published: BTreeMap<String, Counts> = BTreeMap::new();
    let years = years(&release.catalog);
    for (address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
        let year = address.pins.get(&release.catalog.time).filter(|year| years.contains(&year.as_str())).cloned();
        if let (Some(year), Some(count)) = (year, cell.published()) {
            published.entry(year).or_default().entry(name(at, address)).or_insert(count);
        }
    }
    published
}

/// What has changed between two counts of a year, if anything has.
fn story(before: &Counts, after: &Counts) -> Option<Story> {
    let changes = after.iter().filter_map(|(address, after)| before.get(address).map(|before| after.cmp(before)));
    let stories = changes
        .filter(|change| change.is_ne())
        .map(|change| if change.is_gt() { Story::Added } else { Story::Removed });
    stories.reduce(|one, other| if one == other { one } else { Story::Mixed })
}
