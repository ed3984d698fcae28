//! Adds by how much declared revisions change each count, so that small changes stay hidden.
//!
//! Whoever compares two releases must not find out that a count of closed years changed by fewer persons than the
//! threshold: if the files prove a change at all, they prove one of at least that many.

use std::collections::BTreeMap;

use cube::Address;

use crate::lattice::corrections::Correction;
use crate::lattice::years::Years;
use crate::problem::builder::ProblemBuilder;
use crate::problem::number::Variable;
use crate::problem::tables::ReleaseTables;

/// The count of each address without time and its years, in the names of all releases.
type Cells = BTreeMap<(Address, Years), Variable>;

/// Adds the changes of all cells between any two releases.
pub(crate) fn add_changes(problem: &mut ProblemBuilder, releases: &[ReleaseTables]) {
    if releases
        .iter()
        .all(|release| release.catalog.revised.is_empty())
    {
        return;
    }
    let cells: Vec<Cells> = releases
        .iter()
        .map(|release| settled_cells(problem, release))
        .collect();
    for after in 1..releases.len() {
        for before in 0..after {
            for (place, later) in &cells[after] {
                if let Some(earlier) = cells[before].get(place)
                    && is_revised(problem, (before, after), place)
                {
                    problem.add_change(before, *earlier, *later);
                }
            }
        }
    }
}

fn settled_cells(problem: &ProblemBuilder, release: &ReleaseTables) -> Cells {
    let lattice = &problem.implications.lattice;
    let mut cells = Cells::new();
    for address in release.addresses() {
        if release.catalog.is_settled(address)
            && let Some(variable) = problem.find_cell(release, address)
        {
            let timeless = lattice.timeless(release.release, address);
            let years = lattice.years(release.release, release.time_code(address));
            cells.insert((timeless, years), variable);
        }
    }
    cells
}

/// Whether years of a cell were revised between two releases, all of it declared.
fn is_revised(
    problem: &ProblemBuilder,
    releases: (usize, usize),
    (address, years): &(Address, Years),
) -> bool {
    let of_year = |year: &String| {
        let corrections = &problem.corrections;
        corrections.between(releases, &address.measure, year)
    };
    let mut corrections = years.iter().flat_map(of_year).peekable();
    corrections.peek().is_some() && corrections.all(|correction| correction == Correction::Declared)
}
