//! Completes the problem: gives every number a value, and refuses values that contradict each other.

use cube::{Address, Catalog, parse_years};

use crate::problem::builder::{NOBODY, ProblemBuilder};
use crate::problem::number::{Group, Name, Variable};
use crate::problem::system::{Equation, Problem};
use crate::refusal::Refusal;
use crate::solve::{Column, Row, cheapest};

impl ProblemBuilder<'_> {
    /// The finished problem. Counts that follow from equations are computed; for those that earlier releases hid and no
    /// record gives, some values are found that fit.
    pub(crate) fn finish(mut self, catalog: &Catalog) -> Result<Problem, Refusal> {
        let equations: Vec<Equation> = std::mem::take(&mut self.equations).into_iter().collect();
        self.propagate(&equations);
        self.add_up_years(&equations, catalog);
        self.solve_remaining(&equations)?;
        for (number, value) in self.problem.numbers.iter_mut().zip(&self.values) {
            number.count = value.unwrap_or_default();
        }
        if let Some(variable) = find_contradiction(&self.problem, &equations) {
            let refusal = contradiction(&self.problem, variable);
            self.refuse(refusal);
        }
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        self.problem.equations = equations;
        self.complete_changes();
        self.problem.index();
        Ok(self.problem)
    }

    /// Adds the changes that revisions make, after everything else: they are no counts and limit none.
    fn complete_changes(&mut self) {
        self.problem.first_change = self.problem.equations.len();
        for (release, earlier, later) in std::mem::take(&mut self.changes) {
            let numbers = &mut self.problem.numbers;
            if numbers[earlier].known && numbers[later].known {
                continue;
            }
            let by = numbers[later].count - numbers[earlier].count;
            let is_small = by != 0 && by.abs() < self.problem.threshold;
            numbers[later].small_change |= numbers[earlier].known && is_small;
            let name = Name {
                group: Group::Change(release),
                ..numbers[later].name.clone()
            };
            let change = self.add_number(name, Some(by));
            let number = &mut self.problem.numbers[change];
            number.count = by;
            number.is_change = true;
            let mut equation = vec![(earlier, -1), (later, 1), (change, -1)];
            equation.retain(|(variable, _)| *variable != NOBODY);
            equation.sort_unstable();
            self.problem.equations.push(equation);
        }
    }

    /// Computes each value that is the only unknown one of an equation, until no more follow.
    fn propagate(&mut self, equations: &[Equation]) {
        let mut occurrences: Vec<Vec<usize>> = vec![vec![]; self.values.len()];
        for (at, equation) in equations.iter().enumerate() {
            for (variable, _) in equation {
                occurrences[*variable].push(at);
            }
        }
        let mut queue: Vec<usize> = (0..equations.len()).rev().collect();
        while let Some(at) = queue.pop() {
            let Some((variable, coefficient)) = self.only_unknown(&equations[at]) else {
                continue;
            };
            let sum = self.known_sum(&equations[at]);
            if sum % coefficient == 0 {
                self.values[variable] = Some(-sum / coefficient);
                queue.extend(&occurrences[variable]);
            }
        }
    }

    /// Gives counts over several years, which earlier releases hid, the sum of these years' own counts, if they were counted:
    /// then persons stand behind them. Changes nothing if that does not fit.
    fn add_up_years(&mut self, equations: &[Equation], catalog: &Catalog) {
        let before = self.values.clone();
        for variable in 0..self.values.len() {
            let name = &self.problem.numbers[variable].name;
            if self.values[variable].is_none() && name.group == Group::Cell {
                self.values[variable] = self.sum_of_years(&name.address, catalog);
            }
        }
        self.propagate(equations);
        let fits = |equation: &Equation| {
            let mut terms = equation.iter();
            terms.any(|(variable, _)| self.values[*variable].is_none())
                || self.known_sum(equation) == 0
        };
        if !equations.iter().all(fits) {
            self.values = before;
        }
    }

    fn sum_of_years(&self, address: &Address, catalog: &Catalog) -> Option<i64> {
        let time = self.implications.lattice.time();
        let years = parse_years(address.pins.get(time)?).filter(|years| years.len() > 1)?;
        let mut sum = 0;
        for year in years {
            let mut of_year = address.clone();
            of_year.pins.insert(time.to_owned(), year.to_string());
            let mut pins = of_year.pins.iter();
            pins.all(|(id, code)| {
                let dimension = catalog.dimension(id);
                dimension.is_some_and(|dimension| dimension.category(code).is_some())
            })
            .then_some(())?;
            sum += i64::try_from((self.counts)(&of_year)).ok()?;
        }
        Some(sum)
    }

    fn only_unknown(&self, equation: &Equation) -> Option<(Variable, i64)> {
        let mut unknown = equation
            .iter()
            .filter(|(variable, _)| self.values[*variable].is_none());
        let first = unknown.next()?;
        unknown.next().is_none().then_some(*first)
    }

    /// The sum of an equation's terms whose values are known.
    fn known_sum(&self, equation: &Equation) -> i64 {
        equation
            .iter()
            .filter_map(|(variable, by)| Some(by * self.values[*variable]?))
            .sum()
    }

    /// Finds values for all numbers that are still unknown by linear programming.
    fn solve_remaining(&mut self, equations: &[Equation]) -> Result<(), Refusal> {
        let unknown: Vec<Variable> = (0..self.values.len())
            .filter(|variable| self.values[*variable].is_none())
            .collect();
        let Some(first) = unknown.first() else {
            return Ok(());
        };
        let mut rows = Vec::new();
        for equation in equations {
            let terms: Vec<(usize, i64)> = equation
                .iter()
                .filter_map(|(variable, by)| Some((unknown.binary_search(variable).ok()?, *by)))
                .collect();
            if !terms.is_empty() {
                let sum = -self.known_sum(equation);
                rows.push(Row::equal(terms, sum));
            }
        }
        let column = |_: &Variable| Column {
            cost: 1.0,
            most: None,
        };
        let columns: Vec<Column> = unknown.iter().map(column).collect();
        let Some(values) = cheapest(&columns, &rows) else {
            return Err(contradiction(&self.problem, *first));
        };
        for (variable, value) in unknown.into_iter().zip(values) {
            self.values[variable] = Some(value);
        }
        Ok(())
    }
}

/// A number below zero, or one of an equation that does not hold.
fn find_contradiction(problem: &Problem, equations: &[Equation]) -> Option<Variable> {
    let numbers = &problem.numbers;
    let negative = numbers.iter().position(|number| number.count < 0);
    let is_broken = |equation: &&Equation| {
        let terms = equation.iter().map(|(at, by)| by * numbers[*at].count);
        terms.sum::<i64>() != 0
    };
    negative.or_else(|| {
        let broken = equations.iter().find(is_broken)?;
        broken.first().map(|(variable, _)| *variable)
    })
}

fn contradiction(problem: &Problem, variable: Variable) -> Refusal {
    debug_assert_ne!(variable, NOBODY);
    Refusal::Contradiction {
        group: problem.numbers[variable].name.address.to_string(),
    }
}
