//! Adds to the problem, for every triple of dimensions, one three-way table of persons that stands behind its pairs.

use cube::{Address, Pin, TOTAL};

use crate::problem::builder::{NOBODY, ProblemBuilder};
use crate::problem::number::{Group, Variable};
use crate::problem::part_of::categories_of_part;
use crate::problem::system::Triple;
use crate::problem::tables::ReleaseTables;
use crate::problem::triples::{Axis, Class, TripleAxes, list_triples};

impl ProblemBuilder<'_> {
    /// Adds every triple of a release whose pairs the problem has, unless another release has it, too.
    pub(crate) fn add_triples(&mut self, tables: &ReleaseTables) {
        let everybody = Population {
            group: Group::Cell,
            category: None,
        };
        for axes in list_triples(tables) {
            let triple = self.triple(tables, &axes, &everybody);
            self.add_triple(triple);
            let has_time = |axis: &Axis| axis.dimension == tables.catalog.time;
            if axes.span == TOTAL && !axes.axes.iter().any(has_time) {
                for residual in residuals_of(tables, &axes) {
                    let triple = self.triple(tables, &axes, &residual);
                    self.add_triple(triple);
                }
            }
        }
    }

    fn add_triple(&mut self, triple: Option<Triple>) {
        let Some(triple) = triple else { return };
        let mut known = self.problem.triples.iter();
        if known.all(|known| known.pairs != triple.pairs) {
            self.problem.triples.push(triple);
        }
    }

    fn triple(
        &self,
        tables: &ReleaseTables,
        triple: &TripleAxes,
        population: &Population,
    ) -> Option<Triple> {
        let [first, second, third] = &triple.axes;
        let pairs = [(first, second), (first, third), (second, third)];
        let mut numbers = [vec![], vec![], vec![]];
        for ((one, other), numbers) in pairs.into_iter().zip(&mut numbers) {
            for class in &one.classes {
                for other_class in &other.classes {
                    let place = [(one, class), (other, other_class)];
                    numbers.push(self.find_pair(tables, triple, population, place)?);
                }
            }
        }
        let (mut counts, mut is_empty) = (vec![], vec![]);
        for class in &first.classes {
            for second_class in &second.classes {
                for third_class in &third.classes {
                    let place = [(first, class), (second, second_class), (third, third_class)];
                    let (address, not_chosen) = address_of(tables, triple, &place);
                    let in_common = without(&address, &not_chosen);
                    is_empty.push(self.name(tables, Group::Cell, &in_common).is_none());
                    // The records of earlier releases are not at hand: their tables are found from the pairs, beginning
                    // with the records of today.
                    counts.push(self.count_of(population, &address, &not_chosen));
                }
            }
        }
        Some(Triple {
            sizes: [first, second, third].map(|axis| axis.classes.len()),
            pairs: numbers,
            counts,
            is_empty,
        })
    }

    /// The number of two classes; `None` if the problem does not have it.
    fn find_pair(
        &self,
        tables: &ReleaseTables,
        triple: &TripleAxes,
        population: &Population,
        place: [(&Axis, &Class); 2],
    ) -> Option<Variable> {
        let (address, not_chosen) = address_of(tables, triple, &place);
        let address = population.narrow(&address);
        let mut ids: Vec<&str> = not_chosen
            .iter()
            .map(|axis| axis.dimension.as_str())
            .collect();
        ids.sort_unstable();
        if ids.is_empty() && population.group == Group::Cell {
            return self.find_cell(tables, &address);
        }
        let group = ids.into_iter().fold(population.group.clone(), |group, id| {
            Group::NotChosen(Box::new(group), id.to_owned())
        });
        match self.name(tables, group, &address) {
            Some(name) => self.find_number(&name),
            None => Some(NOBODY),
        }
    }

    /// How many persons of a population are at an address and did not choose some options.
    fn count_of(&self, population: &Population, address: &Address, not_chosen: &[&Axis]) -> i64 {
        let of_measure = self.count_at(address, not_chosen);
        let Group::Residual(whole) = &population.group else {
            return of_measure;
        };
        let mut of_whole = population.narrow(address);
        of_whole.measure.clone_from(whole);
        self.count_at(&of_whole, not_chosen) - of_measure
    }

    /// How many persons are at an address and did not choose the options that it pins along some axes.
    fn count_at(&self, address: &Address, not_chosen: &[&Axis]) -> i64 {
        let Some((axis, others)) = not_chosen.split_first() else {
            return i64::try_from((self.counts)(address)).unwrap_or_default();
        };
        let mut all = address.clone();
        all.pins.remove(&axis.dimension);
        let mut count = self.count_at(&all, others) - self.count_at(address, others);
        for code in &axis.unknown {
            all.pins.insert(axis.dimension.clone(), code.clone());
            count -= self.count_at(&all, others);
        }
        count
    }
}

/// The persons whom the pairs of a triple count: everybody of a measure, or a residual, perhaps within a category.
struct Population {
    group: Group,
    category: Option<Pin>,
}

impl Population {
    fn narrow(&self, address: &Address) -> Address {
        let mut address = address.clone();
        if let Some(category) = &self.category {
            let (id, code) = (category.dimension.clone(), category.code.clone());
            address.pins.insert(id, code);
        }
        address
    }
}

/// The residuals of a triple's measure, except within a category of one of its dimensions.
fn residuals_of(tables: &ReleaseTables, triple: &TripleAxes) -> Vec<Population> {
    let mut residuals = Vec::new();
    for (part, whole) in &tables.catalog.relations.part_of {
        if *part != triple.measure {
            continue;
        }
        let categories = categories_of_part(tables.catalog, part)
            .into_iter()
            .map(Some);
        for category in categories.chain([None]) {
            let pins = |category: &Pin| {
                let mut axes = triple.axes.iter();
                axes.any(|axis| axis.dimension == category.dimension)
            };
            if !category.as_ref().is_some_and(pins) {
                residuals.push(Population {
                    group: Group::Residual(whole.clone()),
                    category,
                });
            }
        }
    }
    residuals
}

/// The address of some classes, and the axes along which it pins an option that was not chosen.
fn address_of<'a>(
    tables: &ReleaseTables,
    triple: &TripleAxes,
    place: &[(&'a Axis, &Class)],
) -> (Address, Vec<&'a Axis>) {
    let mut address = Address::new(&triple.measure, [] as [(&str, &str); 0]);
    if triple.span != TOTAL {
        let time = tables.catalog.time.clone();
        address.pins.insert(time, triple.span.clone());
    }
    let mut not_chosen = Vec::new();
    for (axis, class) in place {
        let (Class::In(code) | Class::NotChosen(code)) = class;
        address.pins.insert(axis.dimension.clone(), code.clone());
        if matches!(class, Class::NotChosen(_)) {
            not_chosen.push(*axis);
        }
    }
    (address, not_chosen)
}

fn without(address: &Address, axes: &[&Axis]) -> Address {
    let mut address = address.clone();
    for axis in axes {
        address.pins.remove(&axis.dimension);
    }
    address
}
