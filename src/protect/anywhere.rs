//! Alternatives in all tables at once: a linear program that is set up once and then asked again and again, each time
//! from the table that is known. Most of what a large program costs is setting it up.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem as Program, Solution};

use crate::moves::Move;
use crate::problem::{Problem, Variable};
use crate::search::{Over, Scope, Search};
use crate::solve::{float, whole};

/// The programs that were set up last.
#[derive(Default)]
pub(crate) struct Anywhere {
    over_open: Option<Still>,
    over_hideable: Option<Still>,
}

impl Anywhere {
    /// The cheapest move that changes a number by so much.
    pub(crate) fn alternative(
        &mut self,
        problem: &Problem,
        search: &Search,
        change: (Variable, i64),
        over: Over,
    ) -> Option<Move> {
        let open: Vec<bool> = problem
            .numbers
            .iter()
            .map(|number| number.is_open())
            .collect();
        let kept = match over {
            Over::Open => &mut self.over_open,
            Over::Hideable => &mut self.over_hideable,
        };
        let answer = match kept {
            Some(still) if still.open == open => still.ask(problem, change),
            // What was hidden since makes no difference to a move that was found without it, but for what it costs.
            Some(still) if over == Over::Open && still.is_part_of(&open) => {
                match still.ask(problem, change) {
                    Answer::None => {
                        Self::set_up(kept, problem, search, open, over)?.ask(problem, change)
                    }
                    answer => answer,
                }
            }
            _ => Self::set_up(kept, problem, search, open, over)?.ask(problem, change),
        };
        match answer {
            Answer::Found(found) => Some(found),
            Answer::None => None,
            Answer::Broken => {
                search.alternative(problem, change, over, &Scope::everywhere(problem))
            }
        }
    }

    fn set_up<'a>(
        kept: &'a mut Option<Still>,
        problem: &Problem,
        search: &Search,
        open: Vec<bool>,
        over: Over,
    ) -> Option<&'a Still> {
        *kept = Still::of(problem, search, open, over);
        kept.as_ref()
    }
}

/// What became of a question.
enum Answer {
    Found(Move),
    /// There is none: the solver's word.
    None,
    /// None of whole numbers was found.
    Broken,
}

/// All numbers that may move, with what each costs, none of them moved yet.
struct Still {
    /// Which numbers were open.
    open: Vec<bool>,
    columns: Vec<Variable>,
    /// By how much each is more, and by how much it is less.
    parts: Vec<(microlp::Variable, microlp::Variable)>,
    solution: Solution,
}

impl Still {
    fn of(problem: &Problem, search: &Search, open: Vec<bool>, over: Over) -> Option<Self> {
        let may_move = |variable: &Variable| {
            let number = &problem.numbers[*variable];
            number.is_open() || (over == Over::Hideable && !number.known)
        };
        let columns: Vec<Variable> = (0..problem.numbers.len()).filter(may_move).collect();
        let mut program = Program::new(OptimizationDirection::Minimize);
        let add = |column: &Variable| {
            let (cost, count) = (
                search.cost(problem, *column),
                float(problem.numbers[*column].count),
            );
            (
                program.add_var(cost, (0.0, f64::INFINITY)),
                program.add_var(cost, (0.0, count)),
            )
        };
        let parts: Vec<_> = columns.iter().map(add).collect();
        for equation in &problem.equations {
            let held = equation
                .iter()
                .filter_map(|(held, by)| Some((columns.binary_search(held).ok()?, float(*by))));
            let terms = held.flat_map(|(at, by)| [(parts[at].0, by), (parts[at].1, -by)]);
            program.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
        }
        let solution = program.solve().ok()?.into_solution().ok()?;
        Some(Still {
            open,
            columns,
            parts,
            solution,
        })
    }

    /// Whether all that was open is open.
    fn is_part_of(&self, open: &[bool]) -> bool {
        self.open.iter().zip(open).all(|(was, is)| *is || !was)
    }

    fn ask(&self, problem: &Problem, (variable, by): (Variable, i64)) -> Answer {
        let Ok(at) = self.columns.binary_search(&variable) else {
            return Answer::None;
        };
        let (more, less) = self.parts[at];
        let changed = [(more, 1.0), (less, -1.0)];
        let solution =
            match self
                .solution
                .clone()
                .add_constraint(changed, ComparisonOp::Eq, float(by))
            {
                Err(Error::Infeasible) => return Answer::None,
                outcome => outcome
                    .ok()
                    .and_then(|outcome| outcome.into_solution().ok()),
            };
        let moved = solution.and_then(|solution| {
            let change = |(more, less): &(_, _)| {
                whole(solution.var_value(*more) - solution.var_value(*less))
            };
            let changes = self
                .columns
                .iter()
                .zip(&self.parts)
                .map(|(column, part)| Some((*column, change(part)?)));
            Move::verified(problem, changes.collect::<Option<_>>()?)
        });
        moved
            .filter(|found| found.change_of(variable) == by)
            .map_or(Answer::Broken, Answer::Found)
    }
}
