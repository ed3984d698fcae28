//! Finds an alternative table in which one number has a given value, and hides every cell that it changes.
//!
//! The search widens step by step: a part of a known move, the number's own tables, those whose hidden cells block a move, all tables, and
//! at last whole tables hidden.

use crate::alternatives::ahead::Program;
use crate::alternatives::joint_program::Answer;
use crate::alternatives::moves::Move;
use crate::alternatives::scope::{MayChange, Scope};
use crate::alternatives::search::MoveProgram;
use crate::latent::lifting::{Lifted, find_cuts, lift_move};
use crate::problem::number::Variable;
use crate::problem::system::Cut;
use crate::solve::Cheapest;
use crate::suppress::suppression::Suppression;

/// How many moves that go further than needed are searched for a part.
const PARTS: usize = 3;

/// How often the scope is widened before all tables are searched. A small program is quicker; but the cheapest cells to
/// hide in a few tables need not be the cheapest in all.
fn widenings(may_change: MayChange) -> usize {
    match may_change {
        MayChange::Unpublished => 2,
        MayChange::Suppressible => 1,
    }
}

/// How often a search in some tables starts again, each time with more inequalities.
const SEARCHES: usize = 4;
/// The same for a search in all tables.
const SEARCHES_IN_ALL: usize = 10;

/// The result of a search in some tables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There is an alternative, and the numbers that it changes are hidden.
    Found,
    /// There is none in these tables.
    Nothing,
    /// None was found, but there may be one: persons that could stand behind a move were not found.
    Undecided,
}

/// Why a move does not count.
enum NotLifted {
    /// An inequality that was added to the problem rules it out.
    RuledOut,
    /// Persons that could stand behind it were not found, and may exist or not.
    Unknown,
}

/// A program that was solved, with its solution.
type Begun = (MoveProgram, Cheapest);

impl Suppression {
    /// Finds an alternative in which a number has this value; returns whether there is one.
    pub(super) fn find(&mut self, variable: Variable, value: i64, may_change: MayChange) -> bool {
        if self.find_part(variable, value) {
            return true;
        }
        let cuts = self.problem.cuts.len();
        let own = Scope::from_number(&self.problem, variable);
        let mut outcome = self.find_within(variable, value, may_change, &own);
        let mut wider = own.widen(&self.problem, variable);
        for _ in 0..widenings(may_change) {
            if outcome == Outcome::Found {
                return true;
            }
            let Some(scope) = wider else { break };
            outcome = self.find_within(variable, value, may_change, &scope);
            wider = scope.widen(&self.problem, variable);
        }
        if outcome == Outcome::Found {
            return true;
        }
        // If no hidden cell blocks a move, searching more tables helps only where more may be hidden, or where an
        // inequality ties these tables to others.
        let may_help = wider.is_some()
            || outcome == Outcome::Undecided
            || may_change == MayChange::Suppressible
            || self.problem.cuts.len() > cuts
            || self.is_near_cut(variable);
        may_help && self.find_in_all_tables(variable, value, may_change)
    }

    /// Whether an inequality between crossings of three may tie a number's tables to others.
    pub(super) fn is_near_cut(&self, variable: Variable) -> bool {
        self.is_crossed[variable] && !self.problem.cuts.is_empty()
    }

    /// The same within a number's own tables, without hiding more.
    pub(super) fn find_in_own_tables(&mut self, variable: Variable, value: i64) -> Outcome {
        if self.find_part(variable, value) {
            return Outcome::Found;
        }
        let scope = Scope::from_number(&self.problem, variable);
        self.find_within(variable, value, MayChange::Unpublished, &scope)
    }

    /// Finds an alternative as a part of a known move that goes further.
    fn find_part(&mut self, variable: Variable, value: i64) -> bool {
        let change = self.change_to(variable, value);
        let wholes = self.pool.moves_beyond(variable, change.1).take(PARTS);
        for whole in wholes.cloned().collect::<Vec<Move>>() {
            let part = self.search.find_part(&self.problem, change, &whole);
            if let Some(Ok(part)) = part.map(|part| self.lift(part)) {
                self.pool.add(&self.problem, part);
                return true;
            }
        }
        false
    }

    /// Finds a move within a scope. Each one that violates an inequality between crossings of three is ruled out by
    /// it, and the search starts again.
    fn find_within(
        &mut self,
        variable: Variable,
        value: i64,
        may_change: MayChange,
        scope: &Scope,
    ) -> Outcome {
        let change = self.change_to(variable, value);
        let mut begun = None;
        for _ in 0..SEARCHES {
            let next = match begun.take() {
                None => self.begin(change, may_change, scope),
                Some(begun) => self.go_on(begun),
            };
            let Some((to_solve, solution)) = next else {
                return Outcome::Nothing;
            };
            let Some(found) = to_solve.read(&self.problem, &solution.values) else {
                return Outcome::Nothing;
            };
            begun = Some((to_solve, solution));
            match self.lift(found) {
                Ok(found) => {
                    self.accept(found);
                    return Outcome::Found;
                }
                Err(NotLifted::Unknown) => return Outcome::Undecided,
                Err(NotLifted::RuledOut) => {}
            }
        }
        Outcome::Undecided
    }

    /// Searches for the cheapest move within a scope, while other cores solve what will probably be needed next.
    fn begin(
        &mut self,
        change: (Variable, i64),
        may_change: MayChange,
        scope: &Scope,
    ) -> Option<Begun> {
        self.foresee();
        let to_solve = self
            .search
            .set_up(&self.problem, change, may_change, scope)?;
        let solution = self.ahead.solve(&to_solve.program)?;
        Some((to_solve, solution))
    }

    /// Searches on, now that the problem has more cuts.
    fn go_on(&mut self, (to_solve, solution): Begun) -> Option<Begun> {
        self.foresee();
        let (to_solve, rows) = to_solve.add_cuts(&self.problem);
        let Program { columns, rows: all } = to_solve.program.as_ref();
        let solution = solution.add_rows(columns, all, rows)?;
        Some((to_solve, solution))
    }

    /// Finds a move in all tables. Where linear programming finds the value possible, but no whole numbers or no persons behind
    /// them, the value counts as possible.
    fn find_in_all_tables(
        &mut self,
        variable: Variable,
        value: i64,
        may_change: MayChange,
    ) -> bool {
        let change = self.change_to(variable, value);
        let mut possible = Vec::new();
        for _ in 0..SEARCHES_IN_ALL {
            self.foresee();
            let (search, problem) = (&self.search, &self.problem);
            let programs = &mut self.joint_programs;
            match programs.find_cheapest(problem, search, change, may_change) {
                Answer::Infeasible => {
                    self.is_impossible = may_change == MayChange::Suppressible;
                    return false;
                }
                Answer::Failed => return self.is_found_whole(change, may_change),
                Answer::Found(found) => {
                    possible = found
                        .changes()
                        .iter()
                        .map(|(changed, _)| *changed)
                        .collect();
                    match self.lift(found) {
                        Ok(found) => {
                            self.accept(found);
                            return true;
                        }
                        Err(NotLifted::RuledOut) => {}
                        Err(NotLifted::Unknown) => break,
                    }
                }
                Answer::Fractional(changes) => {
                    possible = changes.iter().map(|(changed, _)| *changed).collect();
                    let cuts = find_cuts(&self.problem, &changes);
                    if cuts.is_empty() {
                        if self.is_found_whole(change, may_change) {
                            return true;
                        }
                        if !self.is_crossed[variable] {
                            return false;
                        }
                        break;
                    }
                    self.add_cuts(cuts);
                }
            }
        }
        for changed in possible {
            self.hide(changed);
        }
        let value = value.min(self.problem.threshold);
        self.possible.insert((variable, value));
        true
    }

    /// Searches all tables for whole numbers, branch by branch.
    fn is_found_whole(&mut self, change: (Variable, i64), may_change: MayChange) -> bool {
        if self.is_crossed[change.0]
            && self.problem.numbers[change.0].count >= self.problem.threshold
        {
            return false;
        }
        let scope = Scope::all_tables(&self.problem);
        let value = self.problem.numbers[change.0].count + change.1;
        self.find_within(change.0, value, may_change, &scope) == Outcome::Found
    }

    /// Checks that persons can stand behind a move; otherwise rules it out, if an inequality does.
    fn lift(&mut self, found: Move) -> Result<Move, NotLifted> {
        match lift_move(&self.problem, found.changes(), found.steps()) {
            Lifted::Steps(steps) => Ok(found.with_steps(steps)),
            Lifted::Violates(cuts) => {
                self.add_cuts(cuts);
                Err(NotLifted::RuledOut)
            }
            Lifted::Unknown => Err(NotLifted::Unknown),
        }
    }

    fn add_cuts(&mut self, cuts: Vec<Cut>) {
        for cut in cuts {
            self.problem.add_cut(cut);
        }
    }

    /// The change that brings a number to a value.
    fn change_to(&self, variable: Variable, value: i64) -> (Variable, i64) {
        (variable, value - self.problem.numbers[variable].count)
    }

    /// Hides what a move changes, and keeps the move.
    fn accept(&mut self, found: Move) {
        for (changed, _) in found.changes() {
            self.hide(*changed);
        }
        self.pool.add(&self.problem, found);
    }

    /// Hides a number's neighbours, and then its tables, until it can have this value; returns whether it can.
    pub(super) fn withhold(&mut self, variable: Variable, value: i64) -> bool {
        let neighbours: Vec<Variable> = self.problem.neighbours(variable).collect();
        for neighbour in neighbours {
            self.hide(neighbour);
        }
        if self.find(variable, value, MayChange::Unpublished) {
            return true;
        }
        let withheld = self.problem.numbers[variable].tables.clone();
        for other in 0..self.problem.numbers.len() {
            let mut tables = self.problem.numbers[other].tables.iter();
            if tables.any(|table| withheld.contains(table)) {
                self.hide(other);
            }
        }
        self.withheld.extend(withheld);
        self.find(variable, value, MayChange::Unpublished)
    }
}
