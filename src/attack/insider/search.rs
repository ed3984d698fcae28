//! Tries one record after another; tables that are found for one of them serve others.

use std::collections::BTreeSet;

use super::known_changes::Pool;
use super::register::Register;
use crate::bounds::components::parts;
use crate::equations::Id;
use crate::program::nearest::{Near, Wanted};
use crate::program::{Answer, Program};

/// What a record lets be proved of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    /// How many others are in a group.
    Exact,
    /// That there are others in it, but fewer than the threshold.
    Small,
    /// That all others of a row are in one category.
    Homogeneous,
    /// It could not be decided.
    Undecided,
}

/// All parts into which the open cells fall.
pub(super) struct Search<'a> {
    register: &'a Register,
    parts: Vec<Part>,
    pool: Pool,
}

impl<'a> Search<'a> {
    pub(super) fn of(register: &'a Register) -> Self {
        let Register { system, bounds, .. } = register;
        let parts = parts(system, bounds)
            .iter()
            .map(|equations| Part::of(register, equations))
            .collect();
        Search {
            register,
            parts,
            pool: Pool::default(),
        }
    }

    /// What somebody can prove who knows that they are in these cells.
    pub(super) fn judge(&mut self, own: &[(Id, i64)]) -> BTreeSet<Found> {
        let mut person = vec![0; self.register.truth.len()];
        own.iter().for_each(|(id, count)| person[*id] = *count);
        let (mut all, mut exact) = (BTreeSet::new(), BTreeSet::new());
        for part in &self.parts {
            for (id, found) in part.judge(self.register, &person, &mut self.pool) {
                if found == Found::Exact {
                    exact.insert(id);
                } else {
                    all.insert(found);
                }
            }
        }
        if exact.iter().any(|id| self.register.is_secret(*id)) {
            all.insert(Found::Exact);
        }
        if self.register.is_homogeneous(&person, &exact) {
            all.insert(Found::Homogeneous);
        }
        all
    }
}

/// Cells that hang together, and the true table of them.
struct Part {
    /// Those of its cells that are judged, with their thresholds.
    judged: Vec<(Id, i64)>,
    /// `None`: its numbers are too large to be exact.
    program: Option<Program>,
    /// The true numbers of its cells, in order.
    truth: Vec<i64>,
}

impl Part {
    fn of(register: &Register, equations: &[usize]) -> Self {
        let Register {
            system,
            bounds,
            truth,
            ..
        } = register;
        let terms = equations.iter().flat_map(|name| &system.equations[*name]);
        let cells: BTreeSet<Id> = terms
            .map(|(id, _)| *id)
            .filter(|id| bounds.is_open(*id))
            .collect();
        Part {
            judged: cells
                .iter()
                .filter_map(|id| Some((*id, register.threshold(*id)?)))
                .collect(),
            program: Program::of(system, bounds, equations),
            truth: cells.iter().map(|id| truth[*id]).collect(),
        }
    }

    /// What can be proved of the others in each of its groups.
    fn judge(&self, register: &Register, person: &[i64], pool: &mut Pool) -> Vec<(Id, Found)> {
        let wanted = |id: Id, threshold: i64| wanted(register.truth[id], person[id], threshold);
        let is_met = |pool: &Pool, id: Id, threshold: i64| {
            pool.meets(&register.truth, person, id, &wanted(id, threshold))
        };
        let left: Vec<(Id, i64)> = self
            .judged
            .iter()
            .filter(|(id, threshold)| !is_met(pool, *id, *threshold))
            .copied()
            .collect();
        if left.is_empty() {
            return vec![];
        }
        let Some(program) = &self.program else {
            return undecided(left);
        };
        let least: Vec<i64> = program
            .cells
            .iter()
            .zip(&program.low)
            .map(|(id, low)| person[*id].max(*low))
            .collect();
        let Some(near) = Near::new(program, &self.truth, &least) else {
            return undecided(left);
        };
        let mut all = Vec::new();
        for (id, threshold) in left {
            let Some(place) = program.place(id).filter(|_| !is_met(pool, id, threshold)) else {
                continue;
            };
            let mut find = |wanted: Wanted| {
                let answer = near.find(place, wanted);
                if let Answer::Table(table) = &answer {
                    program
                        .pieces(&self.truth, table)
                        .into_iter()
                        .for_each(|change| pool.add(change));
                }
                answer
            };
            all.extend(
                settle(&mut find, wanted(id, threshold), register.truth[id])
                    .map(|found| (id, found)),
            );
        }
        all
    }
}

fn undecided(cells: Vec<(Id, i64)>) -> Vec<(Id, Found)> {
    cells
        .into_iter()
        .map(|(id, _)| (id, Found::Undecided))
        .collect()
}

/// What a table must show of a cell, one or the other: a number of others that is none of a small group, if the true one
/// is; if not, any but the true one.
fn wanted(truth: i64, own: i64, threshold: i64) -> [Wanted; 2] {
    if (1..threshold).contains(&(truth - own)) {
        [Wanted::AtMost(own), Wanted::AtLeast(own + threshold)]
    } else {
        another(truth)
    }
}

fn another(truth: i64) -> [Wanted; 2] {
    [Wanted::AtLeast(truth + 1), Wanted::AtMost(truth - 1)]
}

/// What is found of a cell if no table shows what is wanted of it.
fn settle(
    find: &mut impl FnMut(Wanted) -> Answer,
    wanted: [Wanted; 2],
    truth: i64,
) -> Option<Found> {
    let mut is_decided = true;
    let mut any = |wanted: [Wanted; 2]| {
        wanted.into_iter().any(|wanted| match find(wanted) {
            Answer::Table(_) => true,
            Answer::None => false,
            Answer::Broken | Answer::Unknown => {
                is_decided = false;
                false
            }
        })
    };
    if any(wanted) {
        return None;
    }
    let found = if wanted != another(truth) && any(another(truth)) {
        Found::Small
    } else {
        Found::Exact
    };
    Some(if is_decided { found } else { Found::Undecided })
}
