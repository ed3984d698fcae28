//! Cells in the arrangement of a table, and the lines along which they add up.

use std::ops::Range;

use cube::Dimension;

use super::system::{Equation, Id};

/// Cells in row-major order over the totals and categories of dimensions. A cell may be missing.
pub(crate) struct Grid {
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) cells: Vec<Option<Id>>,
}

/// One dimension of a grid as index arithmetic.
#[derive(Clone, Copy)]
pub(crate) struct Axis {
    width: usize,
    stride: usize,
}

impl Axis {
    /// The index of the cell that has another position on this axis.
    pub(crate) fn at(self, origin: usize, position: usize) -> usize {
        origin + position * self.stride
    }
}

impl Grid {
    /// The axis of the dimension at this place.
    pub(crate) fn axis(&self, place: usize) -> Axis {
        let width = |dimension: &Dimension| dimension.categories.len() + 1;
        Axis {
            width: width(&self.dimensions[place]),
            stride: self.dimensions[place + 1..].iter().map(width).product(),
        }
    }

    /// The indices of the cells at the total of an axis, in order.
    pub(crate) fn origins(&self, axis: Axis) -> impl Iterator<Item = usize> + use<> {
        let all: Range<usize> = 0..self.cells.len();
        all.filter(move |index| (index / axis.stride).is_multiple_of(axis.width))
    }

    /// `parent − children = 0` along every dimension whose categories add up, wherever no cell is missing.
    pub(crate) fn lines(&self) -> Vec<Equation> {
        let mut lines = Vec::new();
        for (place, dimension) in self
            .dimensions
            .iter()
            .enumerate()
            .filter(|(_, dimension)| adds_up(dimension))
        {
            let axis = self.axis(place);
            for (parent, children) in families(dimension) {
                let line = |origin: usize| {
                    let cell = |position: &usize| {
                        self.cells
                            .get(axis.at(origin, *position))
                            .copied()
                            .flatten()
                    };
                    let parts = children.iter().map(|child| Some((cell(child)?, -1)));
                    std::iter::once(cell(&parent).map(|id| (id, 1)))
                        .chain(parts)
                        .collect::<Option<Equation>>()
                };
                lines.extend(self.origins(axis).filter_map(line));
            }
        }
        lines
    }

    /// The dimensions without the one at this place.
    pub(crate) fn dimensions_but(&self, place: usize) -> Vec<Dimension> {
        let others = self
            .dimensions
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place);
        others.map(|(_, dimension)| dimension.clone()).collect()
    }

    /// The positions of the options that one can choose in a multi-response dimension.
    pub(crate) fn options(&self, place: usize) -> Vec<usize> {
        let categories = self.dimensions[place].categories.iter().enumerate();
        categories
            .filter(|(_, category)| !category.unknown)
            .map(|(at, _)| at + 1)
            .collect()
    }

    /// A multi-response dimension for every combination of the others, in order; `None` where a cell is missing.
    pub(crate) fn answers(&self, place: usize) -> impl Iterator<Item = Option<Answers>> {
        let (axis, options) = (self.axis(place), self.options(place));
        let unknown: Vec<usize> = (1..axis.width)
            .filter(|position| !options.contains(position))
            .collect();
        self.origins(axis).map(move |origin| {
            let term = |position: &usize| Some((self.cells[axis.at(origin, *position)]?, -1));
            let terms =
                |positions: &[usize]| positions.iter().map(term).collect::<Option<Equation>>();
            let mut answered = terms(&unknown)?;
            answered.push((self.cells[origin]?, 1));
            Some(Answers {
                origin,
                answered,
                with: terms(&options)?,
            })
        })
    }
}

/// The cells of a multi-response dimension, all else being equal.
pub(crate) struct Answers {
    /// The index of the total.
    pub(crate) origin: usize,
    /// Whoever answered: the total without those of whom no answer is known.
    pub(crate) answered: Equation,
    /// Less whoever has an option, for each.
    pub(crate) with: Equation,
}

/// Whether the total is the sum of the categories. If there is but one option, whoever answered has it.
pub(crate) fn adds_up(dimension: &Dimension) -> bool {
    let options = dimension
        .categories
        .iter()
        .filter(|category| !category.unknown);
    !dimension.multi_response || options.count() < 2
}

/// Every position that has others below it, with those positions. The total is at 0.
fn families(dimension: &Dimension) -> Vec<(usize, Vec<usize>)> {
    let position = |code: &str| dimension.codes().position(|known| known == code);
    let family = |(parent, code)| {
        let children: Vec<_> = dimension
            .children(code)
            .filter_map(|child| position(&child.code))
            .collect();
        (!children.is_empty()).then_some((parent, children))
    };
    dimension.codes().enumerate().filter_map(family).collect()
}
