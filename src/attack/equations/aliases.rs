//! Categories that always hold the same persons, so that several addresses are one cell.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Pin, Release};

/// The classes of equal categories of all releases together.
pub(crate) struct Sameness(Vec<Vec<Member>>);

/// One of several equal categories.
struct Member {
    dimension: String,
    code: String,
    /// The categories that contain it: pinned beside an equal category they say nothing more.
    ancestors: Vec<String>,
}

impl Sameness {
    /// What the catalogs declare as equal.
    pub(crate) fn of(releases: &[&Release]) -> Self {
        let catalogs: Vec<&Catalog> = releases.iter().map(|release| &release.catalog).collect();
        let mut classes: Vec<BTreeSet<(&str, &str)>> = Vec::new();
        for (a, b) in catalogs.iter().flat_map(|catalog| &catalog.relations.equal) {
            let mut class = BTreeSet::from([pair(a), pair(b)]);
            let (joined, apart): (Vec<_>, Vec<_>) = classes
                .into_iter()
                .partition(|known| !known.is_disjoint(&class));
            class.extend(joined.into_iter().flatten());
            classes = apart;
            classes.push(class);
        }
        let member = |(dimension, code): (&str, &str)| Member {
            dimension: dimension.into(),
            code: code.into(),
            ancestors: ancestors(&catalogs, dimension, code),
        };
        Sameness(
            classes
                .into_iter()
                .map(|class| class.into_iter().map(member).collect())
                .collect(),
        )
    }

    /// The one address that stands for all that hold the same persons.
    pub(crate) fn canonical(&self, address: Address) -> Address {
        self.0.iter().fold(address, |address, class| Address {
            pins: rewrite(class, address.pins),
            ..address
        })
    }
}

/// Replaces whatever is pinned of a class by its first member. Where that member's dimension is pinned to something
/// else, nobody is in the cell; it keeps its name, and the totals prove it empty.
fn rewrite(class: &[Member], mut pins: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let (Some(first), true) = (
        class.first(),
        class
            .iter()
            .any(|member| pins.get(&member.dimension) == Some(&member.code)),
    ) else {
        return pins;
    };
    if pins
        .get(&first.dimension)
        .is_some_and(|code| !first.is_within(code))
    {
        return pins;
    }
    for member in class {
        if pins
            .get(&member.dimension)
            .is_some_and(|code| member.is_within(code))
        {
            pins.remove(&member.dimension);
        }
    }
    pins.insert(first.dimension.clone(), first.code.clone());
    pins
}

impl Member {
    fn is_within(&self, code: &str) -> bool {
        self.code == code || self.ancestors.iter().any(|ancestor| ancestor == code)
    }
}

fn pair(pin: &Pin) -> (&str, &str) {
    (&pin.dimension, &pin.code)
}

fn ancestors(catalogs: &[&Catalog], dimension: &str, code: &str) -> Vec<String> {
    let Some(dimension) = catalogs
        .iter()
        .find_map(|catalog| catalog.dimension(dimension))
    else {
        return vec![];
    };
    // Files may say anything, also that a category contains itself.
    dimension
        .ancestors(code)
        .take(dimension.categories.len())
        .map(Into::into)
        .collect()
}
