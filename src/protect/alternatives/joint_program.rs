//! Searches for moves in all tables at once, by a linear program that is set up once and solved for one change
//! after the other.
//!
//! Setting a large program up takes most of the time.

use std::collections::BTreeSet;

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem as Program, Solution, SolveOutcome,
};

use crate::alternatives::connected::Connected;
use crate::alternatives::moves::Move;
use crate::alternatives::scope::MayChange;
use crate::alternatives::search::Search;
use crate::problem::number::Variable;
use crate::problem::system::{Cut, Problem};
use crate::solve::{round, to_float};

/// The program that was set up last for each set of numbers that may change, and the last search in one of them.
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
            return self.go_on(problem, search, begun);
        }
        let needed = &self.needed;
        let is_reusable = |program: &JointProgram| {
            program.is_reusable(change.0, &unpublished) && needed.len() < program.needed + LACKED
        };
        let kept = self.kept.of_mut(may_change);
        *kept = kept.take().filter(is_reusable);
        if kept.is_none() {
            // Where there is no move even without cuts, none of them need be reckoned with.
            let bare = BTreeSet::new();
            let cuts = match may_change {
                MayChange::Unpublished => &bare,
                MayChange::Suppressible => &self.needed,
            };
            let Some(reached) = Reached::from_change(problem, change.0, may_change, cuts) else {
                return Answer::Infeasible;
            };
            *kept = JointProgram::set_up(problem, search, unpublished.clone(), reached, cuts);
        }
        let Some(program) = kept else {
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
                self.go_on(problem, search, begun)
            }
        }
    }

    /// Adds cuts that the solution violates and solves again, until it violates none.
    fn go_on(&mut self, problem: &Problem, search: &Search, mut begun: Begun) -> Answer {
        loop {
            let Some(program) = self.kept.of(begun.may_change) else {
                return Answer::Failed;
            };
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
            self.needed.extend(&violated);
            if program.is_too_small(problem, &violated) {
                match self.set_up_larger(problem, search, &mut begun) {
                    Ok(()) => continue,
                    Err(answer) => return answer,
                }
            }
            for at in violated {
                begun.cuts.push(at);
                begun.solution = match program.add_cut(begun.solution, &problem.cuts[at]) {
                    Ok(solution) => solution,
                    Err(answer) => return answer,
                };
            }
        }
    }

    /// Sets up a program with all needed cuts, and whatever they tie to the number, and begins again with it.
    fn set_up_larger(
        &mut self,
        problem: &Problem,
        search: &Search,
        begun: &mut Begun,
    ) -> Result<(), Answer> {
        let (number, may_change) = (begun.change.0, begun.may_change);
        let reached = Reached::from_change(problem, number, may_change, &self.needed);
        let reached = reached.ok_or(Answer::Infeasible)?;
        let unpublished = begun.unpublished.clone();
        let program = JointProgram::set_up(problem, search, unpublished, reached, &self.needed);
        let program = self
            .kept
            .of_mut(may_change)
            .insert(program.ok_or(Answer::Failed)?);
        begun.cuts.clear();
        begun.solution = program.fix(begun.change)?;
        Ok(())
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

/// What a program is about.
struct Reached {
    /// The number that is to change, if the program is about what its change can reach and no more.
    by: Option<Variable>,
    columns: Vec<Variable>,
    rows: Vec<usize>,
    /// The numbers that were reached, also those that turned out to be fixed.
    is_seen: Vec<bool>,
}

impl Reached {
    /// What the change of a number can reach by equations and these cuts; everything where more may be hidden, which is all
    /// connected. `None` if equations do not let the number change.
    fn from_change(
        problem: &Problem,
        variable: Variable,
        may_change: MayChange,
        cuts: &BTreeSet<usize>,
    ) -> Option<Self> {
        if may_change == MayChange::Suppressible {
            return Some(Reached {
                by: None,
                columns: suppressible(problem),
                rows: (0..problem.equations.len()).collect(),
                is_seen: vec![true; problem.numbers.len()],
            });
        }
        let is_unpublished = |other: Variable| problem.numbers[other].is_unpublished();
        if !is_unpublished(variable) {
            return None;
        }
        let connected = Connected::with_cuts(problem, variable, is_unpublished, cuts);
        let mut is_seen = vec![false; problem.numbers.len()];
        for column in connected.columns.iter().chain([&variable]) {
            is_seen[*column] = true;
        }
        let Connected { mut columns, rows } = connected.drop_fixed(problem, variable)?;
        columns.push(variable);
        columns.sort_unstable();
        Some(Reached {
            by: Some(variable),
            columns,
            rows,
            is_seen,
        })
    }
}

/// A solved program over numbers that may change, in which none changes yet.
struct JointProgram {
    /// The number that is to change, if the program is about what its change can reach and no more.
    by: Option<Variable>,
    is_seen: Vec<bool>,
    /// Which numbers were unpublished.
    unpublished: Vec<bool>,
    columns: Vec<Variable>,
    /// For each column, by how much the number is more and by how much it is less.
    more_and_less: Vec<(microlp::Variable, microlp::Variable)>,
    /// Which of the problem's cuts it has.
    cuts: BTreeSet<usize>,
    /// How many cuts were needed when it was set up, also those that have none of its numbers.
    needed: usize,
    solution: Solution,
}

impl JointProgram {
    fn set_up(
        problem: &Problem,
        search: &Search,
        unpublished: Vec<bool>,
        reached: Reached,
        needed: &BTreeSet<usize>,
    ) -> Option<Self> {
        let Reached {
            by,
            columns,
            rows,
            is_seen,
        } = reached;
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
        for row in rows {
            let terms = terms_of(&problem.equations[row], &columns, &more_and_less);
            program.add_constraint(terms, ComparisonOp::Eq, 0.0);
        }
        let near = problem.cuts_of_any(&columns);
        let cuts: BTreeSet<usize> = needed.intersection(&near).copied().collect();
        for at in &cuts {
            let cut = &problem.cuts[*at];
            let terms = terms_of(&cut.terms, &columns, &more_and_less);
            program.add_constraint(terms, ComparisonOp::Le, to_float(cut.most));
        }
        let solution = program.solve().ok()?.into_solution().ok()?;
        Some(JointProgram {
            by,
            is_seen,
            unpublished,
            columns,
            more_and_less,
            cuts,
            needed: needed.len(),
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

    /// Whether it has no cut yet, or lacks numbers of these cuts.
    fn is_too_small(&self, problem: &Problem, violated: &[usize]) -> bool {
        let lacks = |at: &usize| {
            let mut terms = problem.cuts[*at].terms.iter();
            terms.any(|(number, _)| self.unpublished[*number] && !self.is_seen[*number])
        };
        self.by.is_some() && (self.cuts.is_empty() || violated.iter().any(lacks))
    }

    /// Whether it is about this number, and as much is hidden as was.
    fn is_reusable(&self, variable: Variable, unpublished: &[bool]) -> bool {
        self.by.is_none_or(|by| by == variable) && self.unpublished == unpublished
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

fn suppressible(problem: &Problem) -> Vec<Variable> {
    let is_suppressible = |variable: &Variable| !problem.numbers[*variable].known;
    (0..problem.numbers.len()).filter(is_suppressible).collect()
}
