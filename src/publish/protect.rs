//! Protection: exact counts in, a release out in which no small count stands or can be derived from its neighbours.
//!
//! The method is exact-or-hidden: every published number is true, and every count below the threshold k is hidden, zero
//! included, because "nobody" and "everybody" tell as much about people as "one" does. Only counts of what is not known
//! may be small, where the codebook says so. Hiding small counts alone is not enough: a total minus its other parts gives
//! a lone hidden cell away. So, for every small cell, the method looks for two other tables that agree with everything
//! published: one that has 0 there and one that has k. Whatever such an alternative changes is hidden too (complementary
//! suppression), the cheapest change first ([`cover`]). In the end, what was hidden for the sake of others and is not
//! needed is published again, the largest first.
//!
//! Rounding and noise were not chosen: at this size they cost more and protect less, and officials need exact totals.
//!
//! This is a first step with known limits. Alternatives are sought block by block ([`block`]), not in all linked tables
//! at once. What is linked is shared: a cell that stands in several tables is hidden in all of them, and must be able to
//! move in each. Whether anything can be derived across tables is for the `attack` crate to say, which shares no code with
//! this module. What it finds comes back as [`Care`], and nothing is released in which it finds anything.
//!
//! Only the counts, the codebook's public part and earlier releases are known here; never a record.

mod block;
mod cover;
mod problem;
mod suppress;

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Catalog, Cell, Release, Table, Text};
use thiserror::Error;

use crate::tabulate::Counts;
use problem::Problem;

/// Why a register cannot be protected under its codebook.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The total of a year, which is always published, is below the threshold.
    #[error(
        "{measure} in {year}: fewer persons than the threshold of {threshold}. Totals of years are always published: leave \
         this year out of the codebook's [time]"
    )]
    SmallYear {
        /// The measure's id.
        measure: String,
        /// The year, or `_T` for all years.
        year: String,
        /// The smallest count that may be published.
        threshold: u64,
    },
}

/// What is hidden on top, because an outsider was found to learn something from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// Cells to hide.
    pub cells: BTreeSet<Address>,
    /// Cells that need more hidden around them, and how many of their neighbours in every sum: the smallest.
    pub neighbours: BTreeMap<Address, usize>,
    /// Tables, by id, of which only totals of years are published. Their structure stays.
    pub withheld: BTreeSet<String>,
}

/// A release in which every count below the catalog's threshold is hidden, and others as far as needed to keep
/// them so. Totals of years are published always. What an earlier release hid stays hidden.
pub fn protect(counts: &Counts, catalog: &Catalog, earlier: &[Release], care: &Care) -> Result<Release, Refusal> {
    let mut problem = Problem::new(counts, catalog, care);
    if let Some((measure, year)) = problem.small_total(catalog) {
        return Err(Refusal::SmallYear { measure, year, threshold: catalog.threshold });
    }
    problem.hide_small();
    problem.hide_carefully(care);
    problem.hide_again(earlier);
    problem.cover_all();
    problem.publish_again();
    Ok(release(&problem, counts, catalog))
}

fn release(problem: &Problem, counts: &Counts, catalog: &Catalog) -> Release {
    let cell = |address: &_| {
        if problem.is_hidden(address) { Cell::Hidden } else { Cell::Published(counts.get(address)) }
    };
    let tables = catalog.tables.iter().map(|entry| {
        let dimensions = catalog.dimensions_of(entry);
        let table = Table::from_fn(&entry.id, label(catalog, entry), &entry.measure, dimensions, cell);
        (entry.id.clone(), table)
    });
    Release { catalog: catalog.clone(), tables: tables.collect() }
}

/// "Personas acreditadas: Año × Sexo".
fn label(catalog: &Catalog, entry: &cube::TableEntry) -> Text {
    let in_language = |lang| {
        let measure = catalog.measure(&entry.measure).map_or(entry.measure.as_str(), |measure| measure.label.get(lang));
        let names = entry.dimensions.iter().map(|id| catalog.dimension(id).map_or(id.as_str(), |d| d.label.get(lang)));
        format!("{measure}: {}", names.collect::<Vec<_>>().join(" × "))
    };
    Text::new(in_language(cube::Lang::Es), in_language(cube::Lang::En))
}

#[cfg(test)]
mod tests;
