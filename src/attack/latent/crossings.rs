//! Keeps a table by three divisions for every triple of a component, so that each table of pairs that it accepts has them all.

use std::collections::BTreeSet;

use super::crossing::Crossing;
use super::cut::Cut;
use super::exact::{Existence, decide};
use super::separate::{MODERATE_SIZE, find_violated};
use crate::equations::{Id, PAIRS, Triple};

/// The tables by three divisions that belong to the last accepted table of pairs.
#[derive(Default)]
pub(crate) struct Crossings<'a> {
    triples: Vec<&'a Triple>,
    crossings: Vec<Crossing>,
    /// For each column, the sums that it is: triple, pair and index.
    uses: Vec<Vec<(usize, usize, usize)>>,
}

/// What is tried before a table is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Care {
    /// Repairs of the last tables.
    Hasty,
    /// Also inequalities between sets of parts, if repairs fail.
    Quick,
    /// Also linear programs for triples of moderate size.
    Thorough,
    /// Also linear programs for all.
    Exhaustive,
}

/// Why a table of pairs is not accepted: inequalities that it violates. If there are none, it is
/// only not known whether the tables by three divisions exist.
pub(crate) struct Rejected(pub(crate) Vec<Cut>);

impl<'a> Crossings<'a> {
    /// Prepares triples. `column` returns the column of an open cell, `count` the count of any
    /// other.
    pub(crate) fn new(
        triples: Vec<&'a Triple>,
        columns: usize,
        column: impl Fn(Id) -> Option<usize>,
        count: impl Fn(Id) -> i64,
    ) -> Self {
        let mut uses = vec![Vec::new(); columns];
        let mut crossings = Vec::new();
        for (at, triple) in triples.iter().enumerate() {
            let mut crossing = Crossing::new(triple.sizes);
            for (pair, cells) in triple.pairs.iter().enumerate() {
                for (index, id) in cells.iter().enumerate() {
                    match column(*id) {
                        Some(column) => uses[column].push((at, pair, index)),
                        None => crossing.demand(pair, index, count(*id)),
                    }
                }
            }
            crossings.push(crossing);
        }
        Crossings {
            triples,
            crossings,
            uses,
        }
    }

    /// Returns whether some triple is so large that its tables are not searched exhaustively.
    pub(crate) fn has_large(&self) -> bool {
        self.triples.iter().any(|triple| is_large(triple))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.triples.is_empty()
    }

    /// Spreads persons among the open cells as evenly as the rows and columns of each pair allow.
    /// `None`: the column is in no triple.
    pub(crate) fn even_counts(&self, table: &[i64]) -> Vec<Option<i64>> {
        let mut demanded: Vec<[Vec<i64>; 3]> = self
            .crossings
            .iter()
            .map(|crossing| crossing.demanded())
            .collect();
        let mut is_open: Vec<[Vec<bool>; 3]> = Vec::new();
        for sums in &demanded {
            is_open.push([0, 1, 2].map(|pair: usize| vec![false; sums[pair].len()]));
        }
        for (column, uses) in self.uses.iter().enumerate() {
            for (at, pair, index) in uses {
                demanded[*at][*pair][*index] = table[column];
                is_open[*at][*pair][*index] = true;
            }
        }
        let even: Vec<[Vec<f64>; 3]> = (0..demanded.len())
            .map(|at| {
                [0, 1, 2].map(|pair: usize| {
                    let width = self.triples[at].sizes[PAIRS[pair][1]];
                    spread_evenly(width, &demanded[at][pair], &is_open[at][pair])
                })
            })
            .collect();
        let count = |uses: &Vec<(usize, usize, usize)>| {
            let (at, pair, index) = uses.first()?;
            Some(even[*at][*pair][*index].round() as i64)
        };
        self.uses.iter().map(count).collect()
    }

    /// Accepts a first table of pairs, if every triple has its table.
    pub(crate) fn begin(&mut self, table: &[i64]) -> Result<(), Rejected> {
        let mut next = self.crossings.clone();
        for (column, uses) in self.uses.iter().enumerate() {
            for (at, pair, index) in uses {
                next[*at].demand(*pair, *index, table[column]);
            }
        }
        let mut rejected = Vec::new();
        let mut is_rejected = false;
        for (at, crossing) in next.iter_mut().enumerate() {
            crossing.spread();
            if let Err(Rejected(cuts)) = settle(self.triples[at], crossing, Care::Exhaustive) {
                rejected.extend(cuts);
                is_rejected = true;
            }
        }
        if is_rejected {
            return Err(Rejected(rejected));
        }
        next.iter_mut().for_each(Crossing::keep);
        self.crossings = next;
        Ok(())
    }

    /// Accepts a table of pairs that differs from the last one in these columns, if every triple
    /// has its table.
    pub(crate) fn accept(
        &mut self,
        before: &[i64],
        table: &[i64],
        changed: impl Iterator<Item = usize>,
        care: Care,
    ) -> Result<(), Rejected> {
        let mut touched = BTreeSet::new();
        for column in changed {
            let more = table[column] - before[column];
            if more == 0 {
                continue;
            }
            for (at, pair, index) in self.uses.get(column).into_iter().flatten() {
                self.crossings[*at].demand(*pair, *index, more);
                touched.insert(*at);
            }
        }
        let mut outcome = Ok(());
        for at in &touched {
            let Err(Rejected(cuts)) = settle(self.triples[*at], &mut self.crossings[*at], care)
            else {
                continue;
            };
            match &mut outcome {
                Ok(()) => outcome = Err(Rejected(cuts)),
                Err(Rejected(known)) => known.extend(cuts),
            }
            // Only inequalities that are violated help the next search.
            let is_hopeless = matches!(&outcome, Err(Rejected(cuts)) if cuts.is_empty());
            if care == Care::Hasty || care == Care::Quick || is_hopeless {
                break;
            }
        }
        for at in touched {
            if outcome.is_ok() {
                self.crossings[at].keep();
            } else {
                self.crossings[at].take_back();
            }
        }
        outcome
    }
}

/// Returns whether a linear program for a triple takes too long to be solved often.
fn is_large(triple: &Triple) -> bool {
    triple.sizes.iter().product::<usize>() > MODERATE_SIZE
}

/// Gives a triple its table.
fn settle(triple: &Triple, crossing: &mut Crossing, care: Care) -> Result<(), Rejected> {
    if crossing.repair() {
        return Ok(());
    }
    if care == Care::Hasty {
        return Err(Rejected(vec![]));
    }
    let sums = crossing.demanded();
    let cuts = find_violated(triple, &sums);
    let is_left = care == Care::Quick || care == Care::Thorough && is_large(triple);
    if !cuts.is_empty() || is_left {
        return Err(Rejected(cuts));
    }
    match decide(triple, &sums) {
        Existence::Counts(counts) => {
            crossing.adopt(counts);
            Ok(())
        }
        Existence::Violated(cut) => Err(Rejected(vec![cut])),
        Existence::Unknown => Err(Rejected(vec![])),
    }
}

/// How often rows and columns are scaled in turn.
const SCALINGS: usize = 10;

/// Spreads what rows and columns leave for the open cells of a table, by iterative proportional
/// fitting.
fn spread_evenly(width: usize, counts: &[i64], is_open: &[bool]) -> Vec<f64> {
    let lines: [fn(usize, usize) -> usize; 2] = [|at, width| at / width, |at, width| at % width];
    let mut even: Vec<f64> = is_open.iter().map(|open| f64::from(*open)).collect();
    for _ in 0..SCALINGS {
        for line in lines {
            let (mut left, mut sums) = (vec![0.0; counts.len()], vec![0.0; counts.len()]);
            for at in (0..counts.len()).filter(|at| is_open[*at]) {
                left[line(at, width)] += counts[at] as f64;
                sums[line(at, width)] += even[at];
            }
            for at in (0..counts.len()).filter(|at| is_open[*at]) {
                let (left, sum) = (left[line(at, width)], sums[line(at, width)]);
                even[at] *= if sum > 0.0 { left / sum } else { 0.0 };
            }
        }
    }
    even
}
