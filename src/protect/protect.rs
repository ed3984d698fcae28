//! Protects a register, step by step: check, build the joint problem, suppress, assemble the release.

use std::collections::BTreeSet;

use cube::{Address, Catalog, Release, TOTAL, TableEntry};

use crate::assemble::assemble;
use crate::joint;
use crate::key::{Key, draw};
use crate::latent::lifting::repair;
use crate::problem::number::{Group, Number};
use crate::problem::system::Problem;
use crate::problem::tables::ReleaseTables;
use crate::problem::triples::list_joint_tables;
use crate::protected_release::ProtectedRelease;
use crate::refusal::Refusal;
use crate::suppress::suppression::Suppression;

/// Makes a release that hides every count below the catalog's threshold, and others as far as needed to protect those.
///
/// Totals over time are published: of each year, or of each period in place of years, and of all years. Only where those of
/// a part of another measure would tell too much (how few persons wait for it, or how many of the whole came to be of it at
/// least), some of its years are hidden. What an earlier release hid is published as soon as that is safe. `counts` gives
/// the true count at an address, also those of [`joint_tables`] if they were counted.
pub fn protect(
    counts: &dyn Fn(&Address) -> u64,
    catalog: &Catalog,
    earlier: &[Release],
    key: &Key,
) -> Result<ProtectedRelease, Refusal> {
    refuse_changing_outcome(catalog, earlier)?;
    let mut hideable = BTreeSet::new();
    loop {
        let mut problem = joint::build(counts, catalog, earlier, &hideable)?;
        repair(&mut problem);
        refuse_small_total(&problem, catalog, earlier.len())?;
        let numbers = problem.numbers.iter();
        let draws = numbers.map(|number| draw(key, &number.name)).collect();
        let mut suppression = Suppression::new(problem, draws);
        suppression.run();
        let telling = find_telling_parts(&suppression, catalog);
        if telling.is_subset(&hideable) {
            return match find_few_waiting(&suppression) {
                None => Ok(assemble(&suppression, catalog)),
                Some(refusal) => Err(refusal),
            };
        }
        hideable.extend(telling);
    }
}

/// The three-way tables that stand behind the catalog's tables wherever these cross three dimensions two by two. They are
/// not published; with their counts, protection knows at once that persons can stand behind an alternative.
pub fn joint_tables(catalog: &Catalog) -> Vec<TableEntry> {
    list_joint_tables(&ReleaseTables::from_catalog(0, catalog))
}

/// Refuses to publish a second time how applications ended while that still changes.
fn refuse_changing_outcome(catalog: &Catalog, earlier: &[Release]) -> Result<(), Refusal> {
    let Some(dimension) = changing_outcome(catalog, earlier) else {
        return Ok(());
    };
    let mut tables = catalog.tables.iter();
    match tables.find(|entry| entry.dimensions.contains(dimension)) {
        None => Ok(()),
        Some(entry) => Err(Refusal::Changing {
            measure: entry.measure.clone(),
            dimension: dimension.clone(),
        }),
    }
}

/// The first outcome dimension of an earlier release and of this one that either of them does not declare settled.
fn changing_outcome<'a>(catalog: &Catalog, earlier: &'a [Release]) -> Option<&'a String> {
    for release in earlier {
        for (_, category) in &release.catalog.relations.within {
            let id = &category.dimension;
            let is_settled =
                is_declared_settled(&release.catalog, id) && is_declared_settled(catalog, id);
            if is_outcome(catalog, id) && !is_settled {
                return Some(id);
            }
        }
    }
    None
}

/// Whether a dimension says how the persons of a part fared in the whole: accredited, denied, pending.
fn is_outcome(catalog: &Catalog, id: &str) -> bool {
    let mut within = catalog.relations.within.iter();
    within.any(|(_, category)| category.dimension == id)
}

fn is_declared_settled(catalog: &Catalog, id: &str) -> bool {
    catalog
        .dimension(id)
        .is_some_and(|dimension| dimension.settled.is_some())
}

/// The parts of which published totals tell too much: how few persons wait for them; or that so many of the whole must have
/// come to be of the part that a large count of the whole cannot be small, though it may be below the threshold.
fn find_telling_parts(suppression: &Suppression, catalog: &Catalog) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for variable in &suppression.exposed {
        let number = &suppression.problem.numbers[*variable];
        let address = &number.name.address;
        if let Group::Waiting(..) = number.name.group {
            parts.insert(address.measure.clone());
        } else if number.count >= suppression.problem.threshold {
            let part_of = catalog.relations.part_of.iter();
            let of_whole = part_of.filter(|(_, whole)| *whole == address.measure);
            parts.extend(of_whole.map(|(part, _)| part.clone()));
        }
    }
    parts
}

/// The refusal of a part of which so few persons wait that hiding its totals does not help.
fn find_few_waiting(suppression: &Suppression) -> Option<Refusal> {
    let mut exposed = suppression.exposed.iter();
    exposed.find_map(|variable| {
        let name = &suppression.problem.numbers[*variable].name;
        let Group::Waiting(whole, until) = &name.group else {
            return None;
        };
        Some(Refusal::FewWaiting {
            part: name.address.measure.clone(),
            whole: whole.clone(),
            until: until.clone(),
        })
    })
}

/// Refuses a total over a year, a period or all years that must be published and is below the threshold.
fn refuse_small_total(problem: &Problem, catalog: &Catalog, release: usize) -> Result<(), Refusal> {
    let is_small = |number: &&Number| {
        number.known
            && number.count < problem.threshold
            && is_total_of_time(number, catalog, release)
    };
    let Some(small) = problem.numbers.iter().find(is_small) else {
        return Ok(());
    };
    let address = &small.name.address;
    let year = match catalog.time_code(address) {
        // Where time has one category, it is all years.
        _ if catalog.has_one_span() => TOTAL,
        code => code,
    };
    Err(Refusal::SmallYear {
        measure: address.measure.clone(),
        year: year.to_owned(),
        threshold: catalog.threshold,
    })
}

/// Whether a number is a cell of the new release that pins no dimension but time.
fn is_total_of_time(number: &Number, catalog: &Catalog, release: usize) -> bool {
    let name = &number.name;
    number.in_release
        && name.release.is_none_or(|of| of == release)
        && name.group == Group::Cell
        && name.address.pins.keys().all(|id| *id == catalog.time)
}
