//! Collects the numbers and equations of the joint problem while it is being built.

use std::collections::{BTreeMap, BTreeSet};

use cube::Address;

use crate::problem::implications::Implications;
use crate::problem::number::{Group, Name, Number, Variable};
use crate::problem::system::{Equation, Problem};
use crate::problem::tables::ReleaseTables;
use crate::refusal::Refusal;

/// The number that every structural zero shares.
pub(crate) const NOBODY: Variable = 0;

/// A problem that is being built.
pub(crate) struct ProblemBuilder<'a> {
    pub(crate) implications: Implications,
    pub(crate) counts: &'a dyn Fn(&Address) -> u64,
    pub(crate) problem: Problem,
    /// The true value of each number, where it is known by now.
    pub(super) values: Vec<Option<i64>>,
    pub(super) equations: BTreeSet<Equation>,
    pub(super) refusal: Option<Refusal>,
    by_name: BTreeMap<Name, Variable>,
    /// The number of each cell, by release.
    cells: BTreeMap<(usize, Address), Variable>,
}

impl<'a> ProblemBuilder<'a> {
    /// A problem with one number, [`NOBODY`].
    pub(crate) fn new(
        implications: Implications,
        counts: &'a dyn Fn(&Address) -> u64,
        threshold: u64,
    ) -> Self {
        let mut builder = ProblemBuilder {
            implications,
            counts,
            problem: Problem {
                threshold: i64::try_from(threshold).unwrap_or(i64::MAX),
                ..Problem::default()
            },
            values: vec![],
            equations: BTreeSet::new(),
            refusal: None,
            by_name: BTreeMap::new(),
            cells: BTreeMap::new(),
        };
        let nobody = Name {
            release: None,
            group: Group::Slack(0),
            address: Address::default(),
        };
        let nobody = builder.add_number(nobody, Some(0));
        builder.problem.numbers[nobody].known = true;
        builder
    }

    /// Adds an implied group of persons. It is protected unless something about its persons is not known, or nobody can
    /// be in it.
    pub(crate) fn add_group(
        &mut self,
        tables: &ReleaseTables,
        group: Group,
        address: &Address,
    ) -> Variable {
        let Some(name) = self.name(tables, group, address) else {
            return NOBODY;
        };
        let variable = self.add_number(name, None);
        self.problem.numbers[variable].protected |= !tables.catalog.is_unprotected(address);
        variable
    }

    /// Adds a slack variable: the difference between the two sides of an inequality.
    pub(crate) fn add_slack(&mut self, address: &Address) -> Variable {
        let name = Name {
            release: None,
            group: Group::Slack(self.problem.numbers.len()),
            address: address.clone(),
        };
        self.add_number(name, None)
    }

    /// The number of this name, added if it is new.
    pub(super) fn add_number(&mut self, name: Name, value: Option<i64>) -> Variable {
        if let Some(variable) = self.by_name.get(&name) {
            return *variable;
        }
        self.by_name.insert(name.clone(), self.values.len());
        self.problem.numbers.push(Number {
            name,
            count: 0,
            tables: vec![],
            in_release: false,
            known: false,
            protected: false,
            hidden: false,
            unsettled: false,
            rolled_up: false,
        });
        self.values.push(value);
        self.values.len() - 1
    }

    /// Records which number a cell of a release is.
    pub(super) fn record_cell(&mut self, release: usize, address: Address, variable: Variable) {
        self.cells.insert((release, address), variable);
    }

    /// The number of the cell at `address` in a release, if the problem has it.
    pub(crate) fn find_cell(&self, tables: &ReleaseTables, address: &Address) -> Option<Variable> {
        if let Some(variable) = self.cells.get(&(tables.release, address.clone())) {
            return Some(*variable);
        }
        match self.name(tables, Group::Cell, address) {
            Some(name) => self.by_name.get(&name).copied(),
            None => Some(NOBODY),
        }
    }

    /// The number of this name.
    pub(super) fn find_number(&self, name: &Name) -> Option<Variable> {
        self.by_name.get(name).copied()
    }

    /// The name of a group; `None` for a structural zero.
    pub(super) fn name(
        &self,
        tables: &ReleaseTables,
        group: Group,
        address: &Address,
    ) -> Option<Name> {
        // An option that the group did not choose implies nothing about it.
        let mut in_common = address.clone();
        let mut not_chosen = Vec::new();
        let mut inner = &group;
        while let Group::NotChosen(of, dimension) = inner {
            not_chosen.extend(in_common.pins.remove_entry(dimension));
            inner = of;
        }
        if tables.catalog.is_pending_when_settled(&in_common) {
            return None;
        }
        let mut saturated = self.implications.saturate(&in_common)?;
        saturated.pins.extend(not_chosen);
        Some(Name {
            release: release_of_name(tables, address),
            group,
            address: saturated,
        })
    }

    /// Adds the equation that these terms sum to zero.
    pub(crate) fn add_equation(&mut self, terms: impl IntoIterator<Item = (Variable, i64)>) {
        let mut sum: BTreeMap<Variable, i64> = BTreeMap::new();
        for (variable, coefficient) in terms {
            *sum.entry(variable).or_default() += coefficient;
        }
        sum.remove(&NOBODY);
        sum.retain(|_, coefficient| *coefficient != 0);
        let Some(first) = sum.values().next() else {
            return;
        };
        // One sign for the same equation, whichever way round it was stated.
        let sign = first.signum();
        let equation = sum.into_iter().map(|(variable, by)| (variable, sign * by));
        self.equations.insert(equation.collect());
    }

    /// Hands the cells of the new release over to the problem.
    pub(crate) fn keep_cells(&mut self, release: usize) {
        for ((of, address), cell) in std::mem::take(&mut self.cells) {
            if of == release {
                self.problem.cells.insert(address, cell);
            }
        }
    }

    /// Records why there can be no release; the first reason stays.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.refusal.get_or_insert(refusal);
    }
}

/// The release whose own number an address has. A settled single year has the same number in all releases, until a
/// correction gives it another one.
fn release_of_name(tables: &ReleaseTables, address: &Address) -> Option<usize> {
    match tables.year(address) {
        Some(year) if tables.catalog.is_settled(address) => {
            let year = (address.measure.clone(), year.to_owned());
            tables.outdated.get(&year).copied()
        }
        _ => Some(tables.release),
    }
}
