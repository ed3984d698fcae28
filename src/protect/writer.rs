//! Writes the joint problem down: the numbers of all releases, and the sums along which their tables add up.

use std::collections::{BTreeMap, BTreeSet};

use cube::Address;

use crate::Refusal;
use crate::family::{Family, Frame};
use crate::names::Names;
use crate::problem::{Equation, Kind, Name, Number, Problem, Variable};

/// The number of nobody: all structural zeros are this one.
pub(crate) const NOBODY: Variable = 0;

/// A problem that is being written down.
pub(crate) struct Writer<'a> {
    pub(crate) names: Names,
    pub(crate) counts: &'a dyn Fn(&Address) -> u64,
    pub(crate) problem: Problem,
    /// What each number is, as far as that is known by now.
    pub(crate) values: Vec<Option<i64>>,
    pub(crate) equations: BTreeSet<Equation>,
    pub(crate) refused: Option<Refusal>,
    by_name: BTreeMap<Name, Variable>,
    /// The number of each cell, by its release.
    places: BTreeMap<(usize, Address), Variable>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(names: Names, counts: &'a dyn Fn(&Address) -> u64, threshold: u64) -> Self {
        let problem = Problem {
            threshold: i64::try_from(threshold).unwrap_or(i64::MAX),
            ..Problem::default()
        };
        let (values, equations, by_name, places) =
            (vec![], BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        let mut writer = Writer {
            names,
            counts,
            problem,
            values,
            equations,
            refused: None,
            by_name,
            places,
        };
        let nobody = Name {
            release: None,
            kind: Kind::Slack(0),
            address: Address::default(),
        };
        let nobody = writer.number(nobody, Some(0));
        writer.problem.numbers[nobody].known = true;
        writer
    }

    /// The tables of a release: their cells, their sums, and who did not give an answer.
    pub(crate) fn tables(&mut self, family: &Family) {
        for frame in &family.frames {
            let table = self.problem.tables;
            self.problem.tables += 1;
            let cells: Vec<Variable> = (0..frame.addresses.len())
                .map(|at| self.cell(family, frame, at))
                .collect();
            for cell in &cells {
                let tables = &mut self.problem.numbers[*cell].tables;
                if tables.last() != Some(&table) {
                    tables.push(table);
                }
            }
            for (total, parts) in frame.sums() {
                self.write(
                    parts
                        .iter()
                        .map(|part| (cells[*part], -1))
                        .chain([(cells[total], 1)]),
                );
            }
            self.answers(family, frame, &Kind::Cell, |at| cells.get(at).copied());
        }
    }

    fn cell(&mut self, family: &Family, frame: &Frame, at: usize) -> Variable {
        let address = &frame.addresses[at];
        let shown = frame.cells.as_ref().map(|cells| cells[at].published());
        let Some(name) = self.name(family, Kind::Cell, address) else {
            if shown.is_none() && (self.counts)(address) > 0 {
                let group = address.to_string();
                let is_over = family.catalog.is_pending_when_settled(address);
                self.refuse(if is_over {
                    Refusal::Pending { group }
                } else {
                    Refusal::Impossible { group }
                });
            }
            self.places
                .insert((family.release, address.clone()), NOBODY);
            return NOBODY;
        };
        let value = match shown {
            None => i64::try_from((self.counts)(address)).ok(),
            Some(count) => count.and_then(|count| i64::try_from(count).ok()),
        };
        let variable = self.number(name, value);
        self.places
            .insert((family.release, address.clone()), variable);
        if self.values[variable]
            .zip(value)
            .is_some_and(|(known, value)| known != value)
        {
            self.refuse(Refusal::Contradiction {
                group: address.to_string(),
            });
        }
        self.values[variable] = self.values[variable].or(value);
        let catalog = family.catalog;
        let number = &mut self.problem.numbers[variable];
        number.judged |= !catalog.is_unprotected(address);
        let holds_others = |(id, code): (&String, &String)| {
            catalog
                .dimension(id)
                .is_some_and(|held| !held.is_leaf(code))
        };
        number.rolled_up |= address.pins.iter().any(holds_others);
        number.unsettled |= !catalog.is_settled(address);
        match shown {
            None => {
                number.shown = true;
                number.known |= address.pins.keys().all(|id| *id == catalog.time);
            }
            Some(Some(_)) => number.known = true,
            // What was hidden stays so unless it is safe to publish it now.
            Some(None) => number.hidden = true,
        }
        variable
    }

    /// Of those who answered, each has an option or has it not, and everybody has at least one: the persons of a table's
    /// cells, or those of another kind at the same addresses, where they are known.
    pub(crate) fn answers(
        &mut self,
        family: &Family,
        frame: &Frame,
        kind: &Kind,
        cell: impl Fn(usize) -> Option<Variable>,
    ) {
        let all = |places: &[usize]| {
            places
                .iter()
                .map(|at| cell(*at))
                .collect::<Option<Vec<Variable>>>()
        };
        for answers in frame.answers() {
            let (Some(total), Some(unknown), Some(options)) = (
                cell(answers.total),
                all(&answers.unknown),
                all(&answers.options),
            ) else {
                continue;
            };
            let base: Vec<(Variable, i64)> = unknown
                .into_iter()
                .map(|held| (held, -1))
                .chain([(total, 1)])
                .collect();
            for (at, option) in answers.options.iter().zip(&options) {
                let kind = Kind::Without(Box::new(kind.clone()), answers.dimension.clone());
                let without = self.group(family, kind, &frame.addresses[*at]);
                self.write(base.iter().copied().chain([(*option, -1), (without, -1)]));
            }
            let surplus = self.slack(&frame.addresses[answers.total]);
            let short = base
                .iter()
                .map(|(variable, coefficient)| (*variable, -coefficient));
            self.write(
                options
                    .iter()
                    .map(|option| (*option, 1))
                    .chain(short)
                    .chain([(surplus, -1)]),
            );
        }
    }

    /// An implied group of persons, which is judged, unless it is of people of whom something is not known.
    pub(crate) fn group(&mut self, family: &Family, kind: Kind, address: &Address) -> Variable {
        let name = self.name(family, kind.clone(), address);
        let raw = || Name {
            release: Some(family.release),
            kind,
            address: address.clone(),
        };
        let variable = self.number(name.unwrap_or_else(raw), None);
        self.problem.numbers[variable].judged |= !family.catalog.is_unprotected(address);
        variable
    }

    /// A number of nobody in particular: what is left between two others.
    pub(crate) fn slack(&mut self, address: &Address) -> Variable {
        let kind = Kind::Slack(self.problem.numbers.len());
        self.number(
            Name {
                release: None,
                kind,
                address: address.clone(),
            },
            None,
        )
    }

    fn number(&mut self, name: Name, value: Option<i64>) -> Variable {
        if let Some(variable) = self.by_name.get(&name) {
            return *variable;
        }
        self.by_name.insert(name.clone(), self.values.len());
        self.problem.numbers.push(Number {
            name,
            count: 0,
            tables: vec![],
            shown: false,
            known: false,
            judged: false,
            hidden: false,
            unsettled: false,
            rolled_up: false,
        });
        self.values.push(value);
        self.values.len() - 1
    }

    /// The name of a group; `None` where nobody can be. What the group lacks takes no part in what follows of it.
    fn name(&self, family: &Family, kind: Kind, address: &Address) -> Option<Name> {
        let dated = |year: &str| (address.measure.clone(), year.to_owned());
        let release = match family
            .year(address)
            .filter(|_| family.catalog.is_settled(address))
        {
            Some(year) => family.outdated.get(&dated(year)).copied(),
            None => Some(family.release),
        };
        let mut held = address.clone();
        let lacked = match &kind {
            Kind::Without(_, dimension) => held.pins.remove_entry(dimension),
            _ => None,
        };
        if family.catalog.is_pending_when_settled(&held) {
            return None;
        }
        let mut address = self.names.saturated(&held)?;
        address.pins.extend(lacked);
        Some(Name {
            release,
            kind,
            address,
        })
    }

    /// The number of the cell at an address, as a release knows it.
    pub(crate) fn known(&self, family: &Family, address: &Address) -> Option<Variable> {
        if let Some(variable) = self.places.get(&(family.release, address.clone())) {
            return Some(*variable);
        }
        match self.name(family, Kind::Cell, address) {
            Some(name) => self.by_name.get(&name).copied(),
            None => Some(NOBODY),
        }
    }

    /// Writes down that these terms add up to zero.
    pub(crate) fn write(&mut self, terms: impl IntoIterator<Item = (Variable, i64)>) {
        let mut sum: BTreeMap<Variable, i64> = BTreeMap::new();
        terms
            .into_iter()
            .for_each(|(variable, coefficient)| *sum.entry(variable).or_default() += coefficient);
        sum.remove(&NOBODY);
        sum.retain(|_, coefficient| *coefficient != 0);
        let sign = sum.values().next().map_or(1, |first| first.signum());
        let equation: Equation = sum
            .into_iter()
            .map(|(variable, coefficient)| (variable, sign * coefficient))
            .collect();
        if !equation.is_empty() {
            self.equations.insert(equation);
        }
    }

    /// Hands the cells of a release over to the problem.
    pub(crate) fn name_cells(&mut self, release: usize) {
        let places = std::mem::take(&mut self.places).into_iter();
        let cells = places
            .filter(|((of, _), _)| *of == release)
            .map(|((_, address), cell)| (address, cell));
        self.problem.cells = cells.collect();
    }

    /// Keeps the first reason why there can be no release.
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.refused.get_or_insert(refusal);
    }
}
