//! What everybody knows beyond totals and code lists, as equations: who implies whom, who excludes whom, which categories
//! together are another one, and which measure is part of which.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Pin, TOTAL};

use crate::family::{Family, Frame};
use crate::problem::{Kind, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// Writes down what a release's catalog declares, wherever the numbers that it speaks of are known.
    pub(crate) fn relations(&mut self, family: &Family) {
        let relations = &family.catalog.relations;
        for (inner, outer) in &relations.implies {
            self.at_every(family, inner, |writer, address, of_inner, beside| {
                if let Some(of_outer) = beside(writer, outer) {
                    let rest = writer.slack(address);
                    writer.write([(of_outer, 1), (of_inner, -1), (rest, -1)]);
                }
            });
        }
        for (one, other) in &relations.impossible {
            let everybody = Pin {
                dimension: one.dimension.clone(),
                code: TOTAL.into(),
            };
            self.at_every(family, one, |writer, address, of_one, beside| {
                if let (Some(of_other), Some(all)) =
                    (beside(writer, other), beside(writer, &everybody))
                {
                    let rest = writer.slack(address);
                    writer.write([(all, 1), (of_one, -1), (of_other, -1), (rest, -1)]);
                }
            });
        }
        for (whole, parts) in &relations.unions {
            let Some(first) = parts.first() else { continue };
            self.at_every(family, first, |writer, _, _, beside| {
                let of_parts: Option<Vec<Variable>> =
                    parts.iter().map(|part| beside(writer, part)).collect();
                if let (Some(of_whole), Some(of_parts)) = (beside(writer, whole), of_parts) {
                    writer.write(
                        of_parts
                            .into_iter()
                            .map(|part| (part, -1))
                            .chain([(of_whole, 1)]),
                    );
                }
            });
        }
    }

    /// Calls `say` with every cell of a category, and with how to find the cell of another category that has all else in
    /// common with it.
    fn at_every(
        &mut self,
        family: &Family,
        category: &Pin,
        say: impl Fn(&mut Self, &Address, Variable, &Beside),
    ) {
        for address in family.addresses() {
            let held = address.pins.get(&category.dimension) == Some(&category.code);
            let Some(variable) = self.known(family, address).filter(|_| held) else {
                continue;
            };
            let mut others = address.clone();
            others.pins.remove(&category.dimension);
            say(self, address, variable, &|writer, pin| {
                let mut beside = others.clone();
                let taken = pin.code != TOTAL
                    && beside
                        .pins
                        .insert(pin.dimension.clone(), pin.code.clone())
                        .is_some();
                if taken {
                    None
                } else {
                    writer.known(family, &beside)
                }
            });
        }
    }

    /// Over all years, every person of a part is one of its whole: the rest is a group. The part is dated no earlier than
    /// the whole, because nobody is decided on before they apply. So by the end of every year at least as many have
    /// applied as have been decided on.
    ///
    /// Both measures are margins of one table which nobody publishes: year of the whole × year of the part, or never,
    /// with nobody below the diagonal. Such a table of whole numbers exists if and only if these inequalities hold:
    /// filling it from the first year on, those who are decided on are taken from those who have waited longest.
    pub(crate) fn parts(&mut self, family: &Family) {
        for (part, whole) in &family.catalog.relations.part_of {
            self.part(family, part, whole, None);
            for category in categories_of(family.catalog, part) {
                self.part(family, part, whole, Some(&category));
            }
        }
    }

    /// The same of those of the whole who are in a category, where everybody of the part is in it.
    fn part(&mut self, family: &Family, part: &str, whole: &str, category: Option<&Pin>) {
        let time = &family.catalog.time;
        let is_of_part = |address: &&Address| {
            let is_within =
                category.is_some_and(|category| address.pins.contains_key(&category.dimension));
            address.measure == *part && !address.pins.contains_key(time) && !is_within
        };
        let within = |address: &Address| {
            let pin = category.map(|category| (category.dimension.clone(), category.code.clone()));
            Address {
                pins: address.pins.clone().into_iter().chain(pin).collect(),
                ..address.clone()
            }
        };
        let kind = Kind::Rest(whole.to_owned());
        let mut rests: BTreeMap<Address, Variable> = BTreeMap::new();
        for address in family.addresses().into_iter().filter(is_of_part) {
            let rest_address = within(address);
            let of_whole = Address {
                measure: whole.to_owned(),
                pins: rest_address.pins.clone(),
            };
            let (Some(part), Some(all)) =
                (self.known(family, address), self.known(family, &of_whole))
            else {
                continue;
            };
            let rest = self.group(family, kind.clone(), &rest_address);
            self.write([(all, 1), (part, -1), (rest, -1)]);
            rests.insert(rest_address, rest);
            self.staircase(family, address, &of_whole);
        }
        let tells_no_more = |frame: &&Frame| {
            category.is_none_or(|category| {
                frame
                    .dimensions
                    .iter()
                    .all(|held| held.id != category.dimension)
            })
        };
        for frame in family.frames.iter().filter(tells_no_more) {
            let frame = Frame {
                dimensions: frame.dimensions.clone(),
                addresses: frame.addresses.iter().map(within).collect(),
                cells: None,
            };
            self.answers(family, &frame, &kind, |at| {
                rests.get(&frame.addresses[at]).copied()
            });
        }
    }

    /// Year by year, or period by period where tables tell no years.
    fn staircase(&mut self, family: &Family, part: &Address, whole: &Address) {
        let at_time = |address: &Address, code: &str| {
            let pin = (family.catalog.time.clone(), code.to_owned());
            Address {
                pins: address.pins.clone().into_iter().chain([pin]).collect(),
                ..address.clone()
            }
        };
        let is_told = |year: &str| {
            [part, whole]
                .iter()
                .all(|of| self.known(family, &at_time(of, year)).is_some())
        };
        let steps: Vec<&str> = if family.years().any(is_told) {
            family.years().collect()
        } else {
            family.periods().collect()
        };
        let mut waiting: Option<Variable> = None;
        for step in steps {
            let (of_part, of_whole) = (at_time(part, step), at_time(whole, step));
            let (Some(decided), Some(applied)) =
                (self.known(family, &of_part), self.known(family, &of_whole))
            else {
                return;
            };
            let still = self.slack(&of_part);
            self.write(waiting.map(|before| (before, 1)).into_iter().chain([
                (applied, 1),
                (decided, -1),
                (still, -1),
            ]));
            waiting = Some(still);
        }
    }
}

/// The categories of the whole in which everybody of a part is: those that are declared, and what contains them.
fn categories_of(catalog: &Catalog, part: &str) -> BTreeSet<Pin> {
    let mut categories = BTreeSet::new();
    for (_, category) in catalog.relations.within.iter().filter(|(of, _)| of == part) {
        let pin = |code: &str| Pin {
            dimension: category.dimension.clone(),
            code: code.into(),
        };
        // Earlier releases may say anything, also that a category contains itself.
        let dimension = catalog.dimension(&category.dimension);
        let above = dimension
            .into_iter()
            .flat_map(|held| held.ancestors(&category.code).take(held.categories.len()));
        categories.extend(above.chain([category.code.as_str()]).map(pin));
    }
    categories
}

/// Finds the cell of another category.
type Beside<'a> = dyn Fn(&Writer, &Pin) -> Option<Variable> + 'a;
