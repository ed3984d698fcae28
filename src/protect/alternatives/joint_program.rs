//! Searches for moves in all tables at once, by a linear program that is set up once and solved for one change
//! after the other.
//!
//! Setting a large program up takes most of the time.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem as Program, Solution};

use crate::alternatives::moves::Move;
use crate::alternatives::scope::MayChange;
use crate::alternatives::search::Search;
use crate::problem::number::Variable;
use crate::problem::system::Problem;
use crate::solve::{round, to_float};

/// The programs that were set up last, one for each set of numbers that may change.
#[derive(Default)]
pub(crate) struct JointPrograms {
    unpublished: Option<JointProgram>,
    suppressible: Option<JointProgram>,
}

impl JointPrograms {
    /// The cheapest change in all tables that changes a number by so much.
    pub(crate) fn find_cheapest(
        &mut self,
        problem: &Problem,
        search: &Search,
        change: (Variable, i64),
        may_change: MayChange,
    ) -> Answer {
        let kept = match may_change {
            MayChange::Unpublished => &mut self.unpublished,
            MayChange::Suppressible => &mut self.suppressible,
        };
        let numbers = problem.numbers.iter();
        let unpublished: Vec<bool> = numbers.map(|number| number.is_unpublished()).collect();
        // Adding cuts takes longer than setting up, so what will not be used again gets none.
        let reusable = kept.take();
        let reusable = reusable.filter(|program| program.is_reusable(may_change, &unpublished));
        *kept = reusable.and_then(|program| program.add_cuts(problem));
        if let Some(answer) = reuse(kept, problem, change, &unpublished) {
            return answer;
        }
        *kept = JointProgram::set_up(problem, search, unpublished, may_change);
        match kept {
            Some(program) => program.solve_for(problem, change),
            None => Answer::Failed,
        }
    }
}

/// Solves the program that was set up last; `None` if another one has to be set up.
fn reuse(
    kept: &Option<JointProgram>,
    problem: &Problem,
    change: (Variable, i64),
    unpublished: &[bool],
) -> Option<Answer> {
    let program = kept.as_ref()?;
    match program.solve_for(problem, change) {
        Answer::Infeasible if program.unpublished != unpublished => None,
        answer => Some(answer),
    }
}

/// The result of solving a program.
pub(crate) enum Answer {
    Found(Move),
    /// According to the solver there is no move.
    Infeasible,
    /// There is a solution, but rounding did not give whole numbers that fit: by how much each number changes.
    Fractional(Vec<(Variable, f64)>),
    /// The solver gave up.
    Failed,
}

/// A solved program over all numbers that may change, in which none changes yet.
struct JointProgram {
    /// Which numbers were unpublished.
    unpublished: Vec<bool>,
    columns: Vec<Variable>,
    /// For each column, by how much the number is more and by how much it is less.
    more_and_less: Vec<(microlp::Variable, microlp::Variable)>,
    /// How many of the problem's cuts it has.
    cuts: usize,
    solution: Solution,
}

impl JointProgram {
    fn set_up(
        problem: &Problem,
        search: &Search,
        unpublished: Vec<bool>,
        may_change: MayChange,
    ) -> Option<Self> {
        let columns = columns_of(problem, may_change);
        let mut program = Program::new(OptimizationDirection::Minimize);
        let mut more_and_less = Vec::new();
        for number in &columns {
            let cost = search.cost(problem, *number);
            let of_number = &problem.numbers[*number];
            let count = if of_number.is_change {
                f64::INFINITY
            } else {
                to_float(of_number.count)
            };
            let more = program.add_var(cost, (0.0, f64::INFINITY));
            let less = program.add_var(cost, (0.0, count));
            more_and_less.push((more, less));
        }
        for equation in &problem.equations {
            let terms = terms_of(equation, &columns, &more_and_less);
            program.add_constraint(terms, ComparisonOp::Eq, 0.0);
        }
        for cut in &problem.cuts {
            let terms = terms_of(&cut.terms, &columns, &more_and_less);
            program.add_constraint(terms, ComparisonOp::Le, to_float(cut.most));
        }
        let solution = program.solve().ok()?.into_solution().ok()?;
        Some(JointProgram {
            unpublished,
            columns,
            more_and_less,
            cuts: problem.cuts.len(),
            solution,
        })
    }

    /// Adds the cuts that the problem has gained. They hold where nothing changes, so the program stays solved.
    fn add_cuts(mut self, problem: &Problem) -> Option<Self> {
        for cut in &problem.cuts[self.cuts..] {
            let terms = terms_of(&cut.terms, &self.columns, &self.more_and_less);
            if !terms.is_empty() {
                let most = to_float(cut.most);
                let outcome = self.solution.add_constraint(terms, ComparisonOp::Le, most);
                self.solution = outcome.ok()?.into_solution().ok()?;
            }
        }
        self.cuts = problem.cuts.len();
        Some(self)
    }

    /// Whether the moves that it finds are moves still. Those that were found without the cells hidden since then are;
    /// only their cost might be lower now.
    fn is_reusable(&self, may_change: MayChange, unpublished: &[bool]) -> bool {
        let mut both = self.unpublished.iter().zip(unpublished);
        match may_change {
            MayChange::Unpublished => both.all(|(was, is)| *is || !was),
            MayChange::Suppressible => self.unpublished == unpublished,
        }
    }

    /// Adds the constraint that a number changes by so much.
    fn solve_for(&self, problem: &Problem, change: (Variable, i64)) -> Answer {
        let Ok(at) = self.columns.binary_search(&change.0) else {
            return Answer::Infeasible;
        };
        let (more, less) = self.more_and_less[at];
        let terms = [(more, 1.0), (less, -1.0)];
        let program = self.solution.clone();
        let outcome = program.add_constraint(terms, ComparisonOp::Eq, to_float(change.1));
        if matches!(outcome, Err(Error::Infeasible)) {
            return Answer::Infeasible;
        }
        let solution = outcome
            .ok()
            .and_then(|outcome| outcome.into_solution().ok());
        let Some(solution) = solution else {
            return Answer::Failed;
        };
        let mut changes = Vec::new();
        for (column, (more, less)) in self.columns.iter().zip(&self.more_and_less) {
            let by = solution.var_value(*more) - solution.var_value(*less);
            if by.abs() > SMALLEST_CHANGE {
                changes.push((*column, by));
            }
        }
        match to_move(problem, &changes) {
            Some(found) if found.change_of(change.0) == change.1 => Answer::Found(found),
            _ => Answer::Fractional(changes),
        }
    }
}

/// Smaller changes are errors of the solver.
const SMALLEST_CHANGE: f64 = 1e-7;

fn to_move(problem: &Problem, changes: &[(Variable, f64)]) -> Option<Move> {
    let whole = changes
        .iter()
        .map(|(column, by)| Some((*column, round(*by)?)));
    Move::verify(problem, whole.collect::<Option<_>>()?)
}

/// The terms of an equation or a cut over the columns "more" and "less".
fn terms_of(
    terms: &[(Variable, i64)],
    columns: &[Variable],
    more_and_less: &[(microlp::Variable, microlp::Variable)],
) -> Vec<(microlp::Variable, f64)> {
    let mut of_columns = Vec::new();
    for (number, coefficient) in terms {
        if let Ok(at) = columns.binary_search(number) {
            let (more, less) = more_and_less[at];
            let coefficient = to_float(*coefficient);
            of_columns.extend([(more, coefficient), (less, -coefficient)]);
        }
    }
    of_columns
}

fn columns_of(problem: &Problem, may_change: MayChange) -> Vec<Variable> {
    let is_column = |variable: &Variable| {
        let number = &problem.numbers[*variable];
        let is_suppressible = may_change == MayChange::Suppressible && !number.known;
        number.is_unpublished() || is_suppressible
    };
    (0..problem.numbers.len()).filter(is_column).collect()
}
