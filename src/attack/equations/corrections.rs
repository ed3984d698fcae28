//! Detects the years whose published counts a later release corrected.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Release, TOTAL};

use super::combinations::self_and_ancestors;

/// The index of a release.
pub(super) type ReleaseIndex = usize;

/// A measure and single years that are counted together.
type MeasureYears = (String, Vec<String>);

/// Published counts by address, without time.
type Counts = BTreeMap<Address, u64>;

/// How often each year of a measure had been corrected when each release counted it.
#[derive(Default)]
pub(super) struct Corrections {
    versions: BTreeMap<(ReleaseIndex, String, String), usize>,
}

/// How often each year of a measure has been corrected so far.
type Current = BTreeMap<(String, String), usize>;

/// The published counts of a measure in some years, since these were last corrected.
#[derive(Default)]
struct Latest {
    versions: Vec<usize>,
    counts: Counts,
}

impl Corrections {
    /// Compares the releases in their order. `canonical` returns the one address that stands for
    /// all names of a cell.
    ///
    /// A correction may show only in counts that pool years. Then any of these years may have been
    /// corrected.
    pub(super) fn from_releases(
        releases: &[&Release],
        canonical: impl Fn(Address) -> Address,
    ) -> Self {
        let mut corrections = Corrections::default();
        let mut current = Current::new();
        let mut latest: BTreeMap<MeasureYears, Latest> = BTreeMap::new();
        for (at, release) in releases.iter().enumerate() {
            let published = published_counts(release, &canonical);
            let declared = declared_years(&release.catalog, &latest);
            for year in corrected_years(&published, &latest, &current, declared) {
                *current.entry(year).or_default() += 1;
            }
            for ((measure, year), version) in &current {
                let counted = (at, measure.clone(), year.clone());
                corrections.versions.insert(counted, *version);
            }
            for ((measure, years), counts) in published {
                let versions = current_versions(&measure, &years, &current);
                latest
                    .entry((measure, years))
                    .or_default()
                    .update(versions, counts);
            }
        }
        corrections
    }

    /// Returns how often a year had been corrected when a release counted it.
    pub(super) fn version(&self, at: ReleaseIndex, measure: &str, year: &str) -> usize {
        self.versions
            .get(&(at, measure.to_owned(), year.to_owned()))
            .copied()
            .unwrap_or_default()
    }
}

impl Latest {
    /// Adds counts that are not known yet; forgets the known ones if a year has been corrected
    /// since.
    fn update(&mut self, versions: Vec<usize>, counts: Counts) {
        if self.versions != versions {
            *self = Latest {
                versions,
                counts: Counts::new(),
            };
        }
        for (address, count) in counts {
            self.counts.entry(address).or_insert(count);
        }
    }
}

/// Lists the codes of single years.
fn single_years(catalog: &Catalog) -> Vec<&str> {
    let Some(time) = catalog.dimension(&catalog.time) else {
        return vec![];
    };
    time.categories
        .iter()
        .map(|year| year.code.as_str())
        .filter(|code| time.is_leaf(code))
        .collect()
}

/// Lists the single years that a code of time counts: itself, those within it, or all that are
/// pooled.
pub(super) fn years_within<'a>(catalog: &'a Catalog, code: &str) -> impl Iterator<Item = &'a str> {
    let time = catalog.dimension(&catalog.time);
    single_years(catalog).into_iter().filter(move |year| {
        let is_pooled = time
            .and_then(|time| time.category(year))
            .is_some_and(|year| !year.apart);
        code == TOTAL && is_pooled
            || self_and_ancestors(catalog, (&catalog.time, year)).any(|above| above == code)
    })
}

/// Lists the years that a release corrects: by counts of single years, then by counts that pool
/// more and more years, as far as these do not pool a year that is listed already.
fn corrected_years(
    published: &BTreeMap<MeasureYears, Counts>,
    latest: &BTreeMap<MeasureYears, Latest>,
    current: &Current,
    declared: Vec<(String, String)>,
) -> BTreeSet<(String, String)> {
    let sizes: BTreeSet<usize> = published.keys().map(|(_, years)| years.len()).collect();
    let mut corrected: BTreeSet<(String, String)> = declared.into_iter().collect();
    for size in sizes {
        let mut together = BTreeSet::new();
        for ((measure, years), counts) in published {
            let Some(before) = latest.get(&(measure.clone(), years.clone())) else {
                continue;
            };
            let changed = years.iter().map(|year| (measure.clone(), year.clone()));
            let is_known = changed.clone().any(|year| corrected.contains(&year));
            let is_same = before.versions == current_versions(measure, years, current);
            if years.len() == size && !is_known && is_same && have_changed(&before.counts, counts) {
                together.extend(changed);
            }
        }
        corrected.extend(together);
    }
    corrected
}

/// Lists the years that a release declares to be revised and that earlier ones counted: whatever it hides of them may
/// differ as well.
fn declared_years(
    catalog: &Catalog,
    latest: &BTreeMap<MeasureYears, Latest>,
) -> Vec<(String, String)> {
    let mut declared = BTreeSet::new();
    for (measure, years) in latest.keys() {
        let revised = years.iter().filter(|year| catalog.revised.contains(year));
        declared.extend(revised.map(|year| (measure.clone(), year.clone())));
    }
    declared.into_iter().collect()
}

/// Lists how often each of these years has been corrected so far.
fn current_versions(measure: &str, years: &[String], current: &Current) -> Vec<usize> {
    let mut versions = Vec::new();
    for year in years {
        let version = current.get(&(measure.to_owned(), year.clone())).copied();
        versions.push(version.unwrap_or_default());
    }
    versions
}

/// Collects the published counts of a release by measure and years, then by canonical address.
fn published_counts(
    release: &Release,
    canonical: impl Fn(Address) -> Address,
) -> BTreeMap<MeasureYears, Counts> {
    let mut years: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut published: BTreeMap<MeasureYears, Counts> = BTreeMap::new();
    for (mut address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
        let Some(count) = cell.published() else {
            continue;
        };
        let catalog = &release.catalog;
        let code = address.pins.remove(&catalog.time);
        let code = code.unwrap_or_else(|| TOTAL.to_owned());
        let years = years
            .entry(code)
            .or_insert_with_key(|code| years_within(catalog, code).map(str::to_owned).collect());
        let counts = published.entry((address.measure.clone(), years.clone()));
        let counts = counts.or_default();
        counts.entry(canonical(address)).or_insert(count);
    }
    published
}

/// Returns whether some count is another one now.
fn have_changed(before: &Counts, after: &Counts) -> bool {
    after.iter().any(|(address, after)| {
        let before = before.get(address);
        before.is_some_and(|before| before != after)
    })
}
