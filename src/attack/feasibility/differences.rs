//! Settles which differences between two releases are proved to be small, but not to be none.

use std::collections::{BTreeMap, BTreeSet};

use super::outcome::{Feasibility, Verdict};
use crate::bounds::{Bounds, connected_components};
use crate::effort::Effort;
use crate::equations::{Difference, Id, System};
use crate::program::{Answer, Program, Start};
use crate::progress::ProgressReporter;

/// Judges every difference: if the files prove that something changed, they must prove that the
/// change reaches the threshold.
pub(crate) fn settle_differences(
    system: &System,
    bounds: &Bounds,
    (redundant, effort): (&BTreeSet<usize>, Effort),
    feasibility: &mut Feasibility,
    progress: &mut ProgressReporter<'_>,
) {
    if system.differences.is_empty() {
        return;
    }
    let mut search = Search::new(system, bounds, redundant, effort);
    feasibility.to_try += system.differences.len();
    for (at, difference) in system.differences.iter().enumerate() {
        if progress.is_stopped() {
            feasibility.untried += system.differences.len() - at;
            return;
        }
        if let Some(verdict) = search.judge(difference) {
            feasibility.differences.insert(at, verdict);
        }
    }
}

/// The components of equations, and what was found in them so far.
struct Search<'a> {
    system: &'a System,
    bounds: &'a Bounds,
    effort: Effort,
    components: Vec<Vec<usize>>,
    component_of: BTreeMap<Id, usize>,
    /// By the components that a difference touches; `None`: they have no table.
    tables: BTreeMap<BTreeSet<usize>, Option<Tables>>,
}

/// Tables that agree with everything in some components.
struct Tables {
    program: Program,
    start: Start,
    known: Vec<Vec<i64>>,
}

/// Whether a difference can have a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Possible {
    Yes,
    No,
    Unknown,
}

impl<'a> Search<'a> {
    fn new(
        system: &'a System,
        bounds: &'a Bounds,
        redundant: &BTreeSet<usize>,
        effort: Effort,
    ) -> Self {
        let mut components = connected_components(system, bounds);
        let mut component_of = BTreeMap::new();
        for (at, equations) in components.iter_mut().enumerate() {
            equations.retain(|equation| !redundant.contains(equation));
            for equation in equations {
                let ids = system.equations[*equation].iter().map(|(id, _)| *id);
                let open = ids.filter(|id| bounds.is_open(*id));
                component_of.extend(open.map(|id| (id, at)));
            }
        }
        Search {
            system,
            bounds,
            effort,
            components,
            component_of,
            tables: BTreeMap::new(),
        }
    }

    /// Returns what is wrong with a difference. `None`: nothing may have changed, or much has.
    fn judge(&mut self, difference: &Difference) -> Option<Verdict> {
        let threshold = i64::try_from(difference.threshold?).unwrap_or(i64::MAX);
        match self.is_possible(difference, 0) {
            Possible::Yes => return None,
            Possible::Unknown => return Some(Verdict::Unsettled),
            Possible::No => {}
        }
        let is_small = (1..threshold)
            .flat_map(|size| [size, -size])
            .any(|value| self.is_possible(difference, value) != Possible::No);
        is_small.then(|| {
            let [low, high] = self.ends(difference);
            Verdict::Small { low, high }
        })
    }

    /// Returns the smallest and the largest difference that all equations together allow.
    fn ends(&self, difference: &Difference) -> [Option<i64>; 2] {
        let ends = self.interval(difference);
        let terms = self.open_terms(difference);
        let touched: BTreeSet<usize> = terms
            .iter()
            .filter_map(|(id, _)| self.component_of.get(id).copied())
            .collect();
        let Some(Some(tables)) = self.tables.get(&touched) else {
            return ends;
        };
        let columns: Option<Vec<(usize, i32)>> = terms
            .iter()
            .map(|(id, sign)| Some((tables.program.column(*id)?, *sign)))
            .collect();
        let known = self.known_part(difference);
        let (Some(columns), Ok(known)) = (columns, i64::try_from(known)) else {
            return ends;
        };
        let found = tables.program.range_of_sum(&columns);
        let [low, high] = found.map(|end| end.map(|end| end + known));
        [low.or(ends[0]), high.or(ends[1])]
    }

    /// Lists the open cells of a difference, with their signs.
    fn open_terms(&self, difference: &Difference) -> Vec<(Id, i32)> {
        let mut terms = vec![(difference.later, 1), (difference.earlier, -1)];
        terms.retain(|(id, _)| self.bounds.is_open(*id));
        terms
    }

    /// Returns the difference of those of its counts that are known.
    fn known_part(&self, difference: &Difference) -> i128 {
        let value = |id: Id| self.bounds.intervals[id].value().unwrap_or_default();
        value(difference.later) - value(difference.earlier)
    }

    /// Returns the smallest and the largest difference that the bounds of both counts allow.
    fn interval(&self, difference: &Difference) -> [Option<i64>; 2] {
        let earlier = &self.bounds.intervals[difference.earlier];
        let later = &self.bounds.intervals[difference.later];
        let low = earlier.high.map(|high| later.low - high);
        let high = later.high.map(|high| high - earlier.low);
        [low, high].map(|end| end.and_then(|end| i64::try_from(end).ok()))
    }

    fn is_possible(&mut self, difference: &Difference, value: i64) -> Possible {
        let [low, high] = self.interval(difference);
        if low.is_some_and(|low| value < low) || high.is_some_and(|high| value > high) {
            return Possible::No;
        }
        let terms = self.open_terms(difference);
        let sum = i128::from(value) - self.known_part(difference);
        let is_free = |(id, _): &(Id, i32)| !self.component_of.contains_key(id);
        if self.effort == Effort::Bounds || terms.is_empty() || terms.iter().any(is_free) {
            return Possible::Yes;
        }
        let Ok(sum) = i64::try_from(sum) else {
            return Possible::Unknown;
        };
        self.search(&terms, sum)
    }

    /// Searches a table in which a sum of open cells has a value.
    fn search(&mut self, terms: &[(Id, i32)], sum: i64) -> Possible {
        let touched: BTreeSet<usize> = terms.iter().map(|(id, _)| self.component_of[id]).collect();
        if !self.tables.contains_key(&touched) {
            let tables = self.start(&touched);
            self.tables.insert(touched.clone(), tables);
        }
        let Some(Some(tables)) = self.tables.get_mut(&touched) else {
            // That no table agrees with the files is reported already.
            return Possible::Yes;
        };
        let columns: Option<Vec<(usize, i32)>> = terms
            .iter()
            .map(|(id, sign)| Some((tables.program.column(*id)?, *sign)))
            .collect();
        let Some(columns) = columns else {
            return Possible::Unknown;
        };
        let has_sum = |table: &Vec<i64>| {
            let terms = columns.iter();
            let values = terms.map(|(column, sign)| table[*column] * i64::from(*sign));
            values.sum::<i64>() == sum
        };
        if tables.known.iter().any(has_sum) {
            return Possible::Yes;
        }
        match tables.program.solve_sum(&tables.start, &columns, sum) {
            Answer::Table(table) => {
                tables.known.push(table);
                Possible::Yes
            }
            Answer::Infeasible => Possible::No,
            Answer::NotWhole | Answer::Unknown => Possible::Unknown,
        }
    }

    /// Finds a first table of some components.
    fn start(&self, touched: &BTreeSet<usize>) -> Option<Tables> {
        let equations = touched.iter().flat_map(|at| &self.components[*at]);
        let equations: Vec<usize> = equations.copied().collect();
        let program = Program::from_equations(self.system, self.bounds, &equations)?;
        let start = program.solve().ok()?;
        let known = match start.table(&program) {
            Answer::Table(table) => vec![table],
            _ => vec![],
        };
        Some(Tables {
            program,
            start,
            known,
        })
    }
}
