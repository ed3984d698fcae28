//! Searches for a table in which one cell has a given count.

use super::component::Component;
use crate::bounds::Bounds;
use crate::equations::System;
use crate::latent::{Care, Crossings};
use crate::program::{Answer, Goal, Home, Limit, Nearest};

/// How many moves may lead to one goal that is treated alone.
const STEPS_FOR_ONE: usize = 1000;

/// How many walks to one goal are tried, each respecting what triples demanded of the last.
const WALKS: usize = 6;

/// In a program of more equations than this, triples are given up before branches are searched.
const MANY_EQUATIONS: usize = 500;

/// Whether a cell can have a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Possibility {
    /// A witness shows it.
    Possible,
    Impossible,
    /// The search stopped at a limit.
    Unknown,
}

impl Component<'_> {
    /// Searches for a witness: a known one, by moves from the last table, by linear programs, then
    /// by branch and bound. Where triples do not allow what is found, adds the inequalities that it
    /// violates and searches on, in at most so many rounds.
    pub(super) fn find_witness(
        &mut self,
        system: &mut System,
        bounds: &mut Bounds,
        (column, goal): (usize, Goal),
        rounds: usize,
    ) -> Possibility {
        if self.witnesses.meet(column, goal) {
            return Possibility::Possible;
        }
        if !self.crossings.is_empty() && self.home.is_none() {
            self.home = Home::new(&self.program, &self.table);
        }
        let outcome = self.search_in_rounds(bounds, column, goal, rounds);
        let tried = self.forget_cuts();
        let Some(possibility) = outcome else {
            self.crossings = Crossings::default();
            self.has_given_up = true;
            return self.find_witness(system, bounds, (column, goal), rounds);
        };
        if possibility == Possibility::Impossible {
            self.keep_cuts(tried, system, bounds);
        }
        possibility
    }

    /// `None`: to find a table that triples allow, or none, would take too long.
    fn search_in_rounds(
        &mut self,
        bounds: &Bounds,
        column: usize,
        goal: Goal,
        rounds: usize,
    ) -> Option<Possibility> {
        for _ in 0..rounds {
            for _ in 0..WALKS {
                if self.walk_to(column, goal, STEPS_FOR_ONE, Care::Quick) {
                    return Some(Possibility::Possible);
                }
                if !self.try_cuts(bounds) && self.crossings.is_empty() {
                    break;
                }
            }
            if !self.crossings.is_empty() {
                self.budget = self.budget.checked_sub(1)?;
            }
            let table = match self.search(column, goal) {
                Answer::Table(table) => table,
                Answer::Infeasible => return Some(Possibility::Impossible),
                Answer::NotWhole | Answer::Unknown if self.is_large() => return None,
                Answer::NotWhole | Answer::Unknown => break,
            };
            let columns = 0..table.len();
            if self.accept(table, columns, Care::Thorough) {
                self.witnesses.add(&self.table);
                return Some(Possibility::Possible);
            }
            if !self.try_cuts(bounds) {
                return (!self.is_large()).then_some(Possibility::Unknown);
            }
        }
        Some(Possibility::Unknown)
    }

    /// Returns whether there are triples, and exhaustive searches take too long.
    fn is_large(&self) -> bool {
        let is_large = self.crossings.has_large() || self.program.size() > MANY_EQUATIONS;
        !self.crossings.is_empty() && is_large
    }

    /// Searches for a table that meets a goal by linear programs: where there are triples, first for
    /// one near to a table that they allow, as they most likely allow it too.
    fn search(&mut self, column: usize, goal: Goal) -> Answer {
        if self.is_large() {
            return match self.search_near_home(column, goal) {
                Answer::NotWhole | Answer::Unknown => self.search_near(column, goal),
                settled => settled,
            };
        }
        if !self.crossings.is_empty() {
            let answer = match self.search_near_home(column, goal) {
                Answer::NotWhole | Answer::Unknown => self.search_near(column, goal),
                settled => settled,
            };
            if let Answer::Table(_) | Answer::Infeasible = answer {
                return answer;
            }
        }
        self.solve_start();
        let Some(start) = &self.start else {
            return Answer::Unknown;
        };
        match self.program.solve_from(start, column, goal) {
            Answer::NotWhole | Answer::Unknown => self.program.solve_whole(Some((column, goal))),
            settled => settled,
        }
    }

    /// Searches near to the home.
    fn search_near_home(&mut self, column: usize, goal: Goal) -> Answer {
        let Some(home) = &self.home else {
            return Answer::Unknown;
        };
        home.find(&self.program, column, goal, &mut self.begun)
    }

    /// Searches near to the last table.
    fn search_near(&self, column: usize, goal: Goal) -> Answer {
        let limit = if self.table[column] < goal.value() {
            Limit::AtLeast(goal.value())
        } else {
            Limit::AtMost(goal.value())
        };
        let near = Nearest::new(&self.program, &self.table, &self.program.low);
        match near.map_or(Answer::Unknown, |near| near.find(column, limit)) {
            Answer::Table(table) if !goal.is_met_by(table[column]) => Answer::Unknown,
            answer => answer,
        }
    }

    /// Solves the program, if an equation was added since.
    pub(super) fn solve_start(&mut self) {
        if self.start.is_none() {
            self.start = self.program.solve().ok();
        }
    }
}
