//! Finds inequalities between the pairs of three dimensions that hold for every table of persons but not for given pairs.
//!
//! For any sets of classes S, T and U of the three, n(S, T) ≤ n(S, not U) + n(T, U): whoever is in S and T is in U, or is
//! not. All inequalities of the triangle family are of this form (facets of the correlation polytope: Padberg,
//! Mathematical Programming 45, 1989; Deza and Laurent, *Geometry of Cuts and Metrics*). Given two of the sets, the best
//! third one is chosen class by class; repeating that finds a set of each that no change of one improves.

use crate::problem::system::{Cut, Place, Problem, Triple};

/// How many inequalities are returned at most.
const CUTS: usize = 1;

/// The dimensions of each pair.
const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// Sets of classes of the three dimensions, as flags.
type Sets = [Vec<bool>; 3];

/// Inequalities that these pairs violate by more than `tolerance`, the most violated for their length first. The search
/// starts at `places`, where the pairs differ from the true ones.
pub(super) fn find_violated(
    problem: &Problem,
    triple: &Triple,
    pairs: &[Vec<i64>; 3],
    places: &[Place],
    tolerance: i64,
) -> Vec<Cut> {
    let mut violated: Vec<(i64, Sets)> = Vec::new();
    for place in places {
        let (row, column) = PAIRS[place.pair];
        for start in starts(triple, *place) {
            let (violation, sets) = improve(triple, pairs, 3 - row - column, start);
            if violation > tolerance && !violated.iter().any(|(_, known)| *known == sets) {
                violated.push((violation, sets));
            }
        }
    }
    let with_cuts = violated.iter();
    let with_cuts = with_cuts.map(|(violation, sets)| (*violation, cut(problem, triple, sets)));
    let mut with_cuts: Vec<(i64, Cut)> = with_cuts.collect();
    let length = |cut: &Cut| i64::try_from(cut.terms.len()).unwrap_or(i64::MAX).max(1);
    with_cuts.sort_by_key(|(violation, cut)| -(1000 * violation / length(cut)));
    with_cuts.truncate(CUTS);
    with_cuts.into_iter().map(|(_, cut)| cut).collect()
}

/// Single classes and their complements, with nothing and everything of the third dimension.
fn starts(triple: &Triple, place: Place) -> Vec<Sets> {
    let (row, column) = PAIRS[place.pair];
    let width = triple.sizes[column];
    let (at_row, at_column) = (place.cell / width, place.cell % width);
    let mut starts = Vec::new();
    for choice in 0..8 {
        let single = |axis: usize, at: usize, is_inside: bool| -> Vec<bool> {
            let classes = 0..triple.sizes[axis];
            classes.map(|class| (class == at) == is_inside).collect()
        };
        let third = 3 - row - column;
        let mut sets = [vec![], vec![], vec![]];
        sets[row] = single(row, at_row, choice & 1 == 0);
        sets[column] = single(column, at_column, choice & 2 == 0);
        sets[third] = vec![choice & 4 == 0; triple.sizes[third]];
        starts.push(sets);
    }
    starts
}

/// Improves one set after the other, `first` first; returns by how much the inequality is violated in the end.
fn improve(triple: &Triple, pairs: &[Vec<i64>; 3], first: usize, mut sets: Sets) -> (i64, Sets) {
    let mut unchanged = 0;
    let mut axis = first;
    while unchanged < 3 {
        let is_better = |class| gain(triple, pairs, &sets, axis, class) > 0;
        let better: Vec<bool> = (0..triple.sizes[axis]).map(is_better).collect();
        if better == sets[axis] {
            unchanged += 1;
        } else {
            unchanged = 0;
            sets[axis] = better;
        }
        axis = (axis + 1) % 3;
    }
    (violation(triple, pairs, &sets), sets)
}

/// By how much the violation grows if a class is in the set of its dimension.
fn gain(triple: &Triple, pairs: &[Vec<i64>; 3], sets: &Sets, axis: usize, class: usize) -> i64 {
    let [rows, columns, classes] = triple.sizes;
    let mut gain = 0;
    match axis {
        0 => {
            for b in (0..columns).filter(|b| sets[1][*b]) {
                gain += pairs[0][class * columns + b];
            }
            for c in (0..classes).filter(|c| !sets[2][*c]) {
                gain -= pairs[1][class * classes + c];
            }
        }
        1 => {
            for a in (0..rows).filter(|a| sets[0][*a]) {
                gain += pairs[0][a * columns + class];
            }
            for c in (0..classes).filter(|c| sets[2][*c]) {
                gain -= pairs[2][class * classes + c];
            }
        }
        _ => {
            for a in (0..rows).filter(|a| sets[0][*a]) {
                gain += pairs[1][a * classes + class];
            }
            for b in (0..columns).filter(|b| sets[1][*b]) {
                gain -= pairs[2][b * classes + class];
            }
        }
    }
    gain
}

/// n(S, T) - n(S, not U) - n(T, U).
fn violation(triple: &Triple, pairs: &[Vec<i64>; 3], sets: &Sets) -> i64 {
    let mut sum = 0;
    for (pair, cell, by) in terms(triple, sets) {
        sum += by * pairs[pair][cell];
    }
    sum
}

/// The coefficients of n(S, T) - n(S, not U) - n(T, U), as pair, cell and coefficient.
fn terms(triple: &Triple, sets: &Sets) -> Vec<(usize, usize, i64)> {
    let mut terms = Vec::new();
    for (pair, (row, column)) in PAIRS.into_iter().enumerate() {
        for at_row in (0..triple.sizes[row]).filter(|at| sets[row][*at]) {
            for (at_column, is_inside) in sets[column].iter().enumerate() {
                // The pair of the first and the third dimension is with the complement.
                if *is_inside != (pair == 1) {
                    let cell = at_row * triple.sizes[column] + at_column;
                    terms.push((pair, cell, if pair == 0 { 1 } else { -1 }));
                }
            }
        }
    }
    terms
}

fn cut(problem: &Problem, triple: &Triple, sets: &Sets) -> Cut {
    let mut all: Vec<(usize, i64)> = Vec::new();
    let mut true_sum = 0;
    for (pair, cell, by) in terms(triple, sets) {
        let variable = triple.pairs[pair][cell];
        let number = &problem.numbers[variable];
        true_sum += by * number.count;
        if !number.known {
            all.push((variable, by));
        }
    }
    all.sort_unstable();
    let mut merged: Vec<(usize, i64)> = Vec::new();
    for (variable, by) in all {
        match merged.last_mut() {
            Some((last, sum)) if *last == variable => *sum += by,
            _ => merged.push((variable, by)),
        }
    }
    merged.retain(|(_, by)| *by != 0);
    Cut {
        terms: merged,
        most: -true_sum,
    }
}
