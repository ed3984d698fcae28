//! Blocks: the sums of one table, as a network.
//!
//! A block is a set of sums in which every cell stands in at most two: the rows and columns of one two-dimensional
//! table, whose columns may nest. Such sums form a network, so whole-numbered alternatives are flows in it. An option
//! of a multi-response dimension is a block of its own, with the people who did not choose it as an unpublished
//! category.

use std::collections::BTreeMap;

use cube::{Category, Dimension, TOTAL};

use super::problem::{State, Variable};

/// `total` is the sum of `parts`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sum.
    pub total: Variable,
    /// What adds up to it.
    pub parts: Vec<Variable>,
}

/// Sums in which each variable stands at most twice.
#[derive(Debug, Default)]
pub struct Block {
    /// The sums.
    pub lines: Vec<Line>,
    /// Whether all of it is hidden that may be.
    pub withheld: bool,
    /// Whether it is a table of pooled years. Its margins are the all-years column of a table by year, which decides
    /// on them: here they can be hidden, but not become so.
    pub pooled: bool,
    places: BTreeMap<Variable, Vec<(usize, bool)>>,
}

impl Block {
    /// The block of these sums, of a table by year that needs no special care.
    pub fn new(lines: Vec<Line>) -> Self {
        let mut places: BTreeMap<Variable, Vec<(usize, bool)>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            places.entry(line.total).or_default().push((at, true));
            for part in &line.parts {
                places.entry(*part).or_default().push((at, false));
            }
        }
        Block { lines, places, withheld: false, pooled: false }
    }

    /// The sums that hold a cell, by their position, and whether it is their total.
    pub fn places(&self, variable: Variable) -> &[(usize, bool)] {
        self.places.get(&variable).map_or(&[], Vec::as_slice)
    }

    /// Whether the block may hide a cell for the sake of others, or finds it hidden.
    pub fn may_hide(&self, cell: &State) -> bool {
        !cell.forced && (cell.hidden || !(self.pooled && cell.margin))
    }

    /// Every cell that stands in it.
    pub fn cells(&self) -> impl Iterator<Item = Variable> {
        self.places.keys().copied()
    }
}

/// The code of the people who did not choose an option; it is no code of any list.
pub const NOT_CHOSEN: &str = "!";

/// A multi-response option as a dimension whose categories add up: chosen, not chosen, no answer.
pub fn answers(dimension: &Dimension, option: &str, unknown: &[&str]) -> Dimension {
    let codes = [option, NOT_CHOSEN].into_iter().chain(unknown.iter().copied());
    let category = |code: &str| Category { code: code.into(), ..Category::default() };
    Dimension { id: dimension.id.clone(), categories: codes.map(category).collect(), ..Dimension::default() }
}

/// The sums of a table: over the nested columns in every row, and over the rows in the total column and every leaf (in
/// the columns between they follow). So every cell stands in at most two.
pub fn lines(rows: &Dimension, columns: &Dimension, mut variable: impl FnMut(&str, &str) -> Variable) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows.codes() {
        for parent in columns.codes().filter(|code| !columns.is_leaf(code)) {
            let parts = columns.children(parent).map(|category| variable(row, &category.code)).collect();
            lines.push(Line { total: variable(row, parent), parts });
        }
    }
    for leaf in columns.codes().filter(|code| *code == TOTAL || columns.is_leaf(code)) {
        for parent in rows.codes().filter(|code| !rows.is_leaf(code)) {
            let parts = rows.children(parent).map(|category| variable(&category.code, leaf)).collect();
            lines.push(Line { total: variable(parent, leaf), parts });
        }
    }
    lines
}
