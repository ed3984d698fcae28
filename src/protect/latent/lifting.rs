//! Decides whether a move of published and hidden numbers is one of persons: whether a three-way table stands behind the
//! changed pairs of every triple of dimensions.

use std::collections::BTreeMap;

use crate::latent::lift::lift;
use crate::latent::program::{cells_at, solve};
use crate::latent::separate::find_violated;
use crate::problem::number::Variable;
use crate::problem::system::{Cut, Place, Problem, Triple};
use crate::solve::{round, to_float};

/// Whether three-way tables of whole numbers stand behind a move.
pub(crate) enum Lifted {
    /// They do, also if the move is taken in so many equal steps, after each of them.
    Steps(i64),
    /// There are none: these inequalities say so.
    Violates(Vec<Cut>),
    /// None was found, and no inequality rules them out.
    Unknown,
}

/// Gives every triple a three-way table behind its true pairs. Triples for which none is found are dropped: nothing is
/// reckoned with there. Returns how many these are.
pub(crate) fn repair(problem: &mut Problem) -> usize {
    let mut triples = std::mem::take(&mut problem.triples);
    let all = triples.len();
    triples.retain_mut(|triple| {
        let mut lacks = true_pairs(problem, triple);
        for (at, count) in triple.counts.iter().enumerate() {
            for (pair, cell) in cells_at(triple.sizes, at).into_iter().enumerate() {
                lacks[pair][cell] -= count;
            }
        }
        lacks.iter().flatten().all(|lack| *lack == 0)
            || change_table(triple.sizes, &mut triple.counts, &triple.is_empty, &lacks)
    });
    let dropped = all - triples.len();
    problem.triples = triples;
    problem.index();
    dropped
}

/// Looks for the three-way tables behind a move that can be taken in so many equal steps.
pub(crate) fn lift_move(problem: &Problem, changes: &[(Variable, i64)], steps: i64) -> Lifted {
    let (mut lifted_steps, mut cuts, mut is_unknown) = (steps, vec![], false);
    for (at, changed) in changed_places(problem, changes) {
        let triple = &problem.triples[at];
        let mut step = triple.sizes_of_pairs().map(|size| vec![0; size]);
        for (place, by) in &changed {
            step[place.pair][place.cell] = by / steps;
        }
        if lift_steps(triple, &step, steps) {
            continue;
        }
        let places: Vec<Place> = changed.iter().map(|(place, _)| *place).collect();
        let mut pairs = true_pairs(problem, triple);
        for (place, by) in &changed {
            pairs[place.pair][place.cell] += by;
        }
        let violated = find_violated(problem, triple, &pairs, &places, 0);
        if !violated.is_empty() {
            cuts.extend(violated);
        } else if lift_whole(triple, step, steps) {
            lifted_steps = 1;
        } else {
            is_unknown = true;
        }
    }
    if !cuts.is_empty() {
        Lifted::Violates(cuts)
    } else if is_unknown {
        Lifted::Unknown
    } else {
        Lifted::Steps(lifted_steps)
    }
}

/// Inequalities that changes of numbers violate which need not be whole.
pub(crate) fn find_cuts(problem: &Problem, changes: &[(Variable, f64)]) -> Vec<Cut> {
    let mut scaled = Vec::new();
    for (variable, by) in changes {
        scaled.push((*variable, round(by * to_float(SCALE)).unwrap_or_default()));
    }
    let mut cuts = Vec::new();
    for (at, changed) in changed_places(problem, &scaled) {
        let triple = &problem.triples[at];
        let mut pairs = true_pairs(problem, triple);
        for count in pairs.iter_mut().flatten() {
            *count *= SCALE;
        }
        for (place, by) in &changed {
            pairs[place.pair][place.cell] += by;
        }
        let places: Vec<Place> = changed.iter().map(|(place, _)| *place).collect();
        cuts.extend(find_violated(problem, triple, &pairs, &places, SCALE / 100));
    }
    cuts
}

/// How many parts of a person are told apart where numbers are not whole.
const SCALE: i64 = 1_000_000;

/// The triples that a move changes, each with by how much it changes which cells of its pairs.
fn changed_places(
    problem: &Problem,
    changes: &[(Variable, i64)],
) -> BTreeMap<usize, Vec<(Place, i64)>> {
    let mut changed: BTreeMap<usize, Vec<(Place, i64)>> = BTreeMap::new();
    for (variable, by) in changes {
        for place in &problem.places[*variable] {
            changed.entry(place.triple).or_default().push((*place, *by));
        }
    }
    changed
}

fn lift_steps(triple: &Triple, step: &[Vec<i64>; 3], steps: i64) -> bool {
    let mut counts = triple.counts.clone();
    (0..steps).all(|_| lift(triple.sizes, &mut counts, &triple.is_empty, step))
}

fn lift_whole(triple: &Triple, mut step: [Vec<i64>; 3], steps: i64) -> bool {
    for by in step.iter_mut().flatten() {
        *by *= steps;
    }
    let mut counts = triple.counts.clone();
    change_table(triple.sizes, &mut counts, &triple.is_empty, &step)
}

/// Changes a three-way table by what its pairs lack; returns whether that succeeded.
fn change_table(
    sizes: [usize; 3],
    counts: &mut [i64],
    is_empty: &[bool],
    lacks: &[Vec<i64>; 3],
) -> bool {
    lift(sizes, counts, is_empty, lacks) || solve(sizes, counts, is_empty, lacks)
}

fn true_pairs(problem: &Problem, triple: &Triple) -> [Vec<i64>; 3] {
    [0, 1, 2].map(|pair| {
        let numbers = triple.pairs[pair].iter();
        numbers
            .map(|number| problem.numbers[*number].count)
            .collect()
    })
}
