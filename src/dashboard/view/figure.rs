//! Describes a figure: its chart or table, and the texts around it.

use crate::view::chart::Chart;
use crate::view::choice::{Choice, Link};
use crate::view::colour::Legend;
use crate::view::drawing::Drawing;
use crate::view::flow::Flow;
use crate::view::grid::Grid;
use crate::view::map::{Circles, Map};

/// A figure: a chart or a table, and the texts that explain it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Unique on the page; usable as an element's id.
    pub id: String,
    /// The selection of a comparison that it shows.
    pub selection: Selection,
    /// Its place on the page.
    pub place: Place,
    /// The title.
    pub title: String,
    /// One sentence on the main finding, if there is one.
    pub finding: Option<String>,
    /// The measure, the period and the filters.
    pub subtitle: String,
    /// The chart, map or table.
    pub body: Body,
    /// The same numbers as circles on a map, where there is room beside a list.
    pub circles: Option<Circles>,
    /// The shapes to choose from; empty where there is nothing to see.
    pub shapes: Vec<Choice>,
    /// The grains to choose from; empty where there is only one.
    pub grains: Vec<Choice>,
    /// The categories that it leaves out because all their numbers are hidden.
    pub folded: Option<Folded>,
    /// The definitions of its measures and dimensions.
    pub definitions: Vec<String>,
    /// Notes on its numbers and categories.
    pub notes: Vec<String>,
    /// The source and the release.
    pub source: String,
    /// The link to the page of this figure alone.
    pub own: Option<Link>,
    /// Whether it shows numbers that can be taken along.
    pub has_numbers: bool,
    /// The path of its files without their endings, where the site has them: a table, a workbook, a picture.
    pub files: Option<String>,
}

/// The selection of a comparison that a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// The only one.
    Alone,
    /// The one of the page's filters; the other one follows it.
    One,
    /// The other one.
    Other,
    /// Both: the figure shows all categories in which they differ.
    Both,
}

/// The place of a figure on a page that has room for two columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The first figure, which answers the page's main question, in the wide column.
    Lead,
    /// The first figure, across both columns.
    Across,
    /// In the wide column.
    #[default]
    Wide,
    /// In the narrow column.
    Narrow,
    /// Below a lead across both columns, one of several short figures.
    Short,
    /// Below these, one of several long lists.
    Long,
}

/// The categories that a figure leaves out because all their numbers are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// "3 categorías ocultas para proteger a las personas: A, B y C."
    pub sentence: String,
    /// The link that draws them among the others, or leaves them out again.
    pub toggle: Link,
    /// The number of hidden values that are not drawn.
    pub values: usize,
}

/// The drawn part of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A drawing of the dashboard's own.
    Drawing(Box<Drawing>),
    /// A chart that ECharts draws.
    Chart(Box<Chart>),
    /// A choropleth map.
    Map(Box<Map>),
    /// A flow from places of origin to destinations.
    Flow(Box<Flow>),
    /// A table with shaded numbers.
    Heat(Box<Heat>),
    /// A table.
    Table(Grid),
    /// An explanation, where the table with the numbers could not be fetched.
    Missing(String),
    /// An explanation, where no published table has the numbers.
    Unanswered {
        /// The reason.
        reason: String,
        /// Links to the nearest views that can be shown.
        relaxations: Vec<Link>,
    },
}

/// A table with shaded numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    /// The table; shaded cells have a colour class.
    pub grid: Grid,
    /// The meaning of the shades.
    pub legend: Legend,
}
