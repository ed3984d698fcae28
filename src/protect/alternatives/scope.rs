//! Chooses which tables an alternative is searched for in, and which of their numbers may change.

use std::collections::BTreeSet;

use crate::alternatives::connected::Connected;
use crate::problem::number::Variable;
use crate::problem::system::Problem;

/// Which numbers an alternative may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MayChange {
    /// Unpublished ones: the alternative costs nothing more.
    Unpublished,
    /// Also published ones that can be hidden, as complementary suppressions.
    Suppressible,
}

/// The tables that an alternative is searched for in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    /// The tables in which published cells may be hidden.
    own: Vec<usize>,
    /// The tables in which hidden cells may change.
    tables: BTreeSet<usize>,
}

impl Scope {
    /// The tables that contain a number. Numbers in other tables as well stay as they are, so that a move within these
    /// tables is one in all tables together.
    pub(crate) fn from_number(problem: &Problem, variable: Variable) -> Self {
        let own = own_tables(problem, variable);
        Scope {
            tables: own.iter().copied().collect(),
            own,
        }
    }

    /// All tables.
    pub(crate) fn all_tables(problem: &Problem) -> Self {
        Scope {
            own: (0..problem.tables).collect(),
            tables: (0..problem.tables).collect(),
        }
    }

    /// Adds the tables of unpublished numbers that must not change; `None` if there is no such number.
    pub(crate) fn widen(self, problem: &Problem, variable: Variable) -> Option<Self> {
        let mut tables = self.tables.clone();
        tables.extend(self.blocking_tables(problem, variable));
        (tables.len() > self.tables.len()).then_some(Scope { tables, ..self })
    }

    /// The tables of all unpublished numbers in the equations that a move could affect.
    fn blocking_tables(&self, problem: &Problem, variable: Variable) -> BTreeSet<usize> {
        let may_change = |other| self.allows(problem, other, MayChange::Unpublished);
        let connected = Connected::from_number(problem, variable, may_change);
        let mut tables = BTreeSet::new();
        for row in connected.rows {
            for (other, _) in &problem.equations[row] {
                let number = &problem.numbers[*other];
                if number.is_unpublished() {
                    tables.extend(&number.tables);
                }
            }
        }
        tables
    }

    /// Whether a number may change in this scope.
    pub(super) fn allows(
        &self,
        problem: &Problem,
        variable: Variable,
        may_change: MayChange,
    ) -> bool {
        let number = &problem.numbers[variable];
        let mut tables = number.tables.iter();
        let is_suppressible = may_change == MayChange::Suppressible
            && tables.clone().all(|table| self.own.contains(table));
        !number.known
            && (is_suppressible || number.is_unpublished())
            && tables.all(|table| self.tables.contains(table))
    }
}

/// The tables that contain a number, or, for an implied group, those of its neighbours.
pub(crate) fn own_tables(problem: &Problem, variable: Variable) -> Vec<usize> {
    let own = &problem.numbers[variable].tables;
    if !own.is_empty() {
        return own.clone();
    }
    let mut tables: Vec<usize> = problem
        .neighbours(variable)
        .flat_map(|other| problem.numbers[other].tables.iter().copied())
        .collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}
