//! Describes a table: its rows, its cells, and what they mean.

use crate::view::colour::ColourClass;

/// The table twin of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What the table shows.
    pub caption: String,
    /// The heads of its columns; the first one names the rows.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the row is about.
    pub head: String,
    /// The view that keeps only this row, where there is one.
    pub href: Option<String>,
    /// How deep it is nested below the total: 0 for the total and for flat lists.
    pub depth: usize,
    /// Whether it is a total.
    pub total: bool,
    /// Its cells.
    pub cells: Vec<GridCell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// What is written: `1 234`, `c`, `43–51`.
    pub text: String,
    /// What it means where the text alone does not say: "Oculto para proteger a las personas".
    pub meaning: Option<String>,
    /// How it is shaded, where it is.
    pub colour: Option<ColourClass>,
}
