//! Searches for moves in all tables at once, by a linear program that is set up once and solved for one change
//! after the other.
//!
//! Setting a large program up takes most of the time.

use std::collections::BTreeSet;

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem as Program, Solution, SolveOutcome,
};

use crate::alternatives::moves::Move;
use crate::alternatives::scope::MayChange;
use crate::alternatives::search::Search;
use crate::problem::number::Variable;
use crate::problem::system::{Cut, Problem};
use crate::solve::{round, to_float};

/// The programs that were set up last, and the last search in one of them.
#[derive(Default)]
pub(crate) struct JointPrograms {
    kept: Kept,
    /// The problem's cuts that some solution violated. Most cuts never are violated, and each costs time.
    needed: BTreeSet<usize>,
    /// The last search, from which the next one for the same change goes on.
    begun: Option<Begun>,
}

/// Once a program lacks so many needed cuts, it is set up again: adding them one by one takes longer.
const LACKED: usize = 10;

impl JointPrograms {
    /// The cheapest change in all tables that changes a number by so much.
    pub(crate) fn find_cheapest(
        &mut self,
        problem: &Problem,
        search: &Search,
        change: (Variable, i64),
        may_change: MayChange,
    ) -> Answer {
        let numbers = problem.numbers.iter();
        let unpublished: Vec<bool> = numbers.map(|number| number.is_unpublished()).collect();
        let is_same = |begun: &Begun| {
            begun.change == change
                && begun.may_change == may_change
                && begun.unpublished == unpublished
        };
        if let Some(begun) = self.begun.take().filter(is_same) {
            return self.go_on(problem, begun);
        }
        if let Some(answer) = self.reuse(problem, change, may_change, &unpublished) {
            return answer;
        }
        let cuts = self.needed.clone();
        let set_up = JointProgram::set_up(problem, search, unpublished.clone(), may_change, cuts);
        *self.kept.of_mut(may_change) = set_up;
        self.solve_for(problem, change, may_change, unpublished)
    }

    /// Solves the program that was set up last; `None` if another one has to be set up.
    fn reuse(
        &mut self,
        problem: &Problem,
        change: (Variable, i64),
        may_change: MayChange,
        unpublished: &[bool],
    ) -> Option<Answer> {
        let needed = &self.needed;
        let is_reusable = |program: &JointProgram| {
            program.is_reusable(may_change, unpublished)
                && needed.difference(&program.cuts).count() < LACKED
        };
        let kept = self.kept.of_mut(may_change);
        *kept = kept.take().filter(is_reusable);
        let is_old = kept.as_ref()?.unpublished != unpublished;
        match self.solve_for(problem, change, may_change, unpublished.to_vec()) {
            Answer::Infeasible if is_old => None,
            answer => Some(answer),
        }
    }

    fn solve_for(
        &mut self,
        problem: &Problem,
        change: (Variable, i64),
        may_change: MayChange,
        unpublished: Vec<bool>,
    ) -> Answer {
        let Some(program) = self.kept.of(may_change) else {
            return Answer::Failed;
        };
        match program.fix(change) {
            Err(answer) => answer,
            Ok(solution) => {
                let begun = Begun {
                    change,
                    may_change,
                    unpublished,
                    solution,
                    cuts: vec![],
                };
                self.go_on(problem, begun)
            }
        }
    }

    /// Adds cuts that the solution violates and solves again, until it violates none.
    fn go_on(&mut self, problem: &Problem, mut begun: Begun) -> Answer {
        let Some(program) = self.kept.of(begun.may_change) else {
            return Answer::Failed;
        };
        loop {
            let changes = program.read(&begun.solution);
            let violated = program.find_violated(problem, &changes, &begun.cuts);
            if violated.is_empty() {
                let change = begun.change;
                self.begun = Some(begun);
                return match to_move(problem, &changes) {
                    Some(found) if found.change_of(change.0) == change.1 => Answer::Found(found),
                    _ => Answer::Fractional(changes),
                };
            }
            for at in violated {
                self.needed.insert(at);
                begun.cuts.push(at);
                begun.solution = match program.add_cut(begun.solution, &problem.cuts[at]) {
                    Ok(solution) => solution,
                    Err(answer) => return answer,
                };
            }
        }
    }
}

/// A program for each set of numbers that may change.
#[derive(Default)]
struct Kept {
    unpublished: Option<JointProgram>,
    suppressible: Option<JointProgram>,
}

impl Kept {
    fn of(&self, may_change: MayChange) -> Option<&JointProgram> {
        match may_change {
            MayChange::Unpublished => self.unpublished.as_ref(),
            MayChange::Suppressible => self.suppressible.as_ref(),
        }
    }

    fn of_mut(&mut self, may_change: MayChange) -> &mut Option<JointProgram> {
        match may_change {
            MayChange::Unpublished => &mut self.unpublished,
            MayChange::Suppressible => &mut self.suppressible,
        }
    }
}

/// A program solved for a change.
struct Begun {
    change: (Variable, i64),
    may_change: MayChange,
    /// Which numbers were unpublished.
    unpublished: Vec<bool>,
    solution: Solution,
    /// The cuts that were added for this change.
    cuts: Vec<usize>,
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
    /// Which of the problem's cuts it has.
    cuts: BTreeSet<usize>,
    solution: Solution,
}

impl JointProgram {
    fn set_up(
        problem: &Problem,
        search: &Search,
        unpublished: Vec<bool>,
        may_change: MayChange,
        cuts: BTreeSet<usize>,
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
        for at in &cuts {
            let cut = &problem.cuts[*at];
            let terms = terms_of(&cut.terms, &columns, &more_and_less);
            program.add_constraint(terms, ComparisonOp::Le, to_float(cut.most));
        }
        let solution = program.solve().ok()?.into_solution().ok()?;
        Some(JointProgram {
            unpublished,
            columns,
            more_and_less,
            cuts,
            solution,
        })
    }

    /// Adds a cut to a solution of this program.
    fn add_cut(&self, solution: Solution, cut: &Cut) -> Result<Solution, Answer> {
        let terms = terms_of(&cut.terms, &self.columns, &self.more_and_less);
        if terms.is_empty() {
            return Ok(solution);
        }
        to_solution(solution.add_constraint(terms, ComparisonOp::Le, to_float(cut.most)))
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

    /// The solution in which a number changes by so much. Fixing a variable takes half the time of adding an equation.
    fn fix(&self, change: (Variable, i64)) -> Result<Solution, Answer> {
        let Ok(at) = self.columns.binary_search(&change.0) else {
            return Err(Answer::Infeasible);
        };
        let (more, less) = self.more_and_less[at];
        let (moves, stays) = if change.1 > 0 {
            (more, less)
        } else {
            (less, more)
        };
        let solution = to_solution(self.solution.clone().fix_var(stays, 0.0))?;
        to_solution(solution.fix_var(moves, to_float(change.1.abs())))
    }

    /// By how much each number changes.
    fn read(&self, solution: &Solution) -> Vec<(Variable, f64)> {
        let mut changes = Vec::new();
        for (column, (more, less)) in self.columns.iter().zip(&self.more_and_less) {
            let by = solution.var_value(*more) - solution.var_value(*less);
            if by.abs() > SMALLEST_CHANGE {
                changes.push((*column, by));
            }
        }
        changes
    }

    /// The problem's cuts that changes violate, but for those that were added already.
    fn find_violated(
        &self,
        problem: &Problem,
        changes: &[(Variable, f64)],
        added: &[usize],
    ) -> Vec<usize> {
        let by = |variable: &Variable| {
            let at = changes.binary_search_by_key(variable, |(changed, _)| *changed);
            at.map_or(0.0, |at| changes[at].1)
        };
        let is_violated = |at: &usize| {
            let cut = &problem.cuts[*at];
            let terms = cut.terms.iter();
            let sum: f64 = terms
                .map(|(variable, of)| to_float(*of) * by(variable))
                .sum();
            sum > to_float(cut.most) + TOLERANCE
        };
        let mut near = problem.cuts_of_any(changes.iter().map(|(variable, _)| variable));
        near.retain(|at| !self.cuts.contains(at) && !added.contains(at) && is_violated(at));
        near.into_iter().collect()
    }
}

fn to_solution(outcome: Result<SolveOutcome, Error>) -> Result<Solution, Answer> {
    match outcome {
        Ok(outcome) => outcome.into_solution().map_err(|_| Answer::Failed),
        Err(Error::Infeasible) => Err(Answer::Infeasible),
        Err(_) => Err(Answer::Failed),
    }
}

/// By how much more an inequality may be violated than it allows.
const TOLERANCE: f64 = 1e-6;

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
