//! Adds those who were added or removed by corrections to the problem, as groups.
//!
//! By subtracting what two releases publish, by period or over all years, anybody can tabulate those who came or left, in
//! as much detail as the releases have: each cell of that table is a group. More than two releases add nothing to each and
//! the one before it. Where no year was corrected, the lattice of years says the same.

use std::collections::{BTreeMap, BTreeSet};

use cube::Address;

use crate::earlier::difference::{Difference, find_differences};
use crate::problem::builder::ProblemBuilder;
use crate::problem::layout::TableLayout;
use crate::problem::number::{Group, Variable};
use crate::problem::tables::ReleaseTables;

/// Two releases and what their comparison has found so far.
struct Comparison<'a> {
    before: &'a ReleaseTables<'a>,
    after: &'a ReleaseTables<'a>,
    /// Addresses at which `after` is already tied to a release later than `before`.
    tied: &'a BTreeSet<Address>,
    /// Those who were added or removed, by address.
    groups: BTreeMap<Address, Variable>,
    /// Addresses at which both releases count the same persons.
    unchanged: Vec<Address>,
}

/// Ties a release, at each address, to the latest earlier release that it can be compared with.
pub(crate) fn tie_to_earlier(
    problem: &mut ProblemBuilder,
    earlier: &[ReleaseTables],
    after: &ReleaseTables,
) {
    let mut tied = BTreeSet::new();
    for before in earlier.iter().rev() {
        let mut comparison = Comparison {
            before,
            after,
            tied: &tied,
            groups: BTreeMap::new(),
            unchanged: Vec::new(),
        };
        for difference in find_differences(problem, before, after) {
            add_difference(problem, &mut comparison, &difference);
        }
        let (groups, unchanged) = (comparison.groups, comparison.unchanged);
        tied.extend(groups.into_keys().chain(unchanged));
    }
}

/// Adds those who came or left, at every address of a measure with one code of time.
fn add_difference(
    problem: &mut ProblemBuilder,
    comparison: &mut Comparison,
    difference: &Difference,
) {
    let after = comparison.after;
    for address in after.addresses() {
        if comparison.is_comparable(address, difference)
            && problem.have_one_name(comparison.before, after, address)
        {
            compare_cell(problem, comparison, difference, address);
        }
    }
    for layout in &after.tables {
        add_changed_responses(problem, comparison, difference, layout);
    }
}

fn compare_cell(
    problem: &mut ProblemBuilder,
    comparison: &mut Comparison,
    difference: &Difference,
    address: &Address,
) {
    let earlier = problem.find_cell(comparison.before, address);
    let later = problem.find_cell(comparison.after, address);
    let (Some(earlier), Some(later)) = (earlier, later) else {
        return;
    };
    let by_year = changes_by_year(problem, comparison, difference, address);
    let changed = match by_year.as_deref() {
        Some([]) => {
            problem.add_equation([(later, 1), (earlier, -1)]);
            comparison.unchanged.push(address.clone());
            return;
        }
        Some([only]) => *only,
        _ => problem.add_group(comparison.after, comparison.group(), address),
    };
    let sign = difference.sign;
    problem.add_equation([(later, sign), (earlier, -sign), (changed, -1)]);
    if let Some(by_year) = by_year.filter(|years| years.len() > 1) {
        let parts = by_year.into_iter().map(|part| (part, -1));
        problem.add_equation(parts.chain([(changed, 1)]));
    }
    comparison.groups.insert(address.clone(), changed);
}

/// For each changed year, those who came or left at a pooled address; `None` where no table by year has them.
fn changes_by_year(
    problem: &ProblemBuilder,
    comparison: &Comparison,
    difference: &Difference,
    address: &Address,
) -> Option<Vec<Variable>> {
    let after = comparison.after;
    if after.year(address).is_some() {
        return None;
    }
    let mut changes = Vec::new();
    for year in &difference.new_years {
        changes.push(problem.find_cell(after, &after.at_time(address, year))?);
    }
    for year in &difference.corrected_years {
        let in_year = after.at_time(address, year);
        changes.push(*comparison.groups.get(&in_year)?);
    }
    Some(changes)
}

/// Adds the equations of multi-response dimensions for those who came or left.
fn add_changed_responses(
    problem: &mut ProblemBuilder,
    comparison: &Comparison,
    difference: &Difference,
    layout: &TableLayout,
) {
    let (after, group) = (comparison.after, comparison.group());
    problem.add_response_equations(after, layout, &group, |at| {
        let address = layout.addresses.get(at)?;
        let is_of_difference = comparison.is_of(address, difference);
        let changed = comparison.groups.get(address).copied();
        changed.filter(|_| is_of_difference)
    });
}

impl Comparison<'_> {
    fn group(&self) -> Group {
        Group::ChangedSince(self.before.release)
    }

    /// Whether an address has the measure and the code of time of a difference.
    fn is_of(&self, address: &Address, difference: &Difference) -> bool {
        address.measure == difference.measure && self.after.time_code(address) == difference.code
    }

    /// Whether an address is of a difference, settled and not yet tied. An unsettled outcome changes although the same
    /// persons are counted.
    fn is_comparable(&self, address: &Address, difference: &Difference) -> bool {
        self.is_of(address, difference)
            && self.before.catalog.is_settled(address)
            && self.after.catalog.is_settled(address)
            && !self.tied.contains(address)
    }
}
