//! Lays out a flow: nodes for places of origin and destinations, and the bands between them.
//!
//! Nodes are as high as their published totals, and bands as thick as the published numbers of persons. What is left of a
//! published total without its bands is hatched and to scale: anybody can compute it by subtraction, so it discloses no
//! hidden number. A hidden total has no length of its own: its node is as high as its bands.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, FormattedNumber, Line, Numbers};
use crate::query::Show;
use crate::view::{Band, ColourClass, Flow, FlowSide, Grid, MOST_SERIES, Node, Span};
use crate::words;

/// The height of all persons together, in CSS pixels.
const EVERYBODY: f64 = 240.0;
/// The distance between two nodes.
const GAP: i32 = 10;
/// The height of a line of a node's name.
pub const LINE: i32 = 18;
/// The number of letters that surely fit on that line on the smallest phone.
const LETTERS: usize = 11;

/// A category on one side of a flow, before it has its place.
struct Category<'a> {
    line: &'a Line,
    total: Entry,
    /// Its number towards each category of the other side.
    towards: Vec<Entry>,
}

impl Category<'_> {
    /// Adds up the persons in its bands.
    fn in_bands(&self) -> u64 {
        let published = self.towards.iter();
        published.filter_map(|entry| entry.amount.exact()).sum()
    }

    /// Returns the number of persons who are known to belong to it.
    fn known(&self) -> u64 {
        self.total.amount.exact().unwrap_or(0).max(self.in_bands())
    }

    /// Computes the height of its node.
    fn height(&self, scale: f64) -> f64 {
        self.known() as f64 * scale
    }

    /// Computes the height that its node needs with its name.
    fn room(&self, scale: f64) -> i32 {
        let lines = self.line.label.chars().count().div_ceil(LETTERS) as i32 + 1;
        (self.height(scale).ceil() as i32).max(lines * LINE) + GAP
    }

    /// Makes its node, with `room` from `top` downwards.
    fn node(&self, context: &Context, scale: f64, top: i32, room: i32) -> Node {
        let height = self.height(scale);
        let span = Span {
            top: f64::from(top) + (f64::from(room) - height) / 2.0,
            height,
        };
        let bands = self.in_bands() as f64 * scale;
        let residual = Span {
            top: span.top + bands,
            height: height - bands,
        };
        let FormattedNumber { text, meaning, .. } = self.total.format(context.lang(), Show::Count);
        Node {
            label: self.line.label.clone(),
            text,
            meaning,
            href: self.line.href.clone(),
            room,
            residual: (self.known() > self.in_bands()).then_some(residual),
            hidden: self.total.amount == Amount::Hidden,
            span,
            colour: None,
        }
    }
}

/// Returns the number of persons on the larger side of a flow, as far as it is known.
pub fn persons(context: &Context, numbers: &Numbers) -> u64 {
    let [origins, destinations] = categories_of_sides(context, numbers)
        .map(|side| side.iter().map(Category::known).sum::<u64>());
    origins.max(destinations)
}

/// Lays out the flow of crossed numbers, from their columns to their rows. `persons` set the scale, so that two flows can
/// be compared.
pub fn flow(
    context: &Context,
    [from, to]: [String; 2],
    (description, table): (String, Grid),
    numbers: &Numbers,
    persons: u64,
) -> Flow {
    let scale = EVERYBODY / persons.max(1) as f64;
    let [origins, destinations] = categories_of_sides(context, numbers);
    let height = room_of(&origins, scale).max(room_of(&destinations, scale));
    let mut left = nodes(context, &origins, scale, height);
    let right = nodes(context, &destinations, scale, height);
    for (at, (node, origin)) in left.iter_mut().zip(&origins).enumerate() {
        let has_colour = at < MOST_SERIES && !origin.line.unknown && !origin.line.aside;
        node.colour = has_colour.then_some(at);
    }
    let mut legend = Vec::new();
    if left
        .iter()
        .chain(&right)
        .any(|node| node.residual.is_some())
    {
        let together = words::drawing::HIDDEN_TOGETHER.text(context.lang());
        legend.push((ColourClass::Hidden, together));
    }
    Flow {
        bands: bands(context, &origins, [&left, &right], scale),
        height,
        legend,
        description,
        table: (words::display::FLOW_TABLE.text(context.lang()), table),
        sides: [
            FlowSide {
                head: from,
                nodes: left,
            },
            FlowSide {
                head: to,
                nodes: right,
            },
        ],
    }
}

/// Lists the categories of both sides in the order that the reader has chosen. The rows are in that order already.
fn categories_of_sides<'a>(context: &Context, numbers: &'a Numbers) -> [Vec<Category<'a>>; 2] {
    let shown = &numbers.shown;
    let totals = numbers
        .matrix
        .select(|row| row.is_total(), |column| !column.is_total())
        .transposed();
    let order = totals.in_order(context.query.order, (0..shown.columns.len()).collect());
    let (mut origins, mut destinations) = (Vec::new(), Vec::new());
    for column in &order {
        let rows = 0..shown.rows.len();
        origins.push(Category {
            line: &shown.columns[*column],
            total: totals.entry(*column, 0),
            towards: rows.map(|row| shown.entry(row, *column)).collect(),
        });
    }
    for (row, total) in numbers.wholes.iter().enumerate() {
        let columns = order.iter();
        destinations.push(Category {
            line: &shown.rows[row],
            total: *total,
            towards: columns.map(|column| shown.entry(row, *column)).collect(),
        });
    }
    [origins, destinations]
}

fn room_of(side: &[Category], scale: f64) -> i32 {
    side.iter().map(|category| category.room(scale)).sum()
}

/// Places the nodes of one side below each other, with the spare height divided among them.
fn nodes(context: &Context, side: &[Category], scale: f64, height: i32) -> Vec<Node> {
    let mut spare = height - room_of(side, scale);
    let mut top = 0;
    let mut nodes = Vec::new();
    for (at, category) in side.iter().enumerate() {
        let more = spare / (side.len() - at) as i32;
        let room = category.room(scale) + more;
        nodes.push(category.node(context, scale, top, room));
        top += room;
        spare -= more;
    }
    nodes
}

/// Makes the bands, side by side at both ends in the order of the nodes.
fn bands(
    context: &Context,
    origins: &[Category],
    [left, right]: [&[Node]; 2],
    scale: f64,
) -> Vec<Band> {
    let mut ends: Vec<f64> = right.iter().map(|node| node.span.top).collect();
    let mut bands = Vec::new();
    for (origin, from) in origins.iter().zip(left) {
        let mut begin = from.span.top;
        for ((entry, to), end) in origin.towards.iter().zip(right).zip(&mut ends) {
            let Amount::Exact(count @ 1..) = entry.amount else {
                continue;
            };
            let height = count as f64 * scale;
            let text = entry.format(context.lang(), Show::Count).text;
            bands.push(Band {
                label: format!("{} → {}: {text}", from.label, to.label),
                text,
                ends: [begin, *end].map(|top| Span { top, height }),
                colour: from.colour,
            });
            begin += height;
            *end += height;
        }
    }
    bands
}

#[cfg(test)]
mod tests;
