//! Combinations of categories in which nobody can be, and categories that say nothing beside others: what follows from
//! declared relations for one person.

use std::collections::BTreeSet;

use cube::{Address, Catalog, Pin, TOTAL};

/// A category by its dimension and code.
pub(crate) type Name<'a> = (&'a str, &'a str);

/// What is known of one person: the categories that they are in, and those that they are not in.
#[derive(Default)]
struct Person<'a> {
    is_in: BTreeSet<Name<'a>>,
    is_not_in: BTreeSet<Name<'a>>,
}

/// The dimensions of which relations speak.
pub(crate) fn related(catalog: &Catalog) -> BTreeSet<&str> {
    let relations = &catalog.relations;
    let pairs = relations
        .equal
        .iter()
        .chain(&relations.implies)
        .chain(&relations.impossible);
    let unions = relations
        .unions
        .iter()
        .flat_map(|(whole, parts)| parts.iter().chain([whole]));
    pairs
        .flat_map(|(a, b)| [a, b])
        .chain(unions)
        .map(|pin| pin.dimension.as_str())
        .collect()
}

/// Whether nobody can be at an address, whatever the records say: its categories exclude each other.
pub(crate) fn is_empty(catalog: &Catalog, address: &Address) -> bool {
    let mut person = Person::default();
    for (dimension, code) in &address.pins {
        person.enter(catalog, (dimension, code));
    }
    loop {
        let before = (person.is_in.len(), person.is_not_in.len());
        person.conclude(catalog);
        if person
            .is_in
            .iter()
            .any(|category| person.lacks(catalog, *category))
        {
            return true;
        }
        if (person.is_in.len(), person.is_not_in.len()) == before {
            return false;
        }
    }
}

/// The address without the categories that others of it imply: everybody in those is in them.
pub(crate) fn without_implied(catalog: &Catalog, mut address: Address) -> Address {
    let relations = &catalog.relations;
    let unions = relations
        .unions
        .iter()
        .filter(|(whole, _)| whole.code != TOTAL);
    let parts = unions.flat_map(|(whole, parts)| parts.iter().map(move |part| (part, whole)));
    for (inner, outer) in relations
        .implies
        .iter()
        .map(|(inner, outer)| (inner, outer))
        .chain(parts)
    {
        let within = |pin: &Pin| {
            let code = address.pins.get(&pin.dimension);
            code.is_some_and(|code| {
                lineage(catalog, (&pin.dimension, code)).any(|above| above == pin.code)
            })
        };
        let beside = address.pins.get(&outer.dimension);
        let says_nothing =
            beside.is_some_and(|code| lineage(catalog, name(outer)).any(|above| above == code));
        if inner.dimension != outer.dimension && within(inner) && says_nothing {
            address.pins.remove(&outer.dimension);
        }
    }
    address
}

impl<'a> Person<'a> {
    fn enter(&mut self, catalog: &'a Catalog, (dimension, code): Name<'a>) {
        self.is_in
            .extend(lineage(catalog, (dimension, code)).map(|code| (dimension, code)));
    }

    /// Whether they are in a category.
    fn has(&self, pin: &'a Pin) -> bool {
        pin.code == TOTAL || self.is_in.contains(&name(pin))
    }

    /// Whether they cannot be in a category: they are not in one that contains it, or are in one that excludes it.
    fn lacks(&self, catalog: &Catalog, (dimension, code): Name<'_>) -> bool {
        lineage(catalog, (dimension, code))
            .any(|above| self.is_not_in.contains(&(dimension, above)))
            || self.is_in.iter().any(|(other, held)| {
                *other == dimension && are_apart(catalog, dimension, held, code)
            })
    }

    /// What each relation says of them.
    fn conclude(&mut self, catalog: &'a Catalog) {
        let relations = &catalog.relations;
        let both_ways = relations.equal.iter().flat_map(|(a, b)| [(a, b), (b, a)]);
        for (inner, outer) in relations
            .implies
            .iter()
            .map(|(inner, outer)| (inner, outer))
            .chain(both_ways)
        {
            if self.has(inner) {
                self.enter(catalog, name(outer));
            }
            if self.lacks(catalog, name(outer)) {
                self.is_not_in.insert(name(inner));
            }
        }
        for (one, other) in relations
            .impossible
            .iter()
            .flat_map(|(a, b)| [(a, b), (b, a)])
        {
            if self.has(one) {
                self.is_not_in.insert(name(other));
            }
        }
        for (whole, parts) in &relations.unions {
            self.divide(catalog, whole, parts);
        }
    }

    /// A category that consists of others, each person in one of them.
    fn divide(&mut self, catalog: &'a Catalog, whole: &'a Pin, parts: &'a [Pin]) {
        let is_whole = whole.code == TOTAL;
        let possible: Vec<&Pin> = parts
            .iter()
            .filter(|part| !self.lacks(catalog, name(part)))
            .collect();
        if possible.is_empty() {
            // Nobody is in nothing at all: then the person does not exist.
            self.is_not_in.extend(if is_whole {
                self.is_in.clone()
            } else {
                BTreeSet::from([name(whole)])
            });
        }
        if let ([part], true) = (&possible[..], is_whole || self.has(whole)) {
            self.enter(catalog, name(part));
        }
        if !is_whole && self.lacks(catalog, name(whole)) {
            self.is_not_in.extend(parts.iter().map(name));
        }
        for part in parts {
            if self.has(part) {
                if !is_whole {
                    self.enter(catalog, name(whole));
                }
                self.is_not_in
                    .extend(parts.iter().filter(|other| *other != part).map(name));
            }
        }
    }
}

fn name(pin: &Pin) -> Name<'_> {
    (&pin.dimension, &pin.code)
}

/// A category and those that contain it.
pub(crate) fn lineage<'a>(
    catalog: &'a Catalog,
    (dimension, code): Name<'a>,
) -> impl Iterator<Item = &'a str> {
    let known = catalog.dimension(dimension);
    // Files may say anything, also that a category contains itself.
    let above = known
        .into_iter()
        .flat_map(move |known| known.ancestors(code).take(known.categories.len()));
    std::iter::once(code).chain(above)
}

/// Whether nobody is in both categories of a dimension.
fn are_apart(catalog: &Catalog, dimension: &str, a: &str, b: &str) -> bool {
    let Some(known) = catalog.dimension(dimension) else {
        return false;
    };
    let (Some(one), Some(other)) = (known.category(a), known.category(b)) else {
        return false;
    };
    if known.multi_response {
        return one.unknown != other.unknown;
    }
    let within =
        |inner, outer: &str| lineage(catalog, (dimension, inner)).any(|above| above == outer);
    !within(a, b) && !within(b, a)
}
