//! Arranges cells as in a table and finds the lines along which they add up.

use std::ops::Range;

use cube::Dimension;

use super::id::Id;
use super::system::Equation;

/// Cells in row-major order over the totals and categories of dimensions. A cell may be missing.
pub(super) struct Grid {
    pub(super) dimensions: Vec<Dimension>,
    pub(super) cells: Vec<Option<Id>>,
}

/// Index arithmetic along one dimension of a grid.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    width: usize,
    stride: usize,
}

impl Axis {
    /// Returns the index of the cell at a position of this axis, from the index of the cell at its
    /// total.
    pub(super) fn index(self, origin: usize, position: usize) -> usize {
        origin + position * self.stride
    }
}

impl Grid {
    /// Returns the axis of a dimension.
    pub(super) fn axis(&self, dimension: usize) -> Axis {
        let width = |dimension: &Dimension| dimension.categories.len() + 1;
        Axis {
            width: width(&self.dimensions[dimension]),
            stride: self.dimensions[dimension + 1..].iter().map(width).product(),
        }
    }

    /// Lists the indices of the cells at the total of an axis, in order.
    pub(super) fn origins(&self, axis: Axis) -> impl Iterator<Item = usize> + use<> {
        let all: Range<usize> = 0..self.cells.len();
        all.filter(move |index| (index / axis.stride).is_multiple_of(axis.width))
    }

    /// Lists `parent − children = 0` along every dimension whose categories add up, wherever no
    /// cell is missing.
    pub(super) fn lines(&self) -> Vec<Equation> {
        let mut lines = Vec::new();
        for (at, dimension) in self.dimensions.iter().enumerate() {
            if !adds_up(dimension) {
                continue;
            }
            let axis = self.axis(at);
            for (parent, children) in families(dimension) {
                let sums = self
                    .origins(axis)
                    .filter_map(|origin| self.line(axis, origin, parent, &children));
                lines.extend(sums);
            }
        }
        lines
    }

    /// Writes `parent − children = 0` along one line of an axis. `None`: a cell is missing.
    pub(super) fn line(
        &self,
        axis: Axis,
        origin: usize,
        parent: usize,
        children: &[usize],
    ) -> Option<Equation> {
        let cell = |position: usize| {
            let index = axis.index(origin, position);
            self.cells.get(index).copied().flatten()
        };
        let mut line = vec![(cell(parent)?, 1)];
        for child in children {
            line.push((cell(*child)?, -1));
        }
        Some(line)
    }

    /// Returns the dimensions without one of them.
    pub(super) fn dimensions_without(&self, dimension: usize) -> Vec<Dimension> {
        let mut others = self.dimensions.clone();
        others.remove(dimension);
        others
    }

    /// Lists the positions of the options that somebody can choose in a multi-response dimension.
    pub(super) fn options(&self, dimension: usize) -> Vec<usize> {
        let categories = self.dimensions[dimension].categories.iter().enumerate();
        categories
            .filter(|(_, category)| !category.unknown)
            .map(|(at, _)| at + 1)
            .collect()
    }

    /// Lists the lines of a multi-response dimension in order; `None` where a cell is missing.
    pub(super) fn response_lines(
        &self,
        dimension: usize,
    ) -> impl Iterator<Item = Option<ResponseLine>> {
        let (axis, options) = (self.axis(dimension), self.options(dimension));
        let unknown: Vec<usize> = (1..axis.width)
            .filter(|position| !options.contains(position))
            .collect();
        self.origins(axis).map(move |origin| {
            let mut answered = self.negative_terms(axis, origin, &unknown)?;
            answered.push((self.cells[origin]?, 1));
            Some(ResponseLine {
                origin,
                answered,
                with_option: self.negative_terms(axis, origin, &options)?,
            })
        })
    }

    /// Writes the cells at some positions of a line with the coefficient −1. `None`: a cell is
    /// missing.
    fn negative_terms(&self, axis: Axis, origin: usize, positions: &[usize]) -> Option<Equation> {
        let term = |position: &usize| Some((self.cells[axis.index(origin, *position)]?, -1));
        positions.iter().map(term).collect()
    }
}

/// The cells along one line of a multi-response dimension, as terms of equations.
pub(super) struct ResponseLine {
    /// The index of the total.
    pub(super) origin: usize,
    /// `total − not stated`: the persons who answered.
    pub(super) answered: Equation,
    /// `− persons with the option`, one term per option.
    pub(super) with_option: Equation,
}

/// Returns whether the total is the sum of the categories. With only one option, all who answered
/// have it.
pub(super) fn adds_up(dimension: &Dimension) -> bool {
    let options = dimension
        .categories
        .iter()
        .filter(|category| !category.unknown);
    !dimension.multi_response || options.count() < 2
}

/// Lists every position that has others below it, with those positions. The total is at 0.
pub(super) fn families(dimension: &Dimension) -> Vec<(usize, Vec<usize>)> {
    let position = |code: &str| dimension.codes().position(|known| known == code);
    let mut families = Vec::new();
    for (parent, code) in dimension.codes().enumerate() {
        let children: Vec<usize> = dimension
            .children(code)
            .filter_map(|child| position(&child.code))
            .collect();
        if !children.is_empty() {
            families.push((parent, children));
        }
    }
    families
}
