//! Defines inequalities between the cells of three pairs that hold for whatever persons.

use std::collections::BTreeMap;

use crate::bounds::Bounds;
use crate::equations::{Equation, Id, System, Triple};

/// `Σ coefficient × cell ≥ 0`, sorted by cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut(pub(super) Equation);

/// One side of each division: the parts that are in a set.
pub(super) type Sides = [Vec<usize>; 3];

/// How many inequalities three sets of parts give.
pub(super) const FORMS: usize = 4;

impl Cut {
    /// Adds up the terms of each cell.
    pub(super) fn from_terms(terms: impl IntoIterator<Item = (Id, i32)>) -> Self {
        let mut sum: BTreeMap<Id, i32> = BTreeMap::new();
        for (id, coefficient) in terms {
            *sum.entry(id).or_default() += coefficient;
        }
        sum.retain(|_, coefficient| *coefficient != 0);
        Cut(sum.into_iter().collect())
    }

    /// Writes one of the four inequalities that hold for sets A, B and C of three divisions. They
    /// say that nobody is in A and B and C less than not at all, with one of the sets, or all,
    /// replaced by its complement: `bc + a − ab − ac ≥ 0`, as everybody in A who is in B and in C is
    /// in both; and `all − a − b − c + ab + ac + bc ≥ 0`.
    pub(super) fn from_sides(triple: &Triple, sides: &Sides, form: usize) -> Self {
        let mut terms = Vec::new();
        let signs = signs_of_form(form);
        if form == FORMS - 1 {
            terms.push((triple.total, 1));
        }
        for (division, side) in sides.iter().enumerate() {
            for part in side {
                terms.push((triple.singles[division][*part], signs.singles[division]));
            }
        }
        for (pair, [one, other]) in crate::equations::PAIRS.into_iter().enumerate() {
            for a in &sides[one] {
                for b in &sides[other] {
                    let at = a * triple.sizes[other] + b;
                    terms.push((triple.pairs[pair][at], signs.pairs[pair]));
                }
            }
        }
        Cut::from_terms(terms)
    }

    /// Returns the cells with their coefficients.
    pub(crate) fn terms(&self) -> &Equation {
        &self.0
    }

    /// Adds the inequality to the system, and propagates it. Returns the index of its equation.
    pub(crate) fn apply(self, system: &mut System, bounds: &mut Bounds) -> Option<usize> {
        let (_, equation) = system.add_cut(self.0)?;
        bounds.propagate(system);
        Some(equation)
    }
}

/// The coefficients of an inequality: of the sets alone, and of each pair.
pub(super) struct Signs {
    pub(super) singles: [i32; 3],
    pub(super) pairs: [i32; 3],
}

/// Returns the coefficients of a form: of the first three, each singles out one division; the last
/// is about persons in none or all of the sets.
pub(super) fn signs_of_form(form: usize) -> Signs {
    match form {
        0 => Signs {
            singles: [1, 0, 0],
            pairs: [-1, -1, 1],
        },
        1 => Signs {
            singles: [0, 1, 0],
            pairs: [-1, 1, -1],
        },
        2 => Signs {
            singles: [0, 0, 1],
            pairs: [1, -1, -1],
        },
        _ => Signs {
            singles: [-1, -1, -1],
            pairs: [1, 1, 1],
        },
    }
}

/// Writes an inequality of single parts. Terms of coefficient zero and repeated cells are left in.
pub(super) fn terms_of_single_parts(
    triple: &Triple,
    parts: [usize; 3],
    form: usize,
) -> [(Id, i32); 7] {
    let signs = signs_of_form(form);
    let single = |at: usize| (triple.singles[at][parts[at]], signs.singles[at]);
    let pair = |at: usize| (triple.pairs[at][triple.index(at, parts)], signs.pairs[at]);
    let total = (triple.total, i32::from(form == FORMS - 1));
    [
        single(0),
        single(1),
        single(2),
        pair(0),
        pair(1),
        pair(2),
        total,
    ]
}
