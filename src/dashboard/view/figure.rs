//! Describes a figure: what is drawn, and the words around it.

use crate::view::chart::Chart;
use crate::view::choice::{Choice, Link};
use crate::view::colour::Legend;
use crate::view::flow::Flow;
use crate::view::grid::Grid;
use crate::view::map::Map;

/// A figure: a chart or its table, and what a reader must know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Unique on the page; usable as an element's id.
    pub id: String,
    /// Which selection it shows.
    pub selection: Selection,
    /// What it is about.
    pub title: String,
    /// What it shows, in a line, where there is something to say of it.
    pub finding: Option<String>,
    /// What is counted, for whom, when.
    pub subtitle: String,
    /// What is drawn.
    pub body: Body,
    /// The ways of seeing it; empty where there is nothing to see.
    pub shapes: Vec<Choice>,
    /// The grains that its categories can be compared at; empty where there is one.
    pub grains: Vec<Choice>,
    /// The categories of which it would show nothing but the hidden mark.
    pub folded: Option<Folded>,
    /// What is counted and by which date.
    pub definition: String,
    /// Remarks on the dimension or its categories.
    pub notes: Vec<String>,
    /// Source and release.
    pub source: String,
    /// The numbers as a file, where there are any.
    pub download: Option<Download>,
}

/// Which selection of a comparison a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// The only one.
    Alone,
    /// The one that the page's filters say; the other one follows it.
    One,
    /// The other one.
    Other,
    /// All of what the two differ in, so it is the same for both.
    Both,
}

/// Categories of which a figure would show nothing but the hidden mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// "3 categorías ocultas para proteger a las personas: A, B y C."
    pub sentence: String,
    /// The view with them among the others, or without them where they are.
    pub toggle: Link,
    /// How many hidden numbers are not drawn.
    pub values: usize,
}

/// A file that the page itself holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// What the reader sees.
    pub label: String,
    /// The same with what it is about, for those who do not see where it stands.
    pub about: String,
    /// The file's name.
    pub name: String,
    /// Its contents, as an address.
    pub href: String,
}

/// What a figure shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A chart with the sentence that says the same.
    Chart(Box<Chart>),
    /// The same numbers on a map.
    Map(Box<Map>),
    /// Where persons came from and where they came to.
    Flow(Box<Flow>),
    /// A table with shaded numbers.
    Heat(Box<Heat>),
    /// The same numbers as a table.
    Table(Grid),
    /// No published table answers this.
    Unanswered {
        /// Why, in words.
        reason: String,
        /// The nearest views that can be shown.
        relaxations: Vec<Link>,
    },
}

/// A table with shaded numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// The table; what is shaded has its tone.
    pub grid: Grid,
    /// What the shades mean.
    pub legend: Legend,
}
