//! Finds inequalities that a triple demands and a table of pairs violates.

use super::cut::{Cut, FORMS, Sides, signs_of_form};
use crate::equations::{PAIRS, Triple, index_of_pair};

/// How many counts a triple may have for its tables to be searched thoroughly each time.
pub(super) const MODERATE_SIZE: usize = 800;

/// How many cuts are returned for one table and triple.
const MOST: usize = 6;

/// The sums of a triple in one table: by pair, by division, and of all.
pub(super) struct Sums<'a> {
    sizes: [usize; 3],
    pairs: &'a [Vec<i64>; 3],
    singles: [Vec<i64>; 3],
    total: i64,
}

impl<'a> Sums<'a> {
    pub(super) fn new(sizes: [usize; 3], pairs: &'a [Vec<i64>; 3]) -> Self {
        let row = |at: usize, pair: usize| -> Vec<i64> {
            let rows = pairs[pair].chunks(sizes[PAIRS[pair][1]]);
            debug_assert_eq!(PAIRS[pair][0], at);
            rows.map(|row| row.iter().sum()).collect()
        };
        let last = (0..sizes[2])
            .map(|c| pairs[2].iter().skip(c).step_by(sizes[2]).sum())
            .collect();
        Sums {
            sizes,
            pairs,
            singles: [row(0, 0), row(1, 2), last],
            total: pairs[0].iter().sum(),
        }
    }

    /// Returns how much the left side of an inequality is, which should not be negative.
    fn left_side(&self, sides: &Sides, form: usize) -> i64 {
        let signs = signs_of_form(form);
        let mut sum = if form == FORMS - 1 { self.total } else { 0 };
        for (division, side) in sides.iter().enumerate() {
            if signs.singles[division] != 0 {
                let parts = side.iter();
                let single: i64 = parts.map(|part| self.singles[division][*part]).sum();
                sum += i64::from(signs.singles[division]) * single;
            }
        }
        for (pair, [one, other]) in PAIRS.into_iter().enumerate() {
            for a in &sides[one] {
                for b in &sides[other] {
                    let count = self.pairs[pair][a * self.sizes[other] + b];
                    sum += i64::from(signs.pairs[pair]) * count;
                }
            }
        }
        sum
    }

    /// Returns the left side of an inequality of single parts.
    fn of_single_parts(&self, parts: [usize; 3], form: usize) -> i64 {
        let signs = signs_of_form(form);
        let mut sum = if form == FORMS - 1 { self.total } else { 0 };
        for (division, part) in parts.into_iter().enumerate() {
            sum += i64::from(signs.singles[division]) * self.singles[division][part];
        }
        for pair in 0..3 {
            let count = self.pairs[pair][index_of_pair(self.sizes, pair, parts)];
            sum += i64::from(signs.pairs[pair]) * count;
        }
        sum
    }

    /// Adds or removes parts as long as that lowers the left side.
    fn grow(&self, mut sides: Sides, form: usize) -> (i64, Sides) {
        let mut least = self.left_side(&sides, form);
        loop {
            let mut better: Option<Sides> = None;
            for division in 0..3 {
                for part in 0..self.sizes[division] {
                    let mut changed = sides.clone();
                    match changed[division].binary_search(&part) {
                        Ok(at) => {
                            changed[division].remove(at);
                        }
                        Err(at) => changed[division].insert(at, part),
                    }
                    let sum = self.left_side(&changed, form);
                    if !changed[division].is_empty() && sum < least {
                        (least, better) = (sum, Some(changed));
                    }
                }
            }
            let Some(better) = better else {
                return (least, sides);
            };
            sides = better;
        }
    }
}

/// Finds violated inequalities between sets of parts: the most violated of single parts, and, if
/// there are none, those that single parts grow into.
pub(super) fn find_violated(triple: &Triple, pairs: &[Vec<i64>; 3]) -> Vec<Cut> {
    let sums = Sums::new(triple.sizes, pairs);
    let mut by_size: Vec<(i64, [usize; 3], usize)> = Vec::new();
    for a in 0..triple.sizes[0] {
        for b in 0..triple.sizes[1] {
            for c in 0..triple.sizes[2] {
                for form in 0..FORMS {
                    let sum = sums.of_single_parts([a, b, c], form);
                    let is_least = by_size.len() < MOST
                        || by_size.last().is_some_and(|(last, ..)| sum < *last);
                    if is_least {
                        by_size.push((sum, [a, b, c], form));
                        by_size.sort_unstable();
                        by_size.truncate(MOST);
                    }
                }
            }
        }
    }
    let is_violated = by_size.first().is_some_and(|(least, ..)| *least < 0);
    let single = |parts: [usize; 3]| parts.map(|part| vec![part]);
    let mut by_size: Vec<(i64, Sides, usize)> = by_size
        .into_iter()
        .map(|(least, parts, form)| (least, single(parts), form))
        .collect();
    // Growing takes time that grows with the cube of the number of parts.
    if !is_violated && triple.sizes.iter().product::<usize>() <= MODERATE_SIZE {
        for (least, sides, form) in &mut by_size {
            (*least, *sides) = sums.grow(std::mem::take(sides), *form);
        }
    }
    by_size.retain(|(least, ..)| *least < 0);
    let mut cuts: Vec<Cut> = by_size
        .iter()
        .map(|(_, sides, form)| Cut::from_sides(triple, sides, *form))
        .collect();
    cuts.sort();
    cuts.dedup();
    cuts
}
