//! Describes a table: its rows and cells, with the meaning of marks.

use crate::view::colour::ColourClass;
use crate::view::drawing::Part;

/// A table with the numbers of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The caption.
    pub caption: String,
    /// The headings of its columns; the first one names the rows.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The heading of the row.
    pub head: String,
    /// The address of the view filtered by this row, if there is one.
    pub href: Option<String>,
    /// The depth in a nested list: 0 for the total and for flat lists.
    pub depth: usize,
    /// Whether it is a total.
    pub total: bool,
    /// Its cells.
    pub cells: Vec<GridCell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct GridCell {
    /// The text: `1 234`, `c`, `43–51`.
    pub text: String,
    /// The meaning, where the text alone does not say it: "Oculto para proteger a las personas".
    pub meaning: Option<String>,
    /// The shade, if it has one.
    pub colour: Option<ColourClass>,
    /// Whether it is one field with the cell before it, because both are hidden.
    pub joins: bool,
    /// The bar beside it, if it has one.
    pub bar: Option<Part>,
}
