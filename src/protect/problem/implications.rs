//! Derives what the declared relations imply about whoever is in a cell: further categories, or that nobody can be there.
//!
//! Relations are applied as rules until nothing more follows. Addresses with the same result count the same persons,
//! whatever the records. Where rules contradict each other, the cell is a structural zero.

use std::collections::BTreeMap;

use cube::{Address, Catalog, Pin, Relations, TOTAL};

use crate::lattice::names::Lattice;
use crate::refusal::Refusal;

/// The relations of all catalogs together, as rules.
pub(crate) struct Implications {
    pub(crate) lattice: Lattice,
    implies: Vec<(Pin, Pin)>,
    impossible: Vec<(Pin, Pin)>,
    unions: Vec<(Pin, Vec<Pin>)>,
}

/// The cell is a structural zero.
struct Empty;

type Pins = BTreeMap<String, String>;

impl Implications {
    /// Collects the rules of all releases' catalogs, in their order.
    pub(crate) fn from_catalogs(catalogs: &[&Catalog]) -> Result<Self, Refusal> {
        let mut rules = Implications {
            lattice: Lattice::from_catalogs(catalogs)?,
            implies: vec![],
            impossible: vec![],
            unions: vec![],
        };
        for (release, catalog) in catalogs.iter().enumerate().rev() {
            rules.add_relations(release, &catalog.relations);
        }
        Ok(rules)
    }

    fn add_relations(&mut self, release: usize, relations: &Relations) {
        let pin = |pin: &Pin| self.name_pin(release, pin);
        let pair = |(one, other): &(Pin, Pin)| (pin(one), pin(other));
        let mut implies: Vec<(Pin, Pin)> = relations.implies.iter().map(pair).collect();
        for (one, other) in relations.equal.iter().map(pair) {
            implies.push((one.clone(), other.clone()));
            implies.push((other, one));
        }
        let mut unions = Vec::new();
        for (whole, parts) in &relations.unions {
            let (whole, parts): (Pin, Vec<Pin>) = (pin(whole), parts.iter().map(pin).collect());
            if whole.code != TOTAL {
                let implied = parts.iter().map(|part| (part.clone(), whole.clone()));
                implies.extend(implied);
            }
            unions.push((whole, parts));
        }
        let impossible: Vec<(Pin, Pin)> = relations.impossible.iter().map(pair).collect();
        self.implies.extend(implies);
        self.impossible.extend(impossible);
        self.unions.extend(unions);
    }

    /// A category by the names that it has in all releases.
    fn name_pin(&self, release: usize, pin: &Pin) -> Pin {
        let (id, code) = (&pin.dimension, &pin.code);
        Pin {
            dimension: self.lattice.dimension(release, id).to_owned(),
            code: self.lattice.category(release, id, code).to_owned(),
        }
    }

    /// Adds every category that follows from `address`, in the names of all releases; `None` for a structural zero.
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
            None => pin.code != TOTAL,
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
        pin.code == TOTAL
            || pins
                .get(&pin.dimension)
                .is_some_and(|code| self.is_within(&pin.dimension, code, &pin.code))
    }

    /// Whether nobody with these categories is in this one, since they are in another of its dimension.
    fn are_not_in(&self, pins: &Pins, pin: &Pin) -> bool {
        pins.get(&pin.dimension).is_some_and(|code| {
            let lattice = &self.lattice;
            lattice.are_disjoint(&pin.dimension, code, &pin.code)
        })
    }

    fn is_within(&self, dimension: &str, inner: &str, outer: &str) -> bool {
        self.lattice.is_within(dimension, inner, outer)
    }
}
