//! Describes a flow: where persons came from and where they came to.

use crate::view::colour::Legend;
use crate::view::grid::Grid;

/// Where persons came from, and where they came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Where from, and where to.
    pub sides: [FlowSide; 2],
    /// Those who went from one to the other.
    pub bands: Vec<Band>,
    /// How high it is, in CSS pixels.
    pub height: i32,
    /// What hatching means, where there is some.
    pub legend: Legend,
    /// The sentence that says what the flow shows, for those who do not see it.
    pub description: String,
    /// The words that open its table, and the table.
    pub table: (String, Grid),
}

/// One side of a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowSide {
    /// What its nodes are: "Nacionalidad".
    pub head: String,
    /// Its nodes, from above.
    pub nodes: Vec<Node>,
}

/// A category on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// Its number: `107`, `c`.
    pub text: String,
    /// What the number means where the text alone does not say.
    pub meaning: Option<String>,
    /// The view that keeps only this.
    pub href: Option<String>,
    /// The height of its name with the room around it, in CSS pixels.
    pub room: i32,
    /// Where it is drawn.
    pub span: Span,
    /// Where its stub is drawn, if it has one.
    pub stub: Option<Span>,
    /// Its place among the colours; none where it has the colour of all others.
    pub colour: Option<usize>,
}

/// A piece of a side, in CSS pixels from above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub top: f64,
    /// How high it is.
    pub height: f64,
}

/// Those who went from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// "Nicaragua → Costa Rica: 45".
    pub label: String,
    /// Its number: `45`.
    pub text: String,
    /// Where it begins and where it ends, of the same height.
    pub ends: [Span; 2],
    /// The colour of the node that it comes from.
    pub colour: Option<usize>,
}
