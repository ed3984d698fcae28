//! Numbers the sets of years that counts pool.

use std::collections::BTreeMap;

use cube::{Catalog, Release, TOTAL};

use super::corrections::{Corrections, ReleaseIndex, years_within};

/// The index of a [`YearSet`].
pub(super) type YearsId = usize;

/// Years, each with the number of times that it had been corrected.
pub(super) type VersionedYears = Vec<(String, usize)>;

/// The years that count a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct YearSet {
    /// The years of the measure.
    pub(super) years: VersionedYears,
    /// The same years of the measure of which the group is the residual.
    pub(super) whole: VersionedYears,
}

/// All sets of years that any code of time means in any release.
pub(super) struct YearSets {
    pub(super) corrections: Corrections,
    sets: Vec<YearSet>,
    ids: BTreeMap<YearSet, YearsId>,
    /// The years of each code of time in each release, as the catalog has them.
    codes: Vec<BTreeMap<String, Vec<String>>>,
    /// By release, measure, whole and code of time.
    known: BTreeMap<(ReleaseIndex, String, Option<String>, String), YearsId>,
}

impl YearSets {
    pub(super) fn new(releases: &[&Release], corrections: Corrections) -> Self {
        let codes = releases.iter().map(|release| list_codes(&release.catalog));
        let mut sets = YearSets {
            corrections,
            sets: vec![],
            ids: BTreeMap::new(),
            codes: codes.collect(),
            known: BTreeMap::new(),
        };
        for (at, release) in releases.iter().enumerate() {
            let measures = release.tables.values().map(|table| (&table.measure, None));
            let parts = release.catalog.relations.part_of.iter();
            let parts = parts.map(|(part, whole)| (part, Some(whole.as_str())));
            for (measure, whole) in measures.chain(parts) {
                sets.add_codes(at, measure, whole);
            }
        }
        sets
    }

    /// Numbers the years of every code of time, for a measure or for a residual.
    fn add_codes(&mut self, at: ReleaseIndex, measure: &str, whole: Option<&str>) {
        for (code, years) in self.codes[at].clone() {
            let key = (at, measure.to_owned(), whole.map(str::to_owned), code);
            if years.is_empty() || self.known.contains_key(&key) {
                continue;
            }
            let set = YearSet {
                years: self.versions(at, measure, &years),
                whole: whole.map_or(vec![], |whole| self.versions(at, whole, &years)),
            };
            let id = self.id(set);
            self.known.insert(key, id);
        }
    }

    pub(super) fn set(&self, id: YearsId) -> &YearSet {
        &self.sets[id]
    }

    /// Returns the number of a set.
    pub(super) fn id(&mut self, set: YearSet) -> YearsId {
        let next = self.sets.len();
        let id = *self.ids.entry(set.clone()).or_insert(next);
        if id == next {
            self.sets.push(set);
        }
        id
    }

    /// Returns the number of a set, if it has one.
    pub(super) fn find(&self, set: &YearSet) -> Option<YearsId> {
        self.ids.get(set).copied()
    }

    /// Returns the years that a release counts at a code of time. `None`: it has no such years.
    pub(super) fn years_of_code(
        &self,
        at: ReleaseIndex,
        measure: &str,
        whole: Option<&str>,
        code: &str,
    ) -> Option<YearsId> {
        let key = (
            at,
            measure.to_owned(),
            whole.map(str::to_owned),
            code.to_owned(),
        );
        self.known.get(&key).copied()
    }

    /// Returns a code of time that means some years in a release.
    pub(super) fn code_of_years(
        &self,
        at: ReleaseIndex,
        measure: &str,
        years: YearsId,
    ) -> Option<String> {
        let mut codes = self.codes[at].keys();
        let means = |code: &&String| self.years_of_code(at, measure, None, code) == Some(years);
        codes.find(means).cloned()
    }

    /// Adds to each year how often a release had corrected it.
    pub(super) fn versions(
        &self,
        at: ReleaseIndex,
        measure: &str,
        years: &[String],
    ) -> VersionedYears {
        let version = |year: &String| {
            let version = self.corrections.version(at, measure, year);
            (year.clone(), version)
        };
        years.iter().map(version).collect()
    }

    /// Returns whether a release counts a year.
    pub(super) fn has_year(&self, at: ReleaseIndex, year: &str) -> bool {
        self.codes[at].contains_key(year)
    }
}

/// Lists the sorted years of every code of time.
fn list_codes(catalog: &Catalog) -> BTreeMap<String, Vec<String>> {
    let mut codes = BTreeMap::new();
    let time = catalog.dimension(&catalog.time);
    let known = time.map_or(vec![TOTAL], |time| time.codes().collect());
    for code in known {
        let mut years: Vec<String> = years_within(catalog, code).map(str::to_owned).collect();
        years.sort();
        years.dedup();
        codes.insert(code.to_owned(), years);
    }
    codes
}
