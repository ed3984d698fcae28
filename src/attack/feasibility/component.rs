//! What all equations and all inequalities together leave possible, in whole numbers.
//!
//! Of every judged cell that is still open it is settled which values are possible, each by a whole table that agrees
//! with everything, its *witness*. One table is a witness for many cells, and from one many others are a few moves away:
//! so first moves are made to every value not yet seen, then tables are sought that show as many cells as possible where
//! no moves led; what is left is asked one by one, by a linear program and then by branch and bound. What is impossible is
//! turned into an argument, a sum of equations, that the bounds then follow in exact arithmetic. Whatever the solver leaves
//! in doubt is *unsettled*.

use std::collections::{BTreeMap, BTreeSet};

use crate::bounds::Bounds;
use crate::bounds::components::parts;
use crate::equations::{Id, System};
use crate::program::local_search::Moves;
use crate::program::witnesses::Witnesses;
use crate::program::{Answer, Goal, Numbers, Program, Start};
use crate::progress::Telling;

/// What has been settled beyond the bounds.
#[derive(Default)]
pub(crate) struct Joint {
    /// Values that are ruled out although smaller and larger ones are possible; the smallest of each cell, with the
    /// number of equations that rule it out.
    pub(crate) gaps: BTreeMap<Id, (i64, usize)>,
    /// Cells of which it could not be settled what they can be.
    pub(crate) unsettled: BTreeSet<Id>,
    /// Parts of which no whole table agrees with everything, by their first cell, with the number of equations.
    pub(crate) contradictory: BTreeMap<Id, usize>,
}

/// Settles every judged cell that the bounds leave open, and tightens the bounds accordingly. `structure`: what holds
/// whatever is published. `redundant`: equations that follow from the others.
pub(crate) fn settle(
    system: &mut System,
    bounds: &mut Bounds,
    structure: &Bounds,
    redundant: &BTreeSet<usize>,
    mut telling: Telling<'_>,
) -> Joint {
    let mut joint = Joint::default();
    let all = parts(system, bounds).into_iter();
    let all = all.map(|part| {
        part.into_iter()
            .filter(|name| !redundant.contains(name))
            .collect::<Vec<usize>>()
    });
    let all: Vec<Open> = all
        .filter(|equations| !is_plain(system, bounds, equations))
        .map(|equations| Open::of(system, bounds, structure, equations))
        .collect();
    telling.begin(all.iter().map(|part| part.judged.len()).sum());
    for Open {
        equations,
        ids,
        judged,
    } in all
    {
        let size = judged.len();
        let Some(program) = Program::of(system, bounds, &equations) else {
            joint.unsettled.extend(judged);
            continue;
        };
        match Settling::start(program) {
            Err(Answer::None) => {
                _ = ids
                    .first()
                    .map(|id| joint.contradictory.insert(*id, equations.len()))
            }
            Err(_) => joint.unsettled.extend(judged),
            Ok(mut settling) => {
                settling.sweep(
                    &thresholds(system, &settling.program, &judged),
                    &mut telling,
                );
                for (at, id) in judged.into_iter().enumerate() {
                    settling.settle(system, bounds, id, &mut joint);
                    telling.at(at + 1);
                }
            }
        }
        telling.part(size);
    }
    joint
}

/// Equations with their open cells.
struct Open {
    equations: Vec<usize>,
    ids: BTreeSet<Id>,
    /// Those of the cells that are judged.
    judged: Vec<Id>,
}

impl Open {
    fn of(system: &System, bounds: &Bounds, structure: &Bounds, equations: Vec<usize>) -> Self {
        let all = equations
            .iter()
            .flat_map(|name| system.equations[*name].iter().map(|(id, _)| *id));
        let ids: BTreeSet<Id> = all.filter(|id| bounds.is_open(*id)).collect();
        let is_judged =
            |id: &Id| structure.intervals[*id].value().is_none() && system.cells[*id].is_judged();
        Open {
            judged: ids.iter().filter(|id| is_judged(id)).copied().collect(),
            equations,
            ids,
        }
    }
}

/// Whether bounds alone settle the equations: there is but one, without multiples.
fn is_plain(system: &System, bounds: &Bounds, equations: &[usize]) -> bool {
    let plain = |name: &usize| {
        system.equations[*name]
            .iter()
            .all(|(id, by)| by.abs() == 1 || !bounds.is_open(*id))
    };
    equations.len() < 2 && equations.iter().all(plain)
}

/// The places of the judged cells with their thresholds.
fn thresholds(system: &System, program: &Program, judged: &[Id]) -> Vec<(usize, i64)> {
    let threshold = |id: &Id| i64::try_from(system.cells[*id].threshold?).ok();
    judged
        .iter()
        .filter_map(|id| Some((program.place(*id)?, threshold(id)?)))
        .collect()
}

/// A part that is being settled.
struct Settling {
    program: Program,
    start: Start,
    witnesses: Witnesses,
    moves: Moves,
    /// The witness that was found last.
    table: Vec<i64>,
}

/// How a cell's end was settled.
enum Step {
    Settled,
    Tightened,
    Unsettled,
}

impl Settling {
    fn start(program: Program) -> Result<Self, Answer> {
        let start = program.start()?;
        let table = match start.table(&program) {
            Answer::Table(table) => table,
            _ => match program.whole(None) {
                Answer::Table(table) => table,
                other => return Err(other),
            },
        };
        let mut witnesses = Witnesses::new(program.cells.len());
        witnesses.add(&table);
        Ok(Settling {
            moves: Moves::of(&program),
            program,
            start,
            witnesses,
            table,
        })
    }

    /// Looks for tables that show many cells at values not yet seen, as long as that succeeds: by moves from known
    /// tables, then by linear programs, with moves from what they find.
    fn sweep(&mut self, judged: &[(usize, i64)], telling: &mut Telling<'_>) {
        while self.wander(judged, telling) {}
        let mut failures = 0;
        while failures < FAILURES {
            let Some(wishes) = self.witnesses.wishes(&self.program, judged) else {
                return;
            };
            let wished = wishes.iter().flatten().count();
            telling.at(judged.len().saturating_sub(wished));
            let answer = match self.program.toward(&wishes, Numbers::Any) {
                Answer::Broken => self.program.toward(&wishes, Numbers::Whole),
                settled => settled,
            };
            let gained = match answer {
                Answer::Table(table) => {
                    self.table = table;
                    self.witnesses.add_toward(&self.table, &wishes)
                }
                _ => 0,
            };
            failures += usize::from(gained * FEW < wished);
            if gained > 0 {
                self.wander(judged, telling);
            }
        }
    }

    /// Moves to each value that has not been seen; says whether that found many of them.
    fn wander(&mut self, judged: &[(usize, i64)], telling: &mut Telling<'_>) -> bool {
        let (mut settled, mut wished, mut found) = (0, 0, 0);
        for (place, threshold) in judged {
            let mut goals = self.witnesses.open(&self.program, *place, *threshold);
            settled += usize::from(goals.is_empty());
            goals.sort_by_key(|goal| (goal.value() - self.table[*place]).abs());
            for goal in goals {
                if !self.witnesses.meet(*place, goal) {
                    wished += 1;
                    found += usize::from(self.step(*place, goal, SHORT));
                }
            }
        }
        telling.at(settled);
        found * FEW > wished
    }

    /// Moves from the last witness to one that shows a cell as asked, if so many moves lead there.
    fn step(&mut self, place: usize, goal: Goal, moves: usize) -> bool {
        let changed = self
            .moves
            .lead(&self.program, &mut self.table, (place, goal.value()), moves);
        changed
            .map(|changed| self.witnesses.add_changed(&self.table, &changed))
            .is_some()
    }

    /// Settles what one cell can be.
    fn settle(&mut self, system: &mut System, bounds: &mut Bounds, id: Id, joint: &mut Joint) {
        let Some((place, threshold)) = thresholds(system, &self.program, &[id]).first().copied()
        else {
            return;
        };
        for _ in 0..STEPS {
            let (low, high) = (self.program.low[place], self.program.high[place]);
            if low >= threshold || high == Some(low) {
                return;
            }
            let goal = match high {
                _ if !self.witnesses.meet(place, Goal::Is(low)) => Goal::Is(low),
                // Of what is narrowed already, the very largest value is told.
                Some(high) if low > 0 || high < threshold => Goal::Is(high),
                None if low > 0 => return self.open_end(system, bounds, place),
                _ => Goal::Reaches(threshold),
            };
            match self.seek(system, bounds, place, goal) {
                Step::Settled if goal == Goal::Is(low) => {}
                Step::Settled => return self.between(place, threshold, joint),
                Step::Tightened => {}
                Step::Unsettled => break,
            }
        }
        joint.unsettled.insert(id);
    }

    /// Bounds a cell from above that no equation alone bounds, if anything does.
    fn open_end(&mut self, system: &mut System, bounds: &mut Bounds, place: usize) {
        self.argue(system, bounds, place, -1.0);
    }

    /// Every value below the threshold must be possible.
    fn between(&mut self, place: usize, threshold: i64, joint: &mut Joint) {
        let (low, high) = (self.program.low[place], self.program.high[place]);
        if low > 0 || high.is_some_and(|high| high < threshold) {
            return;
        }
        for value in 1..threshold {
            let id = self.program.cells[place];
            match self.find(place, Goal::Is(value)) {
                Answer::Table(_) => {}
                Answer::None => {
                    joint.gaps.entry(id).or_insert((value, self.program.size()));
                    return;
                }
                _ => _ = joint.unsettled.insert(id),
            }
        }
    }

    /// Looks for a witness; where there is none, tightens the bounds.
    fn seek(&mut self, system: &mut System, bounds: &mut Bounds, place: usize, goal: Goal) -> Step {
        let before = (self.program.low[place], self.program.high[place]);
        match self.find(place, goal) {
            Answer::Table(_) => return Step::Settled,
            Answer::None => {}
            _ => return Step::Unsettled,
        }
        let is_low = goal == Goal::Is(before.0);
        self.argue(system, bounds, place, if is_low { 1.0 } else { -1.0 });
        if (self.program.low[place], self.program.high[place]) == before {
            // No sum of equations says so; that persons are whole does.
            let (id, size) = (self.program.cells[place], self.program.size());
            match goal {
                Goal::Is(value) if is_low => {
                    bounds.searched(system, id, [Some(value + 1), None], size)
                }
                Goal::Is(value) | Goal::Reaches(value) => {
                    bounds.searched(system, id, [None, Some(value - 1)], size)
                }
            }
            if self.program.narrow(bounds).is_none() {
                return Step::Unsettled;
            }
        }
        Step::Tightened
    }

    /// Adds the sum of equations that bounds a cell most tightly, and what follows from it. Near equations often say all
    /// that there is to say: then they have moved the bound to where some table, whole or not, has the cell.
    fn argue(&mut self, system: &mut System, bounds: &mut Bounds, place: usize, sign: f64) {
        let end = |program: &Program| {
            if sign > 0.0 {
                Some(program.low[place])
            } else {
                program.high[place]
            }
        };
        let before = end(&self.program);
        for many in AROUND {
            let near = self.program.around(place, many);
            if let Some(argument) = self.program.argument(place, sign, &near) {
                system.add_sum(&argument);
                bounds.propagate(system);
                // What has become too large to compute with stays as it was.
                let _ = self.program.narrow(bounds);
            }
            let moved = end(&self.program).filter(|end| Some(*end) != before);
            let is_reached = |end| {
                !matches!(
                    self.program.from(&self.start, place, Goal::Is(end)),
                    Answer::None
                )
            };
            if near.len() == self.program.size() || moved.is_some_and(is_reached) {
                return;
            }
        }
    }

    /// A witness, from those that are known, by moves from one of them, from the linear program or by search.
    fn find(&mut self, place: usize, goal: Goal) -> Answer {
        if self.witnesses.meet(place, goal) || self.step(place, goal, LONG) {
            return Answer::Table(vec![]);
        }
        let answer = match self.program.from(&self.start, place, goal) {
            Answer::Broken | Answer::Unknown => self.program.whole(Some((place, goal))),
            settled => settled,
        };
        if let Answer::Table(table) = &answer {
            self.witnesses.add(table);
            self.table.clone_from(table);
        }
        answer
    }
}

/// So many sweeps may bring little before cells are looked at one by one.
const FAILURES: usize = 3;

/// One wish fulfilled of so many is little.
const FEW: usize = 10;

/// How many moves are made to show a cell at one value: while many are sought, and for this one alone.
const SHORT: usize = 200;
const LONG: usize = 1000;

/// How many equations around a cell an argument is looked for in, before all are tried.
const AROUND: [usize; 3] = [64, 256, usize::MAX];

/// So many times the bounds of one cell may be tightened before it is left unsettled.
const STEPS: usize = 60;
