//! Lays out a flow: where persons came from and where they came to.
//!
//! Nodes are as high as their published totals, bands as thick as the published numbers of those who went from one to the
//! other. What the bands leave of a node ends in a hatched stub: anybody gets it by subtracting, and it discloses no hidden
//! number.

use crate::context::Context;
use crate::counts::Amount;
use crate::numbers::{Entry, FormattedNumber, Line, Numbers};
use crate::query::Show;
use crate::view::{Band, ColourClass, Flow, FlowSide, Grid, MOST_SERIES, Node, Span};
use crate::words;

/// The height of everybody, in CSS pixels.
const EVERYBODY: f64 = 240.0;
/// The least height of a node of which not everything is known, beyond what is.
const STUB: f64 = 10.0;
/// The distance between two nodes.
const GAP: i32 = 10;
/// The height of a line of a node's name, and as many letters as surely fit one on the smallest phone.
pub const LINE: i32 = 18;
const LETTERS: usize = 11;

/// A node before it has its place.
struct Part<'a> {
    line: &'a Line,
    total: Entry,
    /// Its number towards each node of the other side.
    towards: Vec<Entry>,
}

impl Part<'_> {
    fn told(&self) -> u64 {
        self.towards
            .iter()
            .filter_map(|entry| entry.amount.exact())
            .sum()
    }

    /// As many as are known to belong to it.
    fn known(&self) -> u64 {
        self.total.amount.exact().unwrap_or(0).max(self.told())
    }

    /// Whether its bands leave something of it.
    fn leaves_some(&self) -> bool {
        self.total.amount.exact() != Some(self.told())
    }
}

/// As many persons as the larger side of a flow is known to have.
pub fn persons(context: &Context, numbers: &Numbers) -> u64 {
    parts(context, numbers)
        .iter()
        .map(|side| side.iter().map(Part::known).sum())
        .max()
        .unwrap_or(0)
}

/// The flow of crossed numbers: from their columns to their rows. `persons` are as high as a flow is at most, so that two
/// flows can be compared.
pub fn flow(
    context: &Context,
    heads: [String; 2],
    (description, table): (String, Grid),
    numbers: &Numbers,
    persons: u64,
) -> Flow {
    let parts = parts(context, numbers);
    let scale = EVERYBODY / persons.max(1) as f64;
    let natural = parts
        .each_ref()
        .map(|side| side.iter().map(|part| room(part, scale)).sum::<i32>());
    let height = natural[0].max(natural[1]);
    let [left, right] = [0, 1].map(|at| nodes(context, &parts[at], scale, height - natural[at]));
    let is_coloured = |line: &Line| !line.unknown && !line.aside;
    let colours =
        |at: usize| Some(at).filter(|at| *at < MOST_SERIES && is_coloured(parts[0][*at].line));
    let left = left.into_iter().enumerate().map(|(at, node)| Node {
        colour: colours(at),
        ..node
    });
    let left: Vec<Node> = left.collect();
    let bands = bands(context, &parts, [&left, &right], scale);
    let hatched = left.iter().chain(&right).any(|node| node.stub.is_some());
    let [from, to] = heads;
    Flow {
        bands,
        height,
        legend: hatched
            .then(|| (ColourClass::Hidden, words::map::HIDDEN.get(context.lang())))
            .into_iter()
            .collect(),
        description,
        table: (words::display::FLOW_TABLE.get(context.lang()), table),
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

/// Both sides in the order that the reader asks for; the rows of the numbers are in theirs.
fn parts<'a>(context: &Context, numbers: &'a Numbers) -> [Vec<Part<'a>>; 2] {
    let shown = &numbers.shown;
    let totals = numbers
        .matrix
        .select(|row| row.is_total(), |column| !column.is_total());
    let from = |at: usize| Part {
        line: &shown.columns[at],
        total: totals.at(0, at),
        towards: (0..shown.rows.len()).map(|row| shown.at(row, at)).collect(),
    };
    let order = totals
        .clone()
        .transposed()
        .in_order(context.query.order, (0..shown.columns.len()).collect());
    let to = |(at, total): (usize, &Entry)| Part {
        line: &shown.rows[at],
        total: *total,
        towards: order.iter().map(|from| shown.at(at, *from)).collect(),
    };
    [
        order.iter().map(|at| from(*at)).collect(),
        numbers.wholes.iter().enumerate().map(to).collect(),
    ]
}

/// The height of a node.
fn height(part: &Part, scale: f64) -> f64 {
    let stub = if part.leaves_some() { STUB } else { 0.0 };
    (part.known() as f64 * scale).max(part.told() as f64 * scale + stub)
}

/// The height that a node takes with its name.
fn room(part: &Part, scale: f64) -> i32 {
    let lines = part.line.label.chars().count().div_ceil(LETTERS) as i32 + 1;
    (height(part, scale).ceil() as i32).max(lines * LINE) + GAP
}

/// The nodes of one side, which share the room that they do not take.
fn nodes(context: &Context, parts: &[Part], scale: f64, mut left: i32) -> Vec<Node> {
    let (mut top, mut nodes_left) = (0, parts.len() as i32);
    let mut node = |part: &Part| {
        let more = left / nodes_left.max(1);
        let room = room(part, scale) + more;
        let height = height(part, scale);
        let span = Span {
            top: f64::from(top) + (f64::from(room) - height) / 2.0,
            height,
        };
        (top, left, nodes_left) = (top + room, left - more, nodes_left - 1);
        let told = part.told() as f64 * scale;
        let FormattedNumber { text, meaning, .. } = part.total.format(context.lang(), Show::Count);
        Node {
            label: part.line.label.clone(),
            text,
            meaning,
            href: part.line.href.clone(),
            room,
            stub: part.leaves_some().then_some(Span {
                top: span.top + told,
                height: height - told,
            }),
            span,
            colour: None,
        }
    };
    parts.iter().map(&mut node).collect()
}

/// The bands, side by side at both ends in the order of the nodes.
fn bands(
    context: &Context,
    parts: &[Vec<Part>; 2],
    [left, right]: [&[Node]; 2],
    scale: f64,
) -> Vec<Band> {
    let mut ends: Vec<f64> = right.iter().map(|node| node.span.top).collect();
    let mut bands = Vec::new();
    for (part, from) in parts[0].iter().zip(left) {
        let mut begin = from.span.top;
        for ((entry, to), end) in part.towards.iter().zip(right).zip(&mut ends) {
            let Amount::Exact(count) = entry.amount else {
                continue;
            };
            if count == 0 {
                continue;
            }
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
