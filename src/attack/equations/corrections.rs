//! Detects the years whose published counts a later release corrected.

use std::{cmp::Ordering, collections::BTreeMap};

use cube::{Address, Catalog, Release, TOTAL};

use super::combinations::self_and_ancestors;

/// The index of a release.
pub(super) type ReleaseIndex = usize;

/// What a correction seems to have done to a measure in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The total rose and no published count fell: persons were only added.
    Added,
    /// The total fell and no published count rose: persons were only removed.
    Removed,
    /// Anything else, from which nothing can be concluded.
    Mixed,
}

impl Direction {
    /// Returns the direction of several corrections together. `None`: there are none.
    pub(super) fn combine(directions: impl IntoIterator<Item = Direction>) -> Option<Direction> {
        directions.into_iter().reduce(
            |one, other| {
                if one == other { one } else { Direction::Mixed }
            },
        )
    }
}

/// A measure and a year, or a code of time that pools years.
type MeasureTime = (String, String);

/// Published counts by address.
type Counts = BTreeMap<Address, u64>;

/// Years with the number of times that they have been corrected.
type YearVersions = Vec<(MeasureTime, usize)>;

/// How often each year had been corrected when each release counted it.
#[derive(Default)]
pub(super) struct Corrections {
    versions: BTreeMap<(ReleaseIndex, MeasureTime), usize>,
    /// The direction of the correction that led to this version of a year.
    directions: BTreeMap<(MeasureTime, usize), Direction>,
}

/// The published counts of a measure at one code of time, since its years were last corrected.
#[derive(Default)]
struct Latest {
    versions: YearVersions,
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
        canonical: impl Fn(ReleaseIndex, Address) -> Address,
    ) -> Self {
        let mut corrections = Corrections::default();
        let mut current: BTreeMap<MeasureTime, usize> = BTreeMap::new();
        let mut latest: BTreeMap<MeasureTime, Latest> = BTreeMap::new();
        for (at, release) in releases.iter().enumerate() {
            let published = published_counts(release, |address| canonical(at, address));
            let corrected = corrected_years(&release.catalog, &published, &latest, &current);
            for (year, direction) in corrected {
                let version = current.entry(year.clone()).or_default();
                *version += 1;
                corrections.directions.insert((year, *version), direction);
            }
            for (measure_time, counts) in published {
                let years = pooled_years(&release.catalog, &measure_time);
                let versions = current_versions(years, &current);
                for (year, version) in &versions {
                    corrections.versions.insert((at, year.clone()), *version);
                }
                latest
                    .entry(measure_time)
                    .or_default()
                    .update(versions, counts);
            }
        }
        corrections
    }

    /// Returns how often a year had been corrected when a release counted it.
    pub(super) fn version(&self, at: ReleaseIndex, measure: &str, year: &str) -> usize {
        self.versions
            .get(&(at, (measure.to_owned(), year.to_owned())))
            .copied()
            .unwrap_or_default()
    }

    /// Returns the direction in which a year was corrected between two releases. `None`: it was not
    /// corrected.
    pub(super) fn direction_between(
        &self,
        old: ReleaseIndex,
        new: ReleaseIndex,
        measure: &str,
        year: &str,
    ) -> Option<Direction> {
        let year_of_measure = (measure.to_owned(), year.to_owned());
        let versions = self.version(old, measure, year) + 1..=self.version(new, measure, year);
        Direction::combine(versions.filter_map(|version| {
            let step = (year_of_measure.clone(), version);
            self.directions.get(&step).copied()
        }))
    }
}

impl Latest {
    /// Adds counts that are not known yet; forgets the known ones if a year has been corrected
    /// since.
    fn update(&mut self, versions: YearVersions, counts: Counts) {
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
pub(super) fn single_years(catalog: &Catalog) -> Vec<&str> {
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

/// Lists the years that a release corrects: first by counts of single years, then by counts that
/// pool years.
fn corrected_years(
    catalog: &Catalog,
    published: &BTreeMap<MeasureTime, Counts>,
    latest: &BTreeMap<MeasureTime, Latest>,
    current: &BTreeMap<MeasureTime, usize>,
) -> BTreeMap<MeasureTime, Direction> {
    let is_single_year =
        |time: &MeasureTime| pooled_years(catalog, time) == std::slice::from_ref(time);
    let (single, pooled): (Vec<_>, Vec<_>) =
        published.iter().partition(|(time, _)| is_single_year(time));
    let mut corrected: BTreeMap<MeasureTime, Direction> = BTreeMap::new();
    for (measure_time, counts) in single.into_iter().chain(pooled) {
        let Some(before) = latest.get(measure_time) else {
            continue;
        };
        let years = pooled_years(catalog, measure_time);
        let is_known = years.iter().any(|year| corrected.contains_key(year));
        if is_known || before.versions != current_versions(years.clone(), current) {
            continue;
        }
        let Some(direction) = compare_counts(&before.counts, counts) else {
            continue;
        };
        let direction = if is_single_year(measure_time) {
            direction
        } else {
            Direction::Mixed
        };
        corrected.extend(years.into_iter().map(|year| (year, direction)));
    }
    corrected
}

/// Lists the single years that a measure counts at a code of time.
fn pooled_years(catalog: &Catalog, (measure, code): &MeasureTime) -> Vec<MeasureTime> {
    years_within(catalog, code)
        .map(|year| (measure.clone(), year.to_owned()))
        .collect()
}

/// Pairs years with the number of times that they have been corrected so far.
fn current_versions(
    years: Vec<MeasureTime>,
    current: &BTreeMap<MeasureTime, usize>,
) -> YearVersions {
    let mut versions = Vec::new();
    for year in years {
        let version = current.get(&year).copied().unwrap_or_default();
        versions.push((year, version));
    }
    versions
}

/// Collects the published counts of a release by measure and code of time, then by canonical
/// address.
fn published_counts(
    release: &Release,
    canonical: impl Fn(Address) -> Address,
) -> BTreeMap<MeasureTime, Counts> {
    let mut published: BTreeMap<MeasureTime, Counts> = BTreeMap::new();
    for (address, cell) in release.tables.values().flat_map(|table| table.addressed()) {
        let Some(count) = cell.published() else {
            continue;
        };
        let code = address.pins.get(&release.catalog.time);
        let code = code.map_or(TOTAL, String::as_str).to_owned();
        let measure_time = (address.measure.clone(), code);
        let counts = published.entry(measure_time).or_default();
        counts.entry(canonical(address)).or_insert(count);
    }
    published
}

/// Returns in which direction counts of the same years changed. `None`: they did not change. If the
/// total stayed the same, as many persons were removed as were added.
fn compare_counts(before: &Counts, after: &Counts) -> Option<Direction> {
    let mut directions = Vec::new();
    for (address, after) in after {
        let Some(before) = before.get(address) else {
            continue;
        };
        match after.cmp(before) {
            Ordering::Equal if address.pins.len() == 1 => directions.push(Direction::Mixed),
            Ordering::Equal => {}
            Ordering::Greater => directions.push(Direction::Added),
            Ordering::Less => directions.push(Direction::Removed),
        }
    }
    let has_changed = directions
        .iter()
        .any(|direction| *direction != Direction::Mixed);
    Direction::combine(directions).filter(|_| has_changed)
}
