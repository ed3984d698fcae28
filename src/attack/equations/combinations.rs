//! Decides which combinations of categories are impossible, and which categories are implied.
//!
//! It reasons about one person at a time, from the relations that the catalog declares.

use std::collections::BTreeSet;

use cube::{Address, Catalog, Pin, TOTAL};

/// A category by its dimension and code.
pub(super) type Category<'a> = (&'a str, &'a str);

/// The categories that one person is known to be in, and those that they are known not to be in.
#[derive(Default)]
struct Person<'a> {
    is_in: BTreeSet<Category<'a>>,
    is_not_in: BTreeSet<Category<'a>>,
}

/// Lists the dimensions that occur in declared relations between categories.
pub(super) fn related_dimensions(catalog: &Catalog) -> BTreeSet<&str> {
    let relations = &catalog.relations;
    let mut related: Vec<&Pin> = Vec::new();
    for (a, b) in relations
        .equal
        .iter()
        .chain(&relations.implies)
        .chain(&relations.impossible)
    {
        related.extend([a, b]);
    }
    for (whole, parts) in &relations.unions {
        related.push(whole);
        related.extend(parts);
    }
    related.iter().map(|pin| pin.dimension.as_str()).collect()
}

/// Returns whether the categories of an address exclude each other, so that nobody can be there.
pub(super) fn is_impossible(catalog: &Catalog, address: &Address) -> bool {
    let mut person = Person::default();
    for (dimension, code) in &address.pins {
        person.enter(catalog, (dimension, code));
    }
    loop {
        let before = person.known_categories();
        person.apply_relations(catalog);
        if person.is_contradictory(catalog) {
            return true;
        }
        if person.known_categories() == before {
            return false;
        }
    }
}

/// Removes the categories of an address that its other categories imply.
pub(super) fn without_implied(catalog: &Catalog, mut address: Address) -> Address {
    for (inner, outer) in implications(catalog) {
        if inner.dimension == outer.dimension {
            continue;
        }
        // The address lies within `inner`, and pins `outer` or a category that contains it.
        let is_inner = address.pins.get(&inner.dimension).is_some_and(|code| {
            self_and_ancestors(catalog, (&inner.dimension, code)).any(|above| above == inner.code)
        });
        let pins_outer = address.pins.get(&outer.dimension).is_some_and(|code| {
            self_and_ancestors(catalog, category(outer)).any(|above| above == code)
        });
        if is_inner && pins_outer {
            address.pins.remove(&outer.dimension);
        }
    }
    address
}

/// Lists pairs of categories whose first one implies the second: as declared, or as part of a union.
fn implications(catalog: &Catalog) -> Vec<(&Pin, &Pin)> {
    let relations = &catalog.relations;
    let mut implications: Vec<(&Pin, &Pin)> = relations
        .implies
        .iter()
        .map(|(inner, outer)| (inner, outer))
        .collect();
    for (whole, parts) in &relations.unions {
        if whole.code != TOTAL {
            implications.extend(parts.iter().map(|part| (part, whole)));
        }
    }
    implications
}

impl<'a> Person<'a> {
    /// Counts what is known, to see whether a step added anything.
    fn known_categories(&self) -> (usize, usize) {
        (self.is_in.len(), self.is_not_in.len())
    }

    /// Adds a category that the person is in, and all that contain it.
    fn enter(&mut self, catalog: &'a Catalog, (dimension, code): Category<'a>) {
        let codes = self_and_ancestors(catalog, (dimension, code));
        self.is_in.extend(codes.map(|code| (dimension, code)));
    }

    /// Returns whether the person is in a category.
    fn is_in(&self, pin: &'a Pin) -> bool {
        pin.code == TOTAL || self.is_in.contains(&category(pin))
    }

    /// Returns whether the person cannot be in a category: they are not in one that contains it, or
    /// are in one that excludes it.
    fn cannot_be_in(&self, catalog: &Catalog, (dimension, code): Category<'_>) -> bool {
        let is_outside = self_and_ancestors(catalog, (dimension, code))
            .any(|above| self.is_not_in.contains(&(dimension, above)));
        is_outside
            || self.is_in.iter().any(|(other, known)| {
                *other == dimension && are_exclusive(catalog, dimension, known, code)
            })
    }

    /// Returns whether the person is in a category that they cannot be in.
    fn is_contradictory(&self, catalog: &Catalog) -> bool {
        self.is_in
            .iter()
            .any(|category| self.cannot_be_in(catalog, *category))
    }

    /// Adds what each declared relation implies.
    fn apply_relations(&mut self, catalog: &'a Catalog) {
        let relations = &catalog.relations;
        for (inner, outer) in &relations.implies {
            self.apply_implication(catalog, inner, outer);
        }
        for (one, other) in &relations.equal {
            self.apply_implication(catalog, one, other);
            self.apply_implication(catalog, other, one);
        }
        for (one, other) in &relations.impossible {
            if self.is_in(one) {
                self.is_not_in.insert(category(other));
            }
            if self.is_in(other) {
                self.is_not_in.insert(category(one));
            }
        }
        for (whole, parts) in &relations.unions {
            self.apply_union(catalog, whole, parts);
        }
    }

    /// Everybody in `inner` is in `outer`.
    fn apply_implication(&mut self, catalog: &'a Catalog, inner: &'a Pin, outer: &'a Pin) {
        if self.is_in(inner) {
            self.enter(catalog, category(outer));
        }
        if self.cannot_be_in(catalog, category(outer)) {
            self.is_not_in.insert(category(inner));
        }
    }

    /// Everybody in `whole` is in exactly one of `parts`.
    fn apply_union(&mut self, catalog: &'a Catalog, whole: &'a Pin, parts: &'a [Pin]) {
        let is_total = whole.code == TOTAL;
        let possible: Vec<&Pin> = parts
            .iter()
            .filter(|part| !self.cannot_be_in(catalog, category(part)))
            .collect();
        if possible.is_empty() && is_total {
            // Everybody is in some part: such a person does not exist.
            self.is_not_in.extend(self.is_in.clone());
        } else if possible.is_empty() {
            self.is_not_in.insert(category(whole));
        }
        if let ([part], true) = (&possible[..], is_total || self.is_in(whole)) {
            self.enter(catalog, category(part));
        }
        if !is_total && self.cannot_be_in(catalog, category(whole)) {
            self.is_not_in.extend(parts.iter().map(category));
        }
        for part in parts {
            if !self.is_in(part) {
                continue;
            }
            if !is_total {
                self.enter(catalog, category(whole));
            }
            let others = parts.iter().filter(|other| *other != part);
            self.is_not_in.extend(others.map(category));
        }
    }
}

/// Returns a pinned category.
pub(super) fn category(pin: &Pin) -> Category<'_> {
    (&pin.dimension, &pin.code)
}

/// Lists a category and those that contain it, the nearest first.
pub(super) fn self_and_ancestors<'a>(
    catalog: &'a Catalog,
    (dimension, code): Category<'a>,
) -> impl Iterator<Item = &'a str> {
    let known = catalog.dimension(dimension);
    // Files may claim anything, even that a category contains itself: so the search ends.
    let ancestors = known
        .into_iter()
        .flat_map(move |known| known.ancestors(code).take(known.categories.len()));
    std::iter::once(code).chain(ancestors)
}

/// Returns whether nobody can be in both categories of a dimension.
fn are_exclusive(catalog: &Catalog, dimension: &str, a: &str, b: &str) -> bool {
    let Some(known) = catalog.dimension(dimension) else {
        return false;
    };
    let (Some(one), Some(other)) = (known.category(a), known.category(b)) else {
        return false;
    };
    if known.multi_response {
        return one.unknown != other.unknown;
    }
    let is_within = |inner, outer: &str| {
        self_and_ancestors(catalog, (dimension, inner)).any(|above| above == outer)
    };
    !is_within(a, b) && !is_within(b, a)
}
