//! Defines cells, and the equations between their counts.

use std::collections::{BTreeMap, BTreeSet};

use super::id::Id;
use super::triple::Triple;
use crate::report::Group;

/// Cells with coefficients whose sum is zero: sorted by cell, no coefficient zero.
pub(crate) type Equation = Vec<(Id, i32)>;

/// A count of persons.
#[derive(Clone)]
pub(crate) struct Cell {
    /// The group of persons. Of several names of the same group, the first that is hidden.
    pub(crate) group: Group,
    /// The index of every table that has this cell, with the published count; `None` where it is
    /// hidden.
    pub(crate) shown: Vec<(usize, Option<u64>)>,
    /// The smallest count that may be published. `None`: the cell is not judged, because it is no
    /// group of persons or discloses nothing about anybody.
    pub(crate) threshold: Option<u64>,
}

impl Cell {
    /// Returns the published count; the first, if the files contradict each other.
    pub(crate) fn published(&self) -> Option<u64> {
        self.shown.iter().find_map(|(_, count)| *count)
    }

    /// Returns whether a disclosure about this cell is a finding.
    pub(crate) fn is_judged(&self) -> bool {
        self.threshold.is_some()
    }
}

/// A group that two releases count otherwise, although both count the same years.
#[derive(Clone)]
pub(crate) struct Difference {
    pub(crate) earlier: Id,
    pub(crate) later: Id,
    pub(crate) group: Group,
    /// The smallest difference that may be known. `None`: it is not judged.
    pub(crate) threshold: Option<u64>,
}

/// All cells and all equations between them.
#[derive(Clone, Default)]
pub(crate) struct System {
    /// The ids of the tables, release by release.
    pub(crate) tables: Vec<String>,
    /// The index of the last release's first table.
    pub(crate) current: usize,
    pub(crate) cells: Vec<Cell>,
    pub(crate) equations: Vec<Equation>,
    /// Every row of every table: a cell and the cells that add up to it, with the tables that have
    /// this row.
    pub(crate) rows: BTreeMap<(Id, Vec<Id>), BTreeSet<usize>>,
    /// Cells that no table has and that only relate tables of several releases.
    pub(crate) latent: BTreeSet<Id>,
    /// What two releases count otherwise: by how much must not be known, unless it is much.
    pub(crate) differences: Vec<Difference>,
    /// Codes that cannot be related to earlier releases: the index of the release, where it has
    /// them, and the reason.
    pub(crate) unrelated: Vec<(usize, Group, String)>,
    /// How many of the equations, from the first on, do not follow linearly from others by
    /// construction.
    pub(crate) independent: usize,
    /// Divisions of the same persons whose pairs have cells.
    pub(crate) triples: Vec<Triple>,
    /// The equations that were added because triples demand them.
    pub(crate) cuts: Vec<usize>,
    /// The smallest and the largest count that the mark in the place of a hidden count tells, of
    /// cells with such a mark. `None`: it tells no largest one.
    pub(crate) marked: BTreeMap<Id, (u64, Option<u64>)>,
}

impl System {
    /// Returns whether these ends disclose more of a cell than its mark tells; without a mark, more
    /// than nothing. Every count below the threshold that the mark allows must be possible, and some
    /// count from the threshold upwards, if the mark allows one.
    pub(crate) fn is_narrowed(&self, id: Id, threshold: i128, ends: (i128, Option<i128>)) -> bool {
        let (low, high) = ends;
        let (least, most) = self.marked.get(&id).copied().unwrap_or_default();
        let needed = most.map_or(threshold, |most| threshold.min(most.into()));
        low > least.into() || high.is_some_and(|high| high < needed)
    }

    /// Adds `Σ coefficient × cell ≥ 0`, which some triple demands, as an equation with a cell of its
    /// own for the sum. Returns that cell and the equation's index.
    pub(crate) fn add_cut(&mut self, mut terms: Equation) -> Option<(Id, usize)> {
        let (first, _) = terms.first()?;
        let (sum, equation) = (self.cells.len(), self.equations.len());
        self.cells.push(Cell {
            group: self.cells[*first].group.clone(),
            shown: vec![],
            threshold: None,
        });
        terms.push((sum, -1));
        self.equations.push(terms);
        self.cuts.push(equation);
        Some((sum, equation))
    }

    /// Adds the sum of equations, each multiplied by a factor. Adds nothing if a coefficient
    /// overflows.
    pub(crate) fn add_sum(&mut self, multiples: &[(usize, i32)]) {
        let mut sum: BTreeMap<Id, i64> = BTreeMap::new();
        for (equation, factor) in multiples {
            for (id, coefficient) in &self.equations[*equation] {
                *sum.entry(*id).or_default() += i64::from(*coefficient) * i64::from(*factor);
            }
        }
        sum.retain(|_, coefficient| *coefficient != 0);
        self.equations
            .extend(reduced(&sum).filter(|equation| !equation.is_empty()));
    }
}

/// Divides the coefficients by their greatest common divisor. `None`: a coefficient overflows.
fn reduced(sum: &BTreeMap<Id, i64>) -> Option<Equation> {
    let mut divisor = 0;
    for coefficient in sum.values() {
        divisor = gcd(divisor, coefficient.unsigned_abs());
    }
    let mut equation = Equation::new();
    for (id, coefficient) in sum {
        let divisor = i64::try_from(divisor.max(1)).ok()?;
        equation.push((*id, i32::try_from(coefficient / divisor).ok()?));
    }
    Some(equation)
}

/// Returns the greatest common divisor.
pub(crate) fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
