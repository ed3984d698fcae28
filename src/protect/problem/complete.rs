//! Completes the problem: gives every number a value, and refuses values that contradict each other.

use cube::{Address, Catalog, TOTAL, parse_years};

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
        self.solve_remaining(&equations, catalog)?;
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
        let is_negative = |value: &i64| *value < 0;
        if self.values.iter().flatten().any(is_negative) || !equations.iter().all(fits) {
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
            sum += i64::try_from(self.count_under_any_name(&of_year)).ok()?;
        }
        Some(sum)
    }

    /// The count at an address to which everything that is implied was added: tables may count it without one of that.
    fn count_under_any_name(&self, address: &Address) -> u64 {
        let mut count = (self.counts)(address);
        for id in address.pins.keys() {
            let mut shorter = address.clone();
            shorter.pins.remove(id);
            if self.implications.saturate(&shorter).as_ref() == Some(address) {
                count = count.max(self.count_under_any_name(&shorter));
            }
        }
        count
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

    /// Finds values for all numbers that are still unknown by linear programming: the nearest to what their years counted,
    /// or to the counts after a correction, for behind these stand persons.
    fn solve_remaining(
        &mut self,
        equations: &[Equation],
        catalog: &Catalog,
    ) -> Result<(), Refusal> {
        let unknown: Vec<Variable> = (0..self.values.len())
            .filter(|variable| self.values[*variable].is_none())
            .collect();
        let Some(first) = unknown.first() else {
            return Ok(());
        };
        let expected: Vec<Option<i64>> = unknown
            .iter()
            .map(|variable| self.expected(*variable, catalog))
            .collect();
        let near = self.find_nearest(equations, &unknown, &expected);
        let all = || self.find_nearest(equations, &unknown, &vec![None; unknown.len()]);
        let Some(values) = near.or_else(all) else {
            return Err(contradiction(&self.problem, *first));
        };
        for (variable, value) in unknown.into_iter().zip(values) {
            self.values[variable] = Some(value);
        }
        Ok(())
    }

    /// What an unknown count should be near to: the sum of its years, or what it is after a correction, if that is known.
    fn expected(&self, variable: Variable, catalog: &Catalog) -> Option<i64> {
        let mut name = self.problem.numbers[variable].name.clone();
        if name.group == Group::Cell
            && let Some(sum) = self.sum_of_years(&name.address, catalog)
        {
            return Some(sum);
        }
        let time = self.implications.lattice.time();
        let code = name.address.pins.remove(time)?;
        let (years, _) = code.split_once('@')?;
        if years != TOTAL {
            name.address.pins.insert(time.to_owned(), years.to_owned());
        }
        self.values[self.find_number(&name)?]
    }

    /// Values for the unknown numbers as near as possible to what is expected of them, or else as small as possible.
    fn find_nearest(
        &self,
        equations: &[Equation],
        unknown: &[Variable],
        expected: &[Option<i64>],
    ) -> Option<Vec<i64>> {
        let column = |most: Option<i64>| Column { cost: 1.0, most };
        // The first columns are by how much each is more than expected; those after them, by how much it is less.
        let mut columns: Vec<Column> = unknown.iter().map(|_| column(None)).collect();
        let mut less_of: Vec<Option<usize>> = Vec::new();
        for expected in expected {
            less_of.push(expected.map(|_| columns.len()));
            columns.extend(expected.map(|expected| column(Some(expected))));
        }
        let mut rows = Vec::new();
        for equation in equations {
            let (mut terms, mut sum) = (vec![], -self.known_sum(equation));
            for (variable, by) in equation {
                if let Ok(at) = unknown.binary_search(variable) {
                    terms.push((at, *by));
                    terms.extend(less_of[at].map(|less| (less, -by)));
                    sum -= by * expected[at].unwrap_or_default();
                }
            }
            if !terms.is_empty() {
                rows.push(Row::equal(terms, sum));
            }
        }
        let values = cheapest(&columns, &rows)?.values;
        let value = |at: usize| {
            let less = less_of[at].map_or(0, |less| values[less]);
            values[at] + expected[at].unwrap_or_default() - less
        };
        Some((0..unknown.len()).map(value).collect())
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
