//! Finds the addresses that name the same cell, because the catalogs declare categories equal.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Release};

use super::combinations::{Category, category, self_and_ancestors, without_implied};

/// The classes of equal categories, of all releases together.
pub(super) struct Aliases(Vec<Vec<Member>>);

/// One of several equal categories.
struct Member {
    dimension: String,
    code: String,
    /// The categories that contain it: pinned beside an equal category, they restrict nothing more.
    ancestors: Vec<String>,
}

impl Aliases {
    /// Collects the categories that the catalogs declare equal.
    pub(super) fn from_releases(releases: &[&Release]) -> Self {
        let catalogs: Vec<&Catalog> = releases.iter().map(|release| &release.catalog).collect();
        let member = |(dimension, code): Category| Member {
            dimension: dimension.into(),
            code: code.into(),
            ancestors: ancestors(&catalogs, dimension, code),
        };
        let classes = equal_categories(&catalogs).into_iter();
        Aliases(
            classes
                .map(|class| class.into_iter().map(member).collect())
                .collect(),
        )
    }

    /// Returns the one address that stands for all addresses of the same persons: equal categories
    /// are replaced by one of them, and implied categories are left out.
    pub(super) fn canonical(&self, catalog: &Catalog, mut address: Address) -> Address {
        for class in &self.0 {
            replace_by_first(class, &mut address.pins);
        }
        without_implied(catalog, address)
    }
}

/// Joins pairs of equal categories into classes.
fn equal_categories<'a>(catalogs: &[&'a Catalog]) -> Vec<BTreeSet<Category<'a>>> {
    let mut classes: Vec<BTreeSet<Category>> = Vec::new();
    for (a, b) in catalogs.iter().flat_map(|catalog| &catalog.relations.equal) {
        let mut class = BTreeSet::from([category(a), category(b)]);
        let (joined, apart): (Vec<_>, Vec<_>) = classes
            .into_iter()
            .partition(|known| !known.is_disjoint(&class));
        class.extend(joined.into_iter().flatten());
        classes = apart;
        classes.push(class);
    }
    classes
}

/// Replaces every pinned member of a class by its first member. If that member's dimension is
/// pinned to another category, nobody is in the cell: it keeps its name, and the totals prove it
/// empty.
fn replace_by_first(class: &[Member], pins: &mut BTreeMap<String, String>) {
    let Some(first) = class.first() else { return };
    let pins_member = class
        .iter()
        .any(|member| pins.get(&member.dimension) == Some(&member.code));
    let pins_other = pins
        .get(&first.dimension)
        .is_some_and(|code| !first.is_within(code));
    if !pins_member || pins_other {
        return;
    }
    for member in class {
        let is_redundant = pins
            .get(&member.dimension)
            .is_some_and(|code| member.is_within(code));
        if is_redundant {
            pins.remove(&member.dimension);
        }
    }
    pins.insert(first.dimension.clone(), first.code.clone());
}

impl Member {
    /// Returns whether the member is this category of its dimension or lies in it.
    fn is_within(&self, code: &str) -> bool {
        self.code == code || self.ancestors.iter().any(|ancestor| ancestor == code)
    }
}

/// Lists the categories that contain a category, by the first catalog that has its dimension.
fn ancestors(catalogs: &[&Catalog], dimension: &str, code: &str) -> Vec<String> {
    let catalog = catalogs
        .iter()
        .find(|catalog| catalog.dimension(dimension).is_some());
    let Some(catalog) = catalog else {
        return vec![];
    };
    self_and_ancestors(catalog, (dimension, code))
        .skip(1)
        .map(Into::into)
        .collect()
}
