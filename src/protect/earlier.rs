//! Earlier releases as constraints: what they said of years that were corrected since, and values for what they hid.

use std::collections::BTreeMap;

use cube::TOTAL;

use crate::Refusal;
use crate::family::Family;
use crate::problem::{Equation, Problem, Variable};
use crate::solve::{Column, Row, cheapest};
use crate::versions::Told;
use crate::writer::{NOBODY, Writer};

impl Writer<'_> {
    /// What a release tells; the one that is to be made may tell everything.
    pub(crate) fn told(&self, family: &Family) -> Told {
        let codes = family.years().chain(family.pooled());
        let years = codes.map(|code| {
            (
                code.to_owned(),
                family.years_in(code).map(str::to_owned).collect(),
            )
        });
        let mut told = Told {
            counts: BTreeMap::new(),
            years: years.collect(),
        };
        for frame in &family.frames {
            for (at, address) in frame.addresses.iter().enumerate() {
                let count = match &frame.cells {
                    Some(cells) => cells[at].published(),
                    None => Some((self.counts)(address)),
                };
                let count = count.and_then(|count| i64::try_from(count).ok());
                if let Some((count, name)) = count.zip(self.names.saturated(address)) {
                    let code = address
                        .pins
                        .get(&family.catalog.time)
                        .map_or(TOTAL, String::as_str);
                    let dated = (address.measure.clone(), code.to_owned());
                    told.counts.entry(dated).or_default().insert(name, count);
                }
            }
        }
        told
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
        let wrong = |equation: &&Equation| {
            equation.iter().map(|(at, by)| by * count(*at)).sum::<i64>() != 0
        };
        let broken = equations
            .iter()
            .find(wrong)
            .and_then(|equation| equation.first())
            .map(|(variable, _)| *variable);
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
            equation
                .iter()
                .for_each(|(variable, _)| places[*variable].push(at));
        }
        let mut queue: Vec<usize> = (0..equations.len()).rev().collect();
        while let Some(at) = queue.pop() {
            let mut open = equations[at]
                .iter()
                .filter(|(variable, _)| self.values[*variable].is_none());
            let (Some((variable, coefficient)), None) = (open.next(), open.next()) else {
                continue;
            };
            let sum: i64 = equations[at]
                .iter()
                .filter_map(|(held, by)| Some(by * self.values[*held]?))
                .sum();
            if sum % coefficient == 0 {
                self.values[*variable] = Some(-sum / coefficient);
                queue.extend(&places[*variable]);
            }
        }
    }

    fn fill(&mut self, equations: &[Equation]) -> Result<(), Refusal> {
        let open: Vec<Variable> = (0..self.values.len())
            .filter(|variable| self.values[*variable].is_none())
            .collect();
        let Some(first) = open.first() else {
            return Ok(());
        };
        let column = |variable: &Variable| open.binary_search(variable).ok();
        let rows = equations.iter().filter(|equation| {
            equation
                .iter()
                .any(|(held, _)| self.values[*held].is_none())
        });
        let rows: Vec<Row> = rows
            .map(|equation| Row {
                terms: equation
                    .iter()
                    .filter_map(|(variable, by)| Some((column(variable)?, *by)))
                    .collect(),
                sum: -equation
                    .iter()
                    .filter_map(|(held, by)| Some(by * self.values[*held]?))
                    .sum::<i64>(),
            })
            .collect();
        let columns: Vec<Column> = open
            .iter()
            .map(|_| Column {
                cost: 1.0,
                most: None,
            })
            .collect();
        let found =
            cheapest(&columns, &rows).ok_or_else(|| contradiction(&self.problem, *first))?;
        open.iter()
            .zip(found)
            .for_each(|(variable, value)| self.values[*variable] = Some(value));
        Ok(())
    }
}

fn contradiction(problem: &Problem, variable: Variable) -> Refusal {
    debug_assert_ne!(variable, NOBODY);
    Refusal::Contradiction {
        group: problem.numbers[variable].name.address.to_string(),
    }
}
