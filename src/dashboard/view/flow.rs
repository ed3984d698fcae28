//! Describes a flow: bands from places of origin to destinations.

use crate::view::colour::Legend;
use crate::view::grid::Grid;

/// A flow: how many persons went from each place of origin to each destination.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The places of origin, and the destinations.
    pub sides: [FlowSide; 2],
    /// The bands between them.
    pub bands: Vec<Band>,
    /// The height in CSS pixels.
    pub height: i32,
    /// The meaning of hatching, if there is any.
    pub legend: Legend,
    /// The text alternative.
    pub description: String,
    /// The label that opens its table, and the table.
    pub table: (String, Grid),
}

/// One side of a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowSide {
    /// The dimension of its nodes: "Nacionalidad".
    pub head: String,
    /// Its nodes from top to bottom.
    pub nodes: Vec<Node>,
}

/// A category on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// Its number: `107`, `c`.
    pub text: String,
    /// The meaning of the number, where the text alone does not say it.
    pub meaning: Option<String>,
    /// The address of the view filtered by this category.
    pub href: Option<String>,
    /// The height reserved for its name, in CSS pixels.
    pub room: i32,
    /// Its place.
    pub span: Span,
    /// The place of what is left of its number without its bands, if anything is.
    pub residual: Option<Span>,
    /// Whether its number is hidden: a chip marks it, and it has no length of its own.
    pub hidden: bool,
    /// The index of its colour; `None` for the neutral colour.
    pub colour: Option<usize>,
}

/// A vertical range in CSS pixels from the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The upper end.
    pub top: f64,
    /// The height.
    pub height: f64,
}

/// A band: the persons who went from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// "Nicaragua → Costa Rica: 45".
    pub label: String,
    /// Its number: `45`.
    pub text: String,
    /// Its two ends, of the same height.
    pub ends: [Span; 2],
    /// The colour index of the node that it starts from.
    pub colour: Option<usize>,
}
