//! Derives what the declared relations imply about whoever is in a cell: further categories, or that nobody can be there.
//!
//! Relations are applied as rules until nothing more follows. Addresses with the same result count the same persons,
//! whatever the records. Where rules contradict each other, the cell is a structural zero.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Dimension, Pin, TOTAL};

/// The relations of all catalogs together, as rules.
pub(crate) struct Implications {
    dimensions: BTreeMap<String, Dimension>,
    implies: Vec<(Pin, Pin)>,
    impossible: Vec<(Pin, Pin)>,
    unions: Vec<(Pin, Vec<Pin>)>,
}

/// The cell is a structural zero.
struct Empty;

type Pins = BTreeMap<String, String>;

impl Implications {
    /// Collects the rules of `catalogs`. A dimension is taken from the first catalog that has it.
    pub(crate) fn from_catalogs(catalogs: &[&Catalog]) -> Self {
        let mut rules = Implications {
            dimensions: BTreeMap::new(),
            implies: vec![],
            impossible: vec![],
            unions: vec![],
        };
        for catalog in catalogs {
            for dimension in &catalog.dimensions {
                rules
                    .dimensions
                    .entry(dimension.id.clone())
                    .or_insert_with(|| dimension.clone());
            }
            let relations = &catalog.relations;
            rules.implies.extend_from_slice(&relations.implies);
            for (one, other) in &relations.equal {
                rules.implies.push((one.clone(), other.clone()));
                rules.implies.push((other.clone(), one.clone()));
            }
            for (whole, parts) in &relations.unions {
                if whole.code != TOTAL {
                    let implied = parts.iter().map(|part| (part.clone(), whole.clone()));
                    rules.implies.extend(implied);
                }
            }
            rules.impossible.extend_from_slice(&relations.impossible);
            rules.unions.extend_from_slice(&relations.unions);
        }
        rules
    }

    /// Adds every category that follows from `address`; `None` for a structural zero.
    pub(crate) fn saturate(&self, address: &Address) -> Option<Address> {
        let mut pins = address.pins.clone();
        while self.apply_rules(&mut pins).ok()? {}
        Some(Address {
            measure: address.measure.clone(),
            pins,
        })
    }

    /// Applies every rule once; returns whether a category was added.
    fn apply_rules(&self, pins: &mut Pins) -> Result<bool, Empty> {
        let mut added = false;
        for (inner, outer) in &self.implies {
            if self.are_in(pins, inner) {
                added |= self.add(pins, outer)?;
            }
        }
        for (whole, parts) in &self.unions {
            if whole.code == TOTAL || self.are_in(pins, whole) {
                let possible = parts.iter().filter(|part| !self.are_not_in(pins, part));
                match possible.collect::<Vec<&Pin>>().as_slice() {
                    [] => return Err(Empty),
                    [part] => added |= self.add(pins, part)?,
                    _ => {}
                }
            }
        }
        for (one, other) in &self.impossible {
            if self.are_in(pins, one) && self.are_in(pins, other) {
                return Err(Empty);
            }
        }
        Ok(added)
    }

    /// Pins a category, or a narrower one than before; returns whether that changed anything.
    fn add(&self, pins: &mut Pins, pin: &Pin) -> Result<bool, Empty> {
        let is_new = match pins.get(&pin.dimension) {
            None => true,
            Some(code) => *code != pin.code && self.is_within(&pin.dimension, &pin.code, code),
        };
        if is_new {
            pins.insert(pin.dimension.clone(), pin.code.clone());
            Ok(true)
        } else if self.are_not_in(pins, pin) {
            Err(Empty)
        } else {
            Ok(false)
        }
    }

    /// Whether everybody with these categories is in this one, too.
    fn are_in(&self, pins: &Pins, pin: &Pin) -> bool {
        pins.get(&pin.dimension)
            .is_some_and(|code| self.is_within(&pin.dimension, code, &pin.code))
    }

    /// Whether nobody with these categories is in this one, since they are in another of its dimension.
    fn are_not_in(&self, pins: &Pins, pin: &Pin) -> bool {
        let Some(code) = pins.get(&pin.dimension) else {
            return false;
        };
        let are_nested = self.is_within(&pin.dimension, code, &pin.code)
            || self.is_within(&pin.dimension, &pin.code, code);
        let dimension = self.dimensions.get(&pin.dimension);
        !are_nested && dimension.is_some_and(|dimension| are_disjoint(dimension, code, &pin.code))
    }

    fn is_within(&self, dimension: &str, inner: &str, outer: &str) -> bool {
        if inner == outer {
            return true;
        }
        let Some(dimension) = self.dimensions.get(dimension) else {
            return false;
        };
        // An earlier catalog may be broken so that a category contains itself; the limit ends that.
        dimension
            .ancestors(inner)
            .take(dimension.categories.len())
            .any(|ancestor| ancestor == outer)
    }
}

/// Whether nobody can be in two categories, neither of which contains the other. With several responses a person can,
/// unless one of the two means "not known".
fn are_disjoint(dimension: &Dimension, one: &str, other: &str) -> bool {
    let is_unknown = |code| {
        dimension
            .category(code)
            .is_some_and(|category| category.unknown)
    };
    !dimension.multi_response || is_unknown(one) || is_unknown(other)
}
