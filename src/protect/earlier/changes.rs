//! Adds by how much declared revisions change each count, so that small changes stay hidden.
//!
//! Whoever compares two releases must not find out that a count of closed years changed by fewer persons than the
//! threshold: if the files prove a change at all, they prove one of at least that many.

use std::collections::BTreeSet;

use cube::Address;

use crate::lattice::corrections::Correction;
use crate::lattice::years::Years;
use crate::problem::builder::ProblemBuilder;
use crate::problem::tables::ReleaseTables;

/// The addresses of a release without time, with their years, in the names of all releases.
type Places = BTreeSet<(Address, Years)>;

/// Adds the changes of all cells between any two releases, also of those that one of the two only implies.
pub(crate) fn add_changes(problem: &mut ProblemBuilder, releases: &[ReleaseTables]) {
    let is_revised = |release: &ReleaseTables| !release.catalog.revised.is_empty();
    if !releases.iter().any(is_revised) {
        return;
    }
    let places: Vec<Places> = releases
        .iter()
        .map(|release| settled_places(problem, release))
        .collect();
    for after in 1..releases.len() {
        for before in 0..after {
            for place in places[before].union(&places[after]) {
                if !is_declared(problem, (before, after), place) {
                    continue;
                }
                let (address, years) = place;
                let earlier = problem.find_named(before, address, years);
                let later = problem.find_named(after, address, years);
                if let (Some(earlier), Some(later)) = (earlier, later) {
                    problem.add_change(before, earlier, later);
                }
            }
        }
    }
}

fn settled_places(problem: &ProblemBuilder, release: &ReleaseTables) -> Places {
    let lattice = &problem.implications.lattice;
    let mut places = Places::new();
    for address in release.addresses() {
        if release.catalog.is_settled(address) {
            let timeless = lattice.timeless(release.release, address);
            let years = lattice.years(release.release, release.time_code(address));
            places.insert((timeless, years));
        }
    }
    places
}

/// Whether years of a cell were revised between two releases, all of it declared.
fn is_declared(
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
