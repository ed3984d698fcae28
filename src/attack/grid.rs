//! Cells in the arrangement of a table, and the lines along which they add up.

use std::ops::Range;

use cube::Dimension;

use crate::system::{Equation, Id};

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
        Axis { width: width(&self.dimensions[place]), stride: self.dimensions[place + 1..].iter().map(width).product() }
    }

    /// The indices of the cells at the total of an axis, in order.
    pub(crate) fn origins(&self, axis: Axis) -> impl Iterator<Item = usize> + use<> {
        let all: Range<usize> = 0..self.cells.len();
        all.filter(move |index| (index / axis.stride).is_multiple_of(axis.width))
    }

    /// `parent − children = 0` along every dimension whose categories add up, wherever no cell is missing.
    pub(crate) fn lines(&self) -> Vec<Equation> {
        let mut lines = Vec::new();
        for (place, dimension) in self.dimensions.iter().enumerate().filter(|(_, dimension)| !dimension.multi_response)
        {
            let axis = self.axis(place);
            for (parent, children) in families(dimension) {
                let line = |origin: usize| {
                    let cell = |position: &usize| self.cells.get(axis.at(origin, *position)).copied().flatten();
                    let parts = children.iter().map(|child| Some((cell(child)?, -1)));
                    std::iter::once(cell(&parent).map(|id| (id, 1))).chain(parts).collect::<Option<Equation>>()
                };
                lines.extend(self.origins(axis).filter_map(line));
            }
        }
        lines
    }
}

/// Every position that has others below it, with those positions. The total is at 0.
fn families(dimension: &Dimension) -> Vec<(usize, Vec<usize>)> {
    let position = |code: &str| dimension.codes().position(|known| known == code);
    let family = |(parent, code)| {
        let children: Vec<_> = dimension.children(code).filter_map(|child| position(&child.code)).collect();
        (!children.is_empty()).then_some((parent, children))
    };
    dimension.codes().enumerate().filter_map(family).collect()
}
