//! Finds the sums of one table: which cells add up to which others, and which cells answer the same question.

use cube::{Address, Cell, Dimension, Table};

/// A table's dimensions and, in row-major order, its addresses and published cells.
pub(crate) struct TableLayout {
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) addresses: Vec<Address>,
    /// `None` in the release being made.
    pub(crate) cells: Option<Vec<Cell>>,
}

/// The cells of a multi-response dimension, all other categories being equal, as indices into the table.
pub(crate) struct ResponseCells {
    pub(crate) dimension: String,
    pub(crate) total: usize,
    pub(crate) unknown: Vec<usize>,
    pub(crate) options: Vec<usize>,
}

impl ResponseCells {
    /// All of its cells: the total, those who are unknown, and the options.
    pub(crate) fn all(&self) -> impl Iterator<Item = usize> {
        let answers = self.unknown.iter().chain(&self.options);
        std::iter::once(self.total).chain(answers.copied())
    }
}

impl TableLayout {
    pub(crate) fn from_table(table: &Table) -> Self {
        let (addresses, cells) = table.addressed().unzip();
        TableLayout {
            dimensions: table.dimensions().to_vec(),
            addresses,
            cells: Some(cells),
        }
    }

    /// `(total, parts)` by index: each cell that is a sum of others, once. All other sums of the table follow.
    ///
    /// A nested category is split before a total is. So in a table of two dimensions, one of them nested, no cell is in
    /// more than two sums, and the sums form a network.
    pub(crate) fn sums(&self) -> Vec<(usize, Vec<usize>)> {
        let below: Vec<Vec<Vec<usize>>> = self.dimensions.iter().map(positions_below).collect();
        let mut sums = Vec::new();
        for index in 0..self.addresses.len() {
            if let Some(axis) = self.axis_to_split(index, &below) {
                let (stride, position) = (self.stride(axis), self.position(axis, index));
                let base = index - position * stride;
                let parts = below[axis][position]
                    .iter()
                    .map(|part| base + part * stride)
                    .collect();
                sums.push((index, parts));
            }
        }
        sums
    }

    /// The dimension along which a cell is a sum: the first with a nested category, else the first with a total.
    fn axis_to_split(&self, index: usize, below: &[Vec<Vec<usize>>]) -> Option<usize> {
        let mut first_total = None;
        for (axis, below) in below.iter().enumerate() {
            let position = self.position(axis, index);
            if !below[position].is_empty() {
                if position > 0 {
                    return Some(axis);
                }
                first_total = first_total.or(Some(axis));
            }
        }
        first_total
    }

    /// The cells of every multi-response dimension, for every combination of the other categories.
    pub(crate) fn response_cells(&self) -> Vec<ResponseCells> {
        let mut all = Vec::new();
        for (axis, dimension) in self.dimensions.iter().enumerate() {
            if !adds_up(dimension) {
                self.add_response_cells(axis, dimension, &mut all);
            }
        }
        all
    }

    fn add_response_cells(&self, axis: usize, dimension: &Dimension, all: &mut Vec<ResponseCells>) {
        let stride = self.stride(axis);
        for total in 0..self.addresses.len() {
            if self.position(axis, total) > 0 {
                continue;
            }
            let (mut unknown, mut options) = (vec![], vec![]);
            for (at, category) in dimension.categories.iter().enumerate() {
                let cell = total + (at + 1) * stride;
                if category.unknown {
                    unknown.push(cell);
                } else {
                    options.push(cell);
                }
            }
            all.push(ResponseCells {
                dimension: dimension.id.clone(),
                total,
                unknown,
                options,
            });
        }
    }

    /// How many categories a dimension has, with its total.
    fn width(&self, axis: usize) -> usize {
        self.dimensions[axis].categories.len() + 1
    }

    /// How far apart in the table two neighbouring categories of a dimension are.
    fn stride(&self, axis: usize) -> usize {
        (axis + 1..self.dimensions.len())
            .map(|after| self.width(after))
            .product()
    }

    /// The position of a cell along a dimension; 0 is the total.
    fn position(&self, axis: usize, index: usize) -> usize {
        index / self.stride(axis) % self.width(axis)
    }
}

/// Whether the categories sum to the total. With a single option they do: whoever answered has chosen it.
fn adds_up(dimension: &Dimension) -> bool {
    let options = dimension
        .categories
        .iter()
        .filter(|category| !category.unknown);
    !dimension.multi_response || options.count() < 2
}

/// For every position of a dimension, the positions directly below that sum to it. Position 0 is the total.
fn positions_below(dimension: &Dimension) -> Vec<Vec<usize>> {
    if !adds_up(dimension) {
        return vec![vec![]; dimension.categories.len() + 1];
    }
    let position = |code: &str| dimension.codes().position(|known| known == code);
    let below = |code: &str| {
        dimension
            .children(code)
            .filter_map(|child| position(&child.code))
            .collect()
    };
    dimension.codes().map(below).collect()
}
