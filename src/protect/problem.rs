//! The joint problem: every number of persons that is published or implied, and the sums that tie them together.

use std::collections::BTreeMap;

use cube::Address;

/// A number's place in [`Problem::numbers`].
pub(crate) type Variable = usize;

/// Numbers with coefficients that add up to zero: sorted, each once, no coefficient zero.
pub(crate) type Equation = Vec<(Variable, i64)>;

/// Which persons a number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Those at the address.
    Cell,
    /// Of those that another kind counts, those who answered in a multi-response dimension, but not what the address says.
    Without(Box<Kind>, String),
    /// Those who are counted by another measure, of which the address's is a part, and not by this one.
    Rest(String),
    /// Those whom one release counts and an earlier one does not yet, or the other way round.
    Since(usize),
    /// No group of persons, but what is left between two numbers.
    Slack(usize),
}

/// The name of a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The release that it belongs to; a single year belongs to none, if its numbers change no more.
    pub(crate) release: Option<usize>,
    pub(crate) kind: Kind,
    pub(crate) address: Address,
}

/// One number of persons.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) name: Name,
    /// What it is. Of what only an earlier release could show and hid: one of the values it can have.
    pub(crate) count: i64,
    /// The tables that show it, this release's and earlier ones', in order.
    pub(crate) tables: Vec<usize>,
    /// Whether this release shows it, as a count or as hidden.
    pub(crate) shown: bool,
    /// Whether everybody knows it whatever is hidden: totals of years, structural zeros, what an earlier release
    /// published.
    pub(crate) known: bool,
    /// Whether it must reach the threshold to be published or derived.
    pub(crate) judged: bool,
    /// Whether it is not published.
    pub(crate) hidden: bool,
    /// Whether it is never published, because it may be another one in the next release.
    pub(crate) unsettled: bool,
    /// Whether one of its categories holds others: then more is lost with it.
    pub(crate) rolled_up: bool,
}

impl Number {
    /// Whether an outsider does not know it from a table.
    pub(crate) fn is_open(&self) -> bool {
        !self.known && (self.hidden || !self.shown)
    }

    /// Whether it is judged and open: what is promised of hidden numbers is promised of it.
    pub(crate) fn is_promised(&self) -> bool {
        self.judged && self.is_open()
    }
}

/// All numbers and all equations.
#[derive(Debug, Default)]
pub(crate) struct Problem {
    /// The smallest count that may be published.
    pub(crate) threshold: i64,
    pub(crate) numbers: Vec<Number>,
    pub(crate) equations: Vec<Equation>,
    /// The equations that each number stands in, with its coefficient.
    pub(crate) places: Vec<Vec<(usize, i64)>>,
    /// How many tables there are, this release's and earlier ones'.
    pub(crate) tables: usize,
    /// The number of every cell of the release that is to be made.
    pub(crate) cells: BTreeMap<Address, Variable>,
}

impl Problem {
    /// Notes where each number stands. To be called once all equations are there.
    pub(crate) fn index(&mut self) {
        self.places = vec![vec![]; self.numbers.len()];
        for (at, equation) in self.equations.iter().enumerate() {
            equation.iter().for_each(|(variable, coefficient)| {
                self.places[*variable].push((at, *coefficient))
            });
        }
    }

    /// The other numbers of the equations that a number stands in.
    pub(crate) fn beside(&self, variable: Variable) -> impl Iterator<Item = Variable> {
        let equations = self.places[variable]
            .iter()
            .map(|(at, _)| &self.equations[*at]);
        equations
            .flatten()
            .map(|(other, _)| *other)
            .filter(move |other| *other != variable)
    }
}
