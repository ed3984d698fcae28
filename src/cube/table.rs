//! Declares cells, their addresses, and the tables that contain them.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::dimension::{Dimension, TOTAL};
use crate::text::Text;

/// A cell as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The exact number of persons.
    Published(u64),
    /// Not published, to protect people. Whether by primary or complementary suppression is never published.
    Hidden,
}

impl Cell {
    /// The number, where it is published.
    pub fn published(self) -> Option<u64> {
        match self {
            Cell::Published(count) => Some(count),
            Cell::Hidden => None,
        }
    }
}

/// The address of a cell across all tables: the measure and one category for each pinned dimension. Dimensions at their
/// total are left out, so the same marginal has the same address in every table.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The measure's id.
    pub measure: String,
    /// Dimension id → code, without totals.
    pub pins: BTreeMap<String, String>,
}

impl Address {
    /// The address of a measure with these `(dimension, code)` pins; pins at the total are left out.
    pub fn new<'a>(measure: &str, pins: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let pins = pins.into_iter().filter(|(_, code)| *code != TOTAL);
        Address {
            measure: measure.into(),
            pins: pins.map(|(id, code)| (id.into(), code.into())).collect(),
        }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.measure)?;
        self.pins
            .iter()
            .try_for_each(|(id, code)| write!(f, " {id}={code}"))
    }
}

/// A table has more or fewer cells than its dimensions need.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("table {table}: its dimensions need {expected} cells, it has {found}")]
pub struct ShapeError {
    /// The table's id.
    pub table: String,
    /// The product of the dimensions' sizes, totals included.
    pub expected: usize,
    /// How many cells were given.
    pub found: usize,
}

/// One published cross-tabulation of one measure, with all its totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its id, also its file name without the extension.
    pub id: String,
    /// Its title.
    pub label: Text,
    /// The id of the measure that is counted.
    pub measure: String,
    dimensions: Vec<Dimension>,
    cells: Vec<Cell>,
}

impl Table {
    /// A table from its cells in row-major order: the last dimension varies fastest, and every dimension runs over
    /// its total and then its categories ([`Dimension::codes`]).
    pub fn new(
        id: impl Into<String>,
        label: Text,
        measure: impl Into<String>,
        dimensions: Vec<Dimension>,
        cells: Vec<Cell>,
    ) -> Result<Self, ShapeError> {
        let (id, expected) = (id.into(), size(&dimensions));
        if cells.len() != expected {
            return Err(ShapeError {
                table: id,
                expected,
                found: cells.len(),
            });
        }
        Ok(Table {
            id,
            label,
            measure: measure.into(),
            dimensions,
            cells,
        })
    }

    /// A table that computes each cell from its address.
    pub fn from_fn(
        id: impl Into<String>,
        label: Text,
        measure: impl Into<String>,
        dimensions: Vec<Dimension>,
        mut cell: impl FnMut(&Address) -> Cell,
    ) -> Self {
        let measure = measure.into();
        let cells = (0..size(&dimensions))
            .map(|index| cell(&address(&measure, &dimensions, index)))
            .collect();
        Table {
            id: id.into(),
            label,
            measure,
            dimensions,
            cells,
        }
    }

    /// Its dimensions, the slowest first.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The dimension with this id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// All cells in row-major order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell at these `(dimension, code)` pins; other dimensions are at their total. `None` if the table lacks a
    /// dimension or a code.
    pub fn cell<'a>(&self, pins: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Cell> {
        let mut positions = vec![0; self.dimensions.len()];
        for (id, code) in pins {
            let axis = self
                .dimensions
                .iter()
                .position(|dimension| dimension.id == id)?;
            positions[axis] = self.dimensions[axis]
                .codes()
                .position(|known| known == code)?;
        }
        let index = positions
            .iter()
            .zip(&self.dimensions)
            .fold(0, |index, (position, dimension)| {
                index * (dimension.categories.len() + 1) + position
            });
        self.cells.get(index).copied()
    }

    /// Every cell with its address, in row-major order.
    pub fn addressed(&self) -> impl Iterator<Item = (Address, Cell)> {
        self.cells
            .iter()
            .enumerate()
            .map(|(index, cell)| (address(&self.measure, &self.dimensions, index), *cell))
    }
}

fn size(dimensions: &[Dimension]) -> usize {
    dimensions
        .iter()
        .map(|dimension| dimension.categories.len() + 1)
        .product()
}

fn address(measure: &str, dimensions: &[Dimension], mut index: usize) -> Address {
    let mut pins = BTreeMap::new();
    for dimension in dimensions.iter().rev() {
        let width = dimension.categories.len() + 1;
        if let Some(category) = (index % width)
            .checked_sub(1)
            .and_then(|at| dimension.categories.get(at))
        {
            pins.insert(dimension.id.clone(), category.code.clone());
        }
        index /= width;
    }
    Address {
        measure: measure.into(),
        pins,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dimension::Category;

    fn dimension(id: &str, codes: &[&str]) -> Dimension {
        let categories = codes
            .iter()
            .map(|code| Category {
                code: (*code).into(),
                ..Category::default()
            })
            .collect();
        Dimension {
            id: id.into(),
            categories,
            ..Dimension::default()
        }
    }

    fn table() -> Table {
        let dimensions = vec![
            dimension("anio", &["2024", "2025"]),
            dimension("sexo", &["F", "M"]),
        ];
        let cells = [40, 30, 10, 18, 12, 6, 22, 18, 4]
            .map(Cell::Published)
            .to_vec();
        Table::new("t", Text::default(), "acreditadas", dimensions, cells).unwrap()
    }

    #[test]
    fn the_last_dimension_varies_fastest_and_totals_come_first() {
        let table = table();
        assert_eq!(table.cell([]), Some(Cell::Published(40)));
        assert_eq!(table.cell([("sexo", "M")]), Some(Cell::Published(10)));
        assert_eq!(table.cell([("anio", "2025")]), Some(Cell::Published(22)));
        assert_eq!(
            table.cell([("anio", "2024"), ("sexo", "F")]),
            Some(Cell::Published(12))
        );
        assert_eq!(table.cell([("anio", "2030")]), None);
        assert_eq!(table.cell([("edad", "MIN")]), None);
    }

    #[test]
    fn an_address_leaves_totals_out_and_finds_its_cell_again() {
        let table = table();
        for (address, cell) in table.addressed() {
            let pins = address
                .pins
                .iter()
                .map(|(id, code)| (id.as_str(), code.as_str()));
            assert_eq!(table.cell(pins), Some(cell));
        }
        let last = table.addressed().last().unwrap().0;
        assert_eq!(last.to_string(), "acreditadas anio=2025 sexo=M");
        assert_eq!(Address::new("n", [("sexo", TOTAL)]), Address::new("n", []));
    }

    #[test]
    fn too_few_cells_are_refused() {
        let error = Table::new(
            "t",
            Text::default(),
            "n",
            vec![dimension("sexo", &["F"])],
            vec![],
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "table t: its dimensions need 2 cells, it has 0"
        );
    }
}
