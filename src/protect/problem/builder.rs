//! Collects the numbers and equations of the joint problem while it is being built.

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, TOTAL};

use crate::lattice::corrections::{Correction, Corrections};
use crate::lattice::names::Lattice;
use crate::lattice::years::Years;
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
    /// How releases correct the counts of earlier ones.
    pub(crate) corrections: Corrections,
    pub(crate) problem: Problem,
    /// The true value of each number, where it is known by now.
    pub(super) values: Vec<Option<i64>>,
    pub(super) equations: BTreeSet<Equation>,
    pub(super) refusal: Option<Refusal>,
    /// The measures whose totals of years and periods may be hidden.
    pub(crate) hideable: &'a BTreeSet<String>,
    /// Counts of the same years before and after a revision, and the release before it.
    pub(super) changes: Vec<(usize, Variable, Variable)>,
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
        hideable: &'a BTreeSet<String>,
    ) -> Self {
        let mut builder = ProblemBuilder {
            implications,
            counts,
            corrections: Corrections::default(),
            problem: Problem {
                threshold: i64::try_from(threshold).unwrap_or(i64::MAX),
                ..Problem::default()
            },
            values: vec![],
            equations: BTreeSet::new(),
            refusal: None,
            hideable,
            changes: vec![],
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

    /// Adds an implied group of persons. It is protected, unless nobody can be in it.
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
        self.problem.numbers[variable].protected = true;
        variable
    }

    /// Adds an implied group of several releases, at an address without time in the names of all releases.
    pub(super) fn add_group_at(
        &mut self,
        group: Group,
        address: Address,
        time: &Time,
        not_chosen: Option<(String, String)>,
    ) -> Variable {
        let Some(name) = self.name_at(group, address, time, not_chosen) else {
            return NOBODY;
        };
        let variable = self.add_number(name, None);
        self.problem.numbers[variable].protected = true;
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
            is_change: false,
            small_change: false,
            rolled_up: false,
            in_series: false,
            is_leading: false,
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
        let (lattice, release) = (&self.implications.lattice, tables.release);
        let timeless = lattice.timeless(release, &in_common);
        let not_chosen = not_chosen.into_iter().map(|(id, code)| {
            let category = lattice.category(release, &id, &code).to_owned();
            (lattice.dimension(release, &id).to_owned(), category)
        });
        let years = lattice.years(release, tables.time_code(address));
        let time = if tables.catalog.is_settled(address) {
            Time::Settled(self.versions(release, &timeless.measure, &years))
        } else {
            Time::Unsettled(release, years)
        };
        let group = name_group(lattice, release, group);
        self.name_at(group, timeless, &time, not_chosen)
    }

    /// The name of a group at an address without time, in the names of all releases; `None` for a structural zero.
    pub(super) fn name_at(
        &self,
        group: Group,
        mut address: Address,
        time: &Time,
        not_chosen: impl IntoIterator<Item = (String, String)>,
    ) -> Option<Name> {
        let lattice = &self.implications.lattice;
        let code = self.name_time(&address.measure, time);
        if code != TOTAL {
            address.pins.insert(lattice.time().to_owned(), code);
        }
        let mut saturated = self.implications.saturate(&address)?;
        saturated.pins.extend(not_chosen);
        let release = match time {
            Time::Unsettled(release, _) => Some(*release),
            Time::Settled(years) if years.len() == 1 => None,
            Time::Settled(_) => Some(lattice.last_release()),
        };
        Some(Name {
            release,
            group,
            address: saturated,
        })
    }

    /// The number of settled cells at an address without time and years, in the names of all releases, as a release has or
    /// would have it.
    pub(crate) fn find_named(
        &self,
        release: usize,
        address: &Address,
        years: &Years,
    ) -> Option<Variable> {
        let time = Time::Settled(self.versions(release, &address.measure, years));
        match self.name_at(Group::Cell, address.clone(), &time, None) {
            Some(name) => self.by_name.get(&name).copied(),
            None => Some(NOBODY),
        }
    }

    /// The name of years; those of which a later release corrected the counts are told apart.
    fn name_time(&self, measure: &str, time: &Time) -> String {
        let lattice = &self.implications.lattice;
        let versions = match time {
            Time::Unsettled(_, years) => return lattice.name_of_years(years),
            Time::Settled(versions) => versions,
        };
        let years = versions.keys().cloned().collect();
        let mut name = lattice.name_of_years(&years);
        for (year, version) in versions {
            if *version != self.corrections.last_version(measure, year) {
                name.push_str(&format!("@{year}:{version}"));
            }
        }
        name
    }

    /// These years, each with how often its counts had been corrected by a release.
    pub(super) fn versions(&self, release: usize, measure: &str, years: &Years) -> Versions {
        let version = |year: &String| {
            let version = self.corrections.version(release, measure, year);
            (year.clone(), version)
        };
        years.iter().map(version).collect()
    }

    /// The corrections between two releases of a year of the later one.
    pub(crate) fn corrections_between(
        &self,
        (before, after): (usize, usize),
        measure: &str,
        year: &str,
    ) -> Vec<Correction> {
        let lattice = &self.implications.lattice;
        let measure = lattice.measure(after, measure);
        let mut corrections = Vec::new();
        for year in lattice.years(after, year) {
            corrections.extend(self.corrections.between((before, after), measure, &year));
        }
        corrections
    }

    /// Whether two releases have the same persons at an address, but for time.
    pub(crate) fn have_one_name(
        &self,
        before: &ReleaseTables,
        after: &ReleaseTables,
        address: &Address,
    ) -> bool {
        let lattice = &self.implications.lattice;
        lattice.timeless(before.release, address) == lattice.timeless(after.release, address)
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

    /// Adds by how much a revision changes a count since a release.
    pub(crate) fn add_change(&mut self, release: usize, earlier: Variable, later: Variable) {
        if earlier != later {
            self.changes.push((release, earlier, later));
        }
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

/// The years of a count, each with how often its counts have been corrected.
pub(super) type Versions = BTreeMap<String, usize>;

/// The years of a count.
pub(super) enum Time {
    /// Counts that are the same in all releases.
    Settled(Versions),
    /// Counts that a release has of its own, because outcomes still change.
    Unsettled(usize, Years),
}

/// A group of a release in the names of all releases.
fn name_group(lattice: &Lattice, release: usize, group: Group) -> Group {
    match group {
        Group::NotChosen(of, dimension) => {
            let dimension = lattice.dimension(release, &dimension).to_owned();
            Group::NotChosen(Box::new(name_group(lattice, release, *of)), dimension)
        }
        Group::Residual(whole) => Group::Residual(lattice.measure(release, &whole).to_owned()),
        Group::Waiting(whole, until) => {
            let until = lattice.name_of_years(&lattice.years(release, &until));
            Group::Waiting(lattice.measure(release, &whole).to_owned(), until)
        }
        group => group,
    }
}
