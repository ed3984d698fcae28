//! One part's open cells as a linear program, and whole tables that agree with it.
//!
//! The solver computes in floating point and is not believed: a table counts only once its rounded numbers fulfil every
//! equation in whole numbers.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable,
};

use super::witnesses::Wishes;
use crate::bounds::Bounds;
use crate::equations::{Id, System};

/// The largest number of persons that is computed with. Beyond it, rounding errors could be taken for persons.
const LARGEST: i64 = 1 << 30;

/// How many branches the search for a whole table may look at before it is given up.
const NODES: u64 = 500;

/// A table that many wishes lead to need not be the nearest one.
pub(super) const GAP: f64 = 0.3;

/// What a cell is asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// This value.
    Is(i64),
    /// This value or more.
    Reaches(i64),
}

impl Goal {
    /// The value, or the least of those that are asked for.
    pub(crate) fn value(self) -> i64 {
        match self {
            Goal::Is(value) | Goal::Reaches(value) => value,
        }
    }

    pub(crate) fn is_met_by(self, value: i64) -> bool {
        match self {
            Goal::Is(wanted) => value == wanted,
            Goal::Reaches(least) => value >= least,
        }
    }
}

/// Of which numbers a table is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Of any: whole ones are hoped for.
    Any,
    /// Of whole ones, at the price of a search.
    Whole,
}

/// What became of the search for a table.
pub(crate) enum Answer {
    /// A whole table, verified.
    Table(Vec<i64>),
    /// A table, but not of whole numbers.
    Broken,
    /// There is none.
    None,
    /// The solver gave up.
    Unknown,
}

/// The open cells of a part, in order, with what each can be and the equations between them.
pub(crate) struct Program {
    pub(crate) cells: Vec<Id>,
    pub(crate) low: Vec<i64>,
    /// `None`: nothing bounds it.
    pub(crate) high: Vec<Option<i64>>,
    pub(super) rows: Vec<Row>,
}

/// `Σ coefficient × cell = sum`, by the places of the open cells.
pub(super) struct Row {
    /// The equation's place in the system.
    pub(super) equation: usize,
    pub(super) terms: Vec<(usize, i32)>,
    pub(super) sum: i64,
}

impl Program {
    /// The program of these equations. `None`: its numbers are too large to be exact.
    pub(crate) fn of(system: &System, bounds: &Bounds, equations: &[usize]) -> Option<Self> {
        let ids = equations
            .iter()
            .flat_map(|name| system.equations[*name].iter().map(|(id, _)| *id));
        let mut cells: Vec<Id> = ids.filter(|id| bounds.is_open(*id)).collect();
        cells.sort_unstable();
        cells.dedup();
        let row = |name: &usize| {
            let mut row = Row {
                equation: *name,
                terms: vec![],
                sum: 0,
            };
            for (id, coefficient) in &system.equations[*name] {
                match (cells.binary_search(id), bounds.intervals[*id].value()) {
                    (Ok(place), _) => row.terms.push((place, *coefficient)),
                    (_, value) => row.sum -= small(value?)?.checked_mul(i64::from(*coefficient))?,
                }
            }
            (row.sum.abs() <= LARGEST).then_some(row)
        };
        let rows = equations.iter().map(row).collect::<Option<Vec<_>>>()?;
        let mut program = Program {
            low: vec![],
            high: vec![],
            cells,
            rows,
        };
        program.narrow(bounds)?;
        Some(program)
    }

    /// Takes over what the bounds say now.
    pub(crate) fn narrow(&mut self, bounds: &Bounds) -> Option<()> {
        let intervals = || self.cells.iter().map(|id| &bounds.intervals[*id]);
        self.low = intervals()
            .map(|interval| small(interval.low))
            .collect::<Option<_>>()?;
        self.high = intervals()
            .map(|interval| {
                interval
                    .high
                    .map(small)
                    .map_or(Some(None), |high| high.map(Some))
            })
            .collect::<Option<_>>()?;
        Some(())
    }

    /// How many equations there are.
    pub(crate) fn size(&self) -> usize {
        self.rows.len()
    }

    /// The place of a cell.
    pub(crate) fn place(&self, id: Id) -> Option<usize> {
        self.cells.binary_search(&id).ok()
    }

    fn problem(&self, direction: OptimizationDirection) -> (Problem, Vec<Variable>) {
        let mut problem = Problem::new(direction);
        let cells = self.low.iter().zip(&self.high);
        let variables = cells
            .map(|(low, high)| {
                problem.add_var(
                    0.0,
                    (*low as f64, high.map_or(f64::INFINITY, |high| high as f64)),
                )
            })
            .collect();
        (problem, variables)
    }

    fn add_rows(&self, problem: &mut Problem, variables: &[Variable]) {
        for row in &self.rows {
            let terms: Vec<_> = row
                .terms
                .iter()
                .map(|(place, coefficient)| (variables[*place], f64::from(*coefficient)))
                .collect();
            problem.add_constraint(terms, ComparisonOp::Eq, row.sum as f64);
        }
    }

    /// Some table, to start from.
    pub(crate) fn start(&self) -> Result<Start, Answer> {
        let (mut problem, variables) = self.problem(OptimizationDirection::Minimize);
        self.add_rows(&mut problem, &variables);
        match problem.solve() {
            Ok(outcome @ SolveOutcome::Solution(_)) => Ok(Start { outcome, variables }),
            Err(Error::Infeasible) => Err(Answer::None),
            _ => Err(Answer::Unknown),
        }
    }

    /// The table nearest to what cells are wished to be, each wish with its weight.
    pub(crate) fn toward(&self, wishes: &Wishes, numbers: Numbers) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut add = |weight: f64, low: i64, high: Option<i64>| match numbers {
            Numbers::Any => problem.add_var(
                weight,
                (low as f64, high.map_or(f64::INFINITY, |high| high as f64)),
            ),
            Numbers::Whole => {
                problem.add_integer_var(weight, (whole(low), high.map_or(i32::MAX, whole)))
            }
        };
        // A cell is what it is wished to be, and something more, and something less.
        let mut parts = Vec::new();
        for (wish, (low, high)) in wishes.iter().zip(self.low.iter().zip(&self.high)) {
            parts.push(match wish {
                None => (0, add(0.0, *low, *high), None),
                Some((goal, weight)) => {
                    let (value, above) = match goal {
                        Goal::Is(value) => (*value, *weight),
                        Goal::Reaches(value) => (*value, 0.0),
                    };
                    let more = add(above, 0, high.map(|high| high - value));
                    (
                        value,
                        more,
                        (value > *low).then(|| add(*weight, 0, Some(value - low))),
                    )
                }
            });
        }
        for row in &self.rows {
            let (mut terms, mut sum) = (Vec::new(), row.sum);
            for (place, coefficient) in &row.terms {
                let (base, more, less) = parts[*place];
                sum -= i64::from(*coefficient) * base;
                terms.push((more, f64::from(*coefficient)));
                terms.extend(less.map(|less| (less, -f64::from(*coefficient))));
            }
            problem.add_constraint(terms, ComparisonOp::Eq, sum as f64);
        }
        match problem.solve_with(limited(GAP)) {
            Ok(SolveOutcome::Solution(solution)) => self.table(|place| {
                let (base, more, less) = parts[place];
                base as f64 + solution.var_value(more)
                    - less.map_or(0.0, |less| solution.var_value(less))
            }),
            Err(Error::Infeasible) => Answer::None,
            _ => Answer::Unknown,
        }
    }

    /// A table in which one cell is as asked, from one where it is not.
    pub(crate) fn from(&self, start: &Start, place: usize, goal: Goal) -> Answer {
        let SolveOutcome::Solution(solution) = start.outcome.clone() else {
            return Answer::Unknown;
        };
        let variable = start.variables[place];
        let outcome = match goal {
            Goal::Is(value) => solution.fix_var(variable, value as f64),
            Goal::Reaches(value) => {
                solution.add_constraint([(variable, 1.0)], ComparisonOp::Ge, value as f64)
            }
        };
        self.answer(outcome, &start.variables)
    }

    /// A whole table, by branch and bound; with one cell as asked, if one is.
    pub(crate) fn whole(&self, wish: Option<(usize, Goal)>) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::new();
        for (place, (low, high)) in self.low.iter().zip(&self.high).enumerate() {
            let (mut low, mut high) = (*low, high.unwrap_or(i64::MAX));
            match wish.filter(|(wished, _)| *wished == place) {
                Some((_, Goal::Is(value))) => (low, high) = (value, value),
                Some((_, Goal::Reaches(value))) => low = low.max(value),
                None => {}
            }
            if low > high {
                return Answer::None;
            }
            variables.push(problem.add_integer_var(0.0, (whole(low), whole(high))));
        }
        self.add_rows(&mut problem, &variables);
        self.answer(problem.solve_with(limited(0.0)), &variables)
    }

    fn answer(&self, outcome: Result<SolveOutcome, Error>, variables: &[Variable]) -> Answer {
        match outcome {
            Ok(SolveOutcome::Solution(solution)) => {
                self.table(|place| solution.var_value(variables[place]))
            }
            Err(Error::Infeasible) => Answer::None,
            _ => Answer::Unknown,
        }
    }

    /// The rounded numbers, if they agree with everything.
    pub(super) fn table(&self, value: impl Fn(usize) -> f64) -> Answer {
        let table: Vec<i64> = (0..self.cells.len())
            .map(|place| value(place).round() as i64)
            .collect();
        if self.agrees(&table) {
            Answer::Table(table)
        } else {
            Answer::Broken
        }
    }

    /// Whether a table is within all bounds and fulfils all equations.
    pub(super) fn agrees(&self, table: &[i64]) -> bool {
        let within = |place: usize| {
            self.low[place] <= table[place]
                && self.high[place].is_none_or(|high| table[place] <= high)
        };
        let adds_up = |row: &Row| {
            let terms = row
                .terms
                .iter()
                .map(|(place, coefficient)| i128::from(table[*place]) * i128::from(*coefficient));
            terms.sum::<i128>() == i128::from(row.sum)
        };
        (0..table.len()).all(within) && self.rows.iter().all(adds_up)
    }
}

/// Some table and how the solver found it, to look for others from there.
pub(crate) struct Start {
    outcome: SolveOutcome,
    variables: Vec<Variable>,
}

impl Start {
    /// The table itself.
    pub(crate) fn table(&self, program: &Program) -> Answer {
        program.answer(Ok(self.outcome.clone()), &self.variables)
    }
}

/// A search that ends in time, and as soon as what it found is so near to the best.
pub(super) fn limited(gap: f64) -> SolveOptions {
    let mut options = SolveOptions::default();
    options.node_limit = Some(NODES);
    options.mip_gap = gap;
    options
}

pub(super) fn whole(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn small(number: i128) -> Option<i64> {
    i64::try_from(number)
        .ok()
        .filter(|number| number.abs() <= LARGEST)
}
