//! Gives every measure and dimension the identifier that it has in the last release.

use std::collections::BTreeMap;

use cube::{Catalog, Release};

/// The last identifiers of what each release names otherwise.
pub(super) struct Identifiers {
    measures: Vec<BTreeMap<String, String>>,
    dimensions: Vec<BTreeMap<String, String>>,
}

/// What a catalog lists by identifier: the identifier, and the one that it replaces.
type Listed<'a> = Vec<(&'a str, Option<&'a str>)>;

impl Identifiers {
    pub(super) fn from_releases(releases: &[&Release]) -> Self {
        Identifiers {
            measures: last_identifiers(releases, list_measures),
            dimensions: last_identifiers(releases, list_dimensions),
        }
    }

    /// Returns the last identifier of a measure of a release.
    pub(super) fn measure<'a>(&'a self, at: usize, id: &'a str) -> &'a str {
        self.measures[at].get(id).map_or(id, String::as_str)
    }

    /// Returns the last identifier of a dimension of a release.
    pub(super) fn dimension<'a>(&'a self, at: usize, id: &'a str) -> &'a str {
        self.dimensions[at].get(id).map_or(id, String::as_str)
    }
}

fn list_measures(catalog: &Catalog) -> Listed<'_> {
    let measures = catalog.measures.iter();
    measures
        .map(|measure| (measure.id.as_str(), measure.replaces.as_deref()))
        .collect()
}

fn list_dimensions(catalog: &Catalog) -> Listed<'_> {
    let dimensions = catalog.dimensions.iter();
    dimensions
        .map(|dimension| (dimension.id.as_str(), dimension.replaces.as_deref()))
        .collect()
}

/// Follows each identifier to the next release that has it or replaces it, from the last one back.
fn last_identifiers(
    releases: &[&Release],
    list: impl Fn(&Catalog) -> Listed<'_>,
) -> Vec<BTreeMap<String, String>> {
    let mut last: Vec<BTreeMap<String, String>> = vec![BTreeMap::new(); releases.len()];
    for at in (0..releases.len()).rev() {
        for (id, _) in list(&releases[at].catalog) {
            let mut found = id.to_owned();
            for later in at + 1..releases.len() {
                let listed = list(&releases[later].catalog);
                let same = listed.iter().find(|(other, _)| *other == id);
                let next = same.or_else(|| listed.iter().find(|(_, before)| *before == Some(id)));
                if let Some((next, _)) = next {
                    found = last[later]
                        .get(*next)
                        .cloned()
                        .unwrap_or_else(|| (*next).to_owned());
                    break;
                }
            }
            last[at].insert(id.to_owned(), found);
        }
    }
    last
}
