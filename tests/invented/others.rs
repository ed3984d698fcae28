//! Finds other tables that agree with a release, without any code of the attack or of the protection.
//!
//! It writes the sums down as a reader of the files would, and a solver looks for whole numbers. It is for releases of two
//! measures, one of which is part of the other, without multi-response dimensions and without relations.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::{BTreeMap, BTreeSet};

use cube::{Address, Cell, Release, TOTAL};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOutcome, Variable};

use super::dice::Dice;

/// A sum: numbers, each taken so often, that are zero together.
type Sum = BTreeMap<usize, i64>;

/// A release as sums, and the tables that agree with it.
pub struct Others {
    names: BTreeMap<Address, usize>,
    /// Each number, if it is published.
    known: Vec<Option<i64>>,
    sums: Vec<Sum>,
    /// Groups of which nothing may be proved.
    judged: BTreeSet<usize>,
    threshold: i64,
    /// Tables that agree with everything.
    tables: Vec<Vec<i64>>,
    dice: Dice,
}

/// What a number is to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    Is(i64),
    Reaches(i64),
}

impl Goal {
    fn is_met(self, value: i64) -> bool {
        match self {
            Goal::Is(wanted) => value == wanted,
            Goal::Reaches(least) => value >= least,
        }
    }
}

impl Others {
    /// Reads everything that the release publishes.
    pub fn from_release(release: &Release) -> Self {
        let threshold = i64::try_from(release.catalog.threshold).unwrap();
        let mut others = Others {
            names: BTreeMap::new(),
            known: vec![],
            sums: vec![],
            judged: BTreeSet::new(),
            threshold,
            tables: vec![],
            dice: Dice::new(1),
        };
        let cells: BTreeMap<Address, Cell> = release
            .tables
            .values()
            .flat_map(|table| table.addressed())
            .collect();
        for (address, cell) in &cells {
            let number = others.number(cell.published().map(|count| i64::try_from(count).unwrap()));
            others.names.insert(address.clone(), number);
            if *cell == Cell::Hidden {
                others.judged.insert(number);
            }
        }
        others.add_up(release);
        for (part, whole) in &release.catalog.relations.part_of {
            others.part(release, part, whole);
        }
        others
    }

    fn number(&mut self, known: Option<i64>) -> usize {
        self.known.push(known);
        self.known.len() - 1
    }

    /// Every category is the sum of those directly below it.
    fn add_up(&mut self, release: &Release) {
        for table in release.tables.values() {
            for (address, _) in table.addressed() {
                for dimension in table.dimensions() {
                    let code = address
                        .pins
                        .get(&dimension.id)
                        .map_or(TOTAL, String::as_str);
                    let below = dimension.children(code).map(|child| {
                        let mut below = address.clone();
                        below.pins.insert(dimension.id.clone(), child.code.clone());
                        (self.names[&below], -1)
                    });
                    let below: Sum = below.collect();
                    if !below.is_empty() {
                        self.sums.push(
                            below
                                .into_iter()
                                .chain([(self.names[&address], 1)])
                                .collect(),
                        );
                    }
                }
            }
        }
    }

    /// By the end of every year, no more are in the part than in the whole; over all years, the others are a group.
    fn part(&mut self, release: &Release, part: &str, whole: &str) {
        let time = release.catalog.dimension(&release.catalog.time).unwrap();
        let pooled =
            |address: &&Address| address.measure == part && !address.pins.contains_key(&time.id);
        let addresses: Vec<Address> = self.names.keys().filter(pooled).cloned().collect();
        for address in addresses {
            let at = |measure: &str, year: Option<&str>| {
                let mut found = Address {
                    measure: measure.into(),
                    ..address.clone()
                };
                found
                    .pins
                    .extend(year.map(|year| (time.id.clone(), year.to_owned())));
                self.names.get(&found).copied()
            };
            let (own, all) = (at(part, None).unwrap(), at(whole, None).unwrap());
            let years = time.leaves().map_while(|year| {
                Some((at(part, Some(&year.code))?, at(whole, Some(&year.code))?))
            });
            let years: Vec<(usize, usize)> = years.collect();
            let rest = self.number(None);
            self.sums.push([(all, 1), (own, -1), (rest, -1)].into());
            self.judged.insert(rest);
            for last in 1..=years.len() {
                let waiting = self.number(None);
                let until = years[..last]
                    .iter()
                    .flat_map(|(own, all)| [(*all, 1), (*own, -1)]);
                self.sums.push(until.chain([(waiting, -1)]).collect());
            }
        }
    }

    /// How many tables were found.
    pub fn tables(&self) -> usize {
        self.tables.len()
    }

    /// What a reader can prove once one more number is published: groups that are small for certain, or cannot have every
    /// value below the threshold although they may be small.
    pub fn provable(&mut self, shown: &Address, truth: u64) -> usize {
        let (shown, truth) = (self.names[shown], i64::try_from(truth).unwrap());
        let mut provable = 0;
        for number in self.judged.clone() {
            if number == shown {
                continue;
            }
            let goals = (0..self.threshold)
                .map(Goal::Is)
                .chain([Goal::Reaches(self.threshold)]);
            let possible: Vec<bool> = goals
                .map(|goal| self.is_possible((shown, truth), number, goal))
                .collect();
            let (large, small) = possible.split_last().unwrap();
            // Large for certain, or anything.
            let is_safe = *large
                && (small.iter().all(|possible| !possible)
                    || small.iter().all(|possible| *possible));
            provable += usize::from(!is_safe);
        }
        provable
    }

    /// Whether some table of whole numbers agrees with everything in which two numbers are so.
    fn is_possible(&mut self, (shown, truth): (usize, i64), number: usize, goal: Goal) -> bool {
        let fits = |table: &Vec<i64>| table[shown] == truth && goal.is_met(table[number]);
        if self.tables.iter().any(fits) {
            return true;
        }
        let Some(table) = self.seek(&[(shown, Goal::Is(truth)), (number, goal)]) else {
            return false;
        };
        assert!(
            self.agrees(&table) && fits(&table),
            "the solver's table does not add up"
        );
        self.tables.push(table);
        true
    }

    fn seek(&mut self, goals: &[(usize, Goal)]) -> Option<Vec<i64>> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let open: Vec<Option<Variable>> = (0..self.known.len())
            .map(|number| {
                let weight = self.dice.below(201) as f64 - 60.0;
                self.known[number]
                    .is_none()
                    .then(|| problem.add_integer_var(weight, (0, 1_000)))
            })
            .collect();
        for sum in &self.sums {
            let terms: Vec<(Variable, f64)> = sum
                .iter()
                .filter_map(|(number, times)| Some((open[*number]?, *times as f64)))
                .collect();
            let known: i64 = sum
                .iter()
                .map(|(number, times)| self.known[*number].unwrap_or_default() * times)
                .sum();
            if !terms.is_empty() {
                problem.add_constraint(terms, ComparisonOp::Eq, -known as f64);
            }
        }
        for (number, goal) in goals {
            let (op, value) = match goal {
                Goal::Is(value) => (ComparisonOp::Eq, *value),
                Goal::Reaches(least) => (ComparisonOp::Ge, *least),
            };
            match open[*number] {
                Some(variable) => problem.add_constraint([(variable, 1.0)], op, value as f64),
                None if goal.is_met(self.known[*number].unwrap()) => {}
                None => return None,
            }
        }
        match problem.solve() {
            Ok(SolveOutcome::Solution(solution)) => {
                let value = |(number, variable): (usize, &Option<Variable>)| {
                    variable.map_or(self.known[number].unwrap_or_default(), |variable| {
                        solution.var_value(variable).round() as i64
                    })
                };
                Some(open.iter().enumerate().map(value).collect())
            }
            Err(Error::Infeasible) => None,
            _ => panic!("the solver gave up"),
        }
    }

    /// Whether a table is whole, is not negative, shows what is published, and adds up.
    fn agrees(&self, table: &[i64]) -> bool {
        let is_zero = |sum: &Sum| {
            sum.iter()
                .map(|(number, times)| table[*number] * times)
                .sum::<i64>()
                == 0
        };
        table
            .iter()
            .zip(&self.known)
            .all(|(value, known)| *value >= 0 && known.is_none_or(|known| known == *value))
            && self.sums.iter().all(is_zero)
    }
}
