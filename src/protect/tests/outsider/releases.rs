//! Collects everything that several releases publish, and compares each with the one before it.

use std::collections::BTreeMap;

use cube::{Address, Release};

use super::search::Outsider;

impl Outsider {
    /// Writes down what every table says, one by one.
    pub fn from_releases(releases: &[&Release]) -> Self {
        Self::from_tables(releases, false)
    }

    /// The same, and that one table of persons stands behind every three that cross three dimensions two by two.
    /// Both give a count the same index.
    pub fn from_releases_with_triples(releases: &[&Release]) -> Self {
        Self::from_tables(releases, true)
    }

    fn from_tables(releases: &[&Release], with_triples: bool) -> Self {
        let mut outsider = Outsider::default();
        for (at, release) in releases.iter().enumerate() {
            for table in release.tables.values() {
                outsider.add_table(at, release, table);
            }
        }
        for (at, release) in releases.iter().enumerate() {
            let relations = &release.catalog.relations;
            for (part, whole) in &relations.part_of {
                outsider.add_part(at, release, (part, whole), None);
                for (_, category) in relations.within.iter().filter(|(of, _)| of == part) {
                    let category = (category.dimension.as_str(), category.code.as_str());
                    outsider.add_part(at, release, (part, whole), Some(category));
                    outsider.add_others(at, release, (part, whole), category);
                }
            }
        }
        for at in 1..releases.len() {
            outsider.compare((at - 1, releases[at - 1]), (at, releases[at]));
        }
        for (at, release) in releases.iter().enumerate().filter(|_| with_triples) {
            outsider.add_triples(at, release);
        }
        outsider.simplify();
        outsider.most = outsider.known.iter().flatten().copied().max().unwrap_or(0) * 3;
        outsider
    }

    /// Merges the terms of each sum: where categories are equal, a total can be its own part.
    pub(super) fn simplify(&mut self) {
        let nobody = self.names.get("nobody").copied();
        for sum in &mut self.sums {
            let mut terms: BTreeMap<usize, i64> = BTreeMap::new();
            sum.drain(..)
                .for_each(|(at, by)| *terms.entry(at).or_default() += by);
            sum.extend(
                terms
                    .into_iter()
                    .filter(|(at, by)| *by != 0 && Some(*at) != nobody),
            );
            assert!(sum.iter().all(|(_, by)| by.abs() == 1));
        }
        self.sums.sort_unstable();
        self.sums.dedup();
    }

    /// Those whom the later release counts and the earlier one does not, at every address over all years.
    fn compare(&mut self, (before, old): (usize, &Release), (after, new): (usize, &Release)) {
        let codes = |release: &Release| -> Vec<String> {
            release.catalog.dimensions[0]
                .categories
                .iter()
                .map(|year| year.code.clone())
                .collect()
        };
        let came: Vec<String> = codes(new)
            .into_iter()
            .filter(|year| !codes(old).contains(year))
            .collect();
        let time = &new.catalog.time;
        let addresses: Vec<Address> = new
            .tables
            .values()
            .flat_map(|table| table.addressed())
            .map(|(address, _)| address)
            .collect();
        for address in addresses
            .iter()
            .filter(|address| !address.pins.contains_key(time))
        {
            if [old, new]
                .iter()
                .any(|release| Self::outcome(release, address).is_some_and(|(settled, _)| !settled))
            {
                continue;
            }
            let Some(was) = self.names.get(&Self::name(before, old, address)).copied() else {
                continue;
            };
            let is = self.cell(after, new, address);
            let mut sum = vec![(is, 1), (was, -1)];
            for year in &came {
                let mut in_year = address.clone();
                in_year.pins.insert(time.clone(), year.clone());
                match self.names.get(&Self::name(after, new, &in_year)) {
                    Some(id) => sum.push((*id, -1)),
                    None => {
                        let since = self.number(format!("{after}: since {address}"));
                        self.judged[since] = true;
                        sum.truncate(2);
                        sum.push((since, -1));
                        break;
                    }
                }
            }
            self.sums.push(sum);
        }
    }
}
