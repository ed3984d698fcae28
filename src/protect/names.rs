//! What everybody knows of whoever is in a cell: categories that follow from those that it pins, and combinations in
//! which nobody can be.
//!
//! Relations are used as rules until nothing more follows. Addresses of which the same follows hold the same persons,
//! whatever the records; where the rules contradict each other, the cell is a structural zero.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Dimension, Pin, TOTAL};

/// The relations of all catalogs together, as rules.
pub(crate) struct Names {
    dimensions: BTreeMap<String, Dimension>,
    implies: Vec<(Pin, Pin)>,
    impossible: Vec<(Pin, Pin)>,
    unions: Vec<(Pin, Vec<Pin>)>,
}

/// Nobody can be in the cell.
struct Empty;

type Pins = BTreeMap<String, String>;

impl Names {
    /// What the catalogs declare; a dimension is the first catalog's that has it.
    pub(crate) fn of(catalogs: &[&Catalog]) -> Self {
        let mut names = Names {
            dimensions: BTreeMap::new(),
            implies: vec![],
            impossible: vec![],
            unions: vec![],
        };
        for catalog in catalogs {
            for dimension in &catalog.dimensions {
                names
                    .dimensions
                    .entry(dimension.id.clone())
                    .or_insert_with(|| dimension.clone());
            }
            let relations = &catalog.relations;
            names.implies.extend(relations.implies.iter().cloned());
            names.implies.extend(
                relations
                    .equal
                    .iter()
                    .flat_map(|(a, b)| [(a.clone(), b.clone()), (b.clone(), a.clone())]),
            );
            let parts = relations
                .unions
                .iter()
                .filter(|(whole, _)| whole.code != TOTAL);
            names.implies.extend(
                parts.flat_map(|(whole, parts)| {
                    parts.iter().map(|part| (part.clone(), whole.clone()))
                }),
            );
            names
                .impossible
                .extend(relations.impossible.iter().cloned());
            names.unions.extend(relations.unions.iter().cloned());
        }
        names
    }

    /// The address with everything pinned that follows from it; `None` where nobody can be.
    pub(crate) fn saturated(&self, address: &Address) -> Option<Address> {
        let mut pins = address.pins.clone();
        while self.follow(&mut pins).ok()? {}
        Some(Address {
            measure: address.measure.clone(),
            pins,
        })
    }

    /// Applies every rule once, and says whether anything followed.
    fn follow(&self, pins: &mut Pins) -> Result<bool, Empty> {
        let mut more = false;
        for (inner, outer) in &self.implies {
            if self.holds(pins, inner) {
                more |= self.add(pins, outer)?;
            }
        }
        for (whole, parts) in &self.unions {
            if whole.code == TOTAL || self.holds(pins, whole) {
                let open: Vec<&Pin> = parts
                    .iter()
                    .filter(|part| !self.excludes(pins, part))
                    .collect();
                match open.as_slice() {
                    [] => return Err(Empty),
                    [part] => more |= self.add(pins, part)?,
                    _ => {}
                }
            }
        }
        let both = |(one, other): &(Pin, Pin)| self.holds(pins, one) && self.holds(pins, other);
        if self.impossible.iter().any(both) {
            Err(Empty)
        } else {
            Ok(more)
        }
    }

    fn add(&self, pins: &mut Pins, pin: &Pin) -> Result<bool, Empty> {
        let Some(held) = pins.get(&pin.dimension) else {
            pins.insert(pin.dimension.clone(), pin.code.clone());
            return Ok(true);
        };
        if self.is_within(&pin.dimension, &pin.code, held) && *held != pin.code {
            pins.insert(pin.dimension.clone(), pin.code.clone());
            return Ok(true);
        }
        if self.excludes(pins, pin) {
            Err(Empty)
        } else {
            Ok(false)
        }
    }

    /// Whether whoever is here is in a category.
    fn holds(&self, pins: &Pins, pin: &Pin) -> bool {
        pins.get(&pin.dimension)
            .is_some_and(|held| self.is_within(&pin.dimension, held, &pin.code))
    }

    /// Whether nobody here is in a category, because they are in another one of its dimension.
    fn excludes(&self, pins: &Pins, pin: &Pin) -> bool {
        let Some(held) = pins.get(&pin.dimension) else {
            return false;
        };
        let within = |inner: &str, outer: &str| self.is_within(&pin.dimension, inner, outer);
        let apart = !within(held, &pin.code) && !within(&pin.code, held);
        apart
            && self
                .dimensions
                .get(&pin.dimension)
                .is_some_and(|dimension| excludes(dimension, held, &pin.code))
    }

    fn is_within(&self, dimension: &str, inner: &str, outer: &str) -> bool {
        inner == outer
            || self.dimensions.get(dimension).is_some_and(|dimension| {
                // Catalogs of earlier releases may say anything, also that a category contains itself.
                dimension
                    .ancestors(inner)
                    .take(dimension.categories.len())
                    .any(|above| above == outer)
            })
    }
}

/// Whether nobody can be in two categories, none of which contains the other. Who may give several answers can be in
/// both, unless one of them is that there is no answer.
fn excludes(dimension: &Dimension, one: &str, other: &str) -> bool {
    let unknown = |code| {
        dimension
            .category(code)
            .is_some_and(|category| category.unknown)
    };
    !dimension.multi_response || unknown(one) || unknown(other)
}
