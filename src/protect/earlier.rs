//! Earlier releases as constraints: what they said of years that were corrected since, and values for what they hid.

use std::collections::{BTreeMap, BTreeSet};

use crate::Refusal;
use crate::family::Family;
use crate::problem::{Equation, Problem, Variable};
use crate::solve::{Column, Row, cheapest};
use crate::writer::{NOBODY, Writer};

impl Writer<'_> {
    /// The years of which an earlier release published something else than the records say now.
    pub(crate) fn revised(&self, earlier: &Family, now: &Family) -> BTreeSet<String> {
        let differences = self.differences(earlier, now);
        differences.into_iter().filter(|(_, by)| by.iter().any(|by| *by != 0)).map(|(year, _)| year).collect()
    }

    /// By year, how much more of each published number a later release counts.
    pub(crate) fn differences(&self, earlier: &Family, later: &Family) -> BTreeMap<String, Vec<i64>> {
        let mut differences: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for frame in &earlier.frames {
            for (address, cell) in frame.addresses.iter().zip(frame.cells.iter().flatten()) {
                let (Some(year), Some(then)) = (earlier.year(address), cell.published()) else { continue };
                let is = self.known(later, address).and_then(|variable| self.values[variable]);
                if let (Some(is), Ok(then)) = (is, i64::try_from(then)) {
                    differences.entry(year.to_owned()).or_default().push(is - then);
                }
            }
        }
        differences
    }

    /// The problem, with every number: what follows from the equations follows, and what earlier releases hid and
    /// nothing tells of now is given values that fit.
    pub(crate) fn finished(mut self) -> Result<Problem, Refusal> {
        let equations: Vec<Equation> = std::mem::take(&mut self.equations).into_iter().collect();
        self.follow(&equations);
        self.fill(&equations)?;
        for (variable, value) in self.values.iter().enumerate() {
            self.problem.numbers[variable].count = value.unwrap_or_default();
        }
        let count = |variable: Variable| self.problem.numbers[variable].count;
        let negative = (0..self.values.len()).find(|variable| count(*variable) < 0);
        let wrong = |equation: &&Equation| equation.iter().map(|(at, by)| by * count(*at)).sum::<i64>() != 0;
        let broken = equations.iter().find(wrong).and_then(|equation| equation.first()).map(|(variable, _)| *variable);
        if let Some(variable) = negative.or(broken) {
            self.refuse(contradiction(&self.problem, variable));
        }
        if let Some(refusal) = self.refused {
            return Err(refusal);
        }
        self.problem.equations = equations;
        self.problem.index();
        Ok(self.problem)
    }

    /// Values that follow from one equation in which all others are known, again and again.
    fn follow(&mut self, equations: &[Equation]) {
        let mut places: Vec<Vec<usize>> = vec![vec![]; self.values.len()];
        for (at, equation) in equations.iter().enumerate() {
            equation.iter().for_each(|(variable, _)| places[*variable].push(at));
        }
        let mut queue: Vec<usize> = (0..equations.len()).rev().collect();
        while let Some(at) = queue.pop() {
            let mut open = equations[at].iter().filter(|(variable, _)| self.values[*variable].is_none());
            let (Some((variable, coefficient)), None) = (open.next(), open.next()) else { continue };
            let sum: i64 = equations[at].iter().filter_map(|(held, by)| Some(by * self.values[*held]?)).sum();
            if sum % coefficient == 0 {
                self.values[*variable] = Some(-sum / coefficient);
                queue.extend(&places[*variable]);
            }
        }
    }

    fn fill(&mut self, equations: &[Equation]) -> Result<(), Refusal> {
        let open: Vec<Variable> = (0..self.values.len()).filter(|variable| self.values[*variable].is_none()).collect();
        let Some(first) = open.first() else { return Ok(()) };
        let column = |variable: &Variable| open.binary_search(variable).ok();
        let rows = equations.iter().filter(|equation| equation.iter().any(|(held, _)| self.values[*held].is_none()));
        let rows: Vec<Row> = rows
            .map(|equation| Row {
                terms: equation.iter().filter_map(|(variable, by)| Some((column(variable)?, *by))).collect(),
                sum: -equation.iter().filter_map(|(held, by)| Some(by * self.values[*held]?)).sum::<i64>(),
            })
            .collect();
        let columns: Vec<Column> = open.iter().map(|_| Column { cost: 1.0, most: None }).collect();
        let found = cheapest(&columns, &rows).ok_or_else(|| contradiction(&self.problem, *first))?;
        open.iter().zip(found).for_each(|(variable, value)| self.values[*variable] = Some(value));
        Ok(())
    }
}

fn contradiction(problem: &Problem, variable: Variable) -> Refusal {
    debug_assert_ne!(variable, NOBODY);
    Refusal::Contradiction { group: problem.numbers[variable].name.address.to_string() }
}
