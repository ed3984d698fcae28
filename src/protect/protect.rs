//! Protects a register, step by step: check, build the joint problem, suppress, assemble the release.

use cube::{Address, Catalog, Release};

use crate::assemble::assemble;
use crate::joint;
use crate::key::{Key, draw};
use crate::problem::number::{Group, Number};
use crate::problem::system::Problem;
use crate::protected_release::ProtectedRelease;
use crate::refusal::Refusal;
use crate::suppress::suppression::Suppression;

/// Makes a release that hides every count below the catalog's threshold, and others as far as needed to protect those.
///
/// Totals of years are always published. What an earlier release hid is published as soon as that is safe. `counts`
/// gives the true count at an address.
pub fn protect(
    counts: &dyn Fn(&Address) -> u64,
    catalog: &Catalog,
    earlier: &[Release],
    key: &Key,
) -> Result<ProtectedRelease, Refusal> {
    refuse_changing_outcome(catalog, earlier)?;
    let problem = joint::build(counts, catalog, earlier)?;
    refuse_small_total(&problem, catalog, earlier.len())?;
    let numbers = problem.numbers.iter();
    let draws = numbers.map(|number| draw(key, &number.name)).collect();
    let mut suppression = Suppression::new(problem, draws);
    suppression.run();
    Ok(assemble(&suppression, catalog))
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

/// Refuses a total over a year, or over all years, that must be published and is below the threshold.
fn refuse_small_total(problem: &Problem, catalog: &Catalog, release: usize) -> Result<(), Refusal> {
    let is_small = |number: &&Number| {
        number.count < problem.threshold && is_total_of_time(number, catalog, release)
    };
    let Some(small) = problem.numbers.iter().find(is_small) else {
        return Ok(());
    };
    let address = &small.name.address;
    Err(Refusal::SmallYear {
        measure: address.measure.clone(),
        year: catalog.time_code(address).to_owned(),
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
