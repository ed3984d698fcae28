//! Flows: bands from where persons came from to where they came to, with the names beside them and the table below.

use dashboard::flow::{Flow, Node, Side, Span};
use dashboard::view::{Body, Figure};
use leptos::prelude::*;

use crate::{
    address::Address,
    grid::{grid, number},
    map::{hatching, legend},
    slice::slice,
};

/// How wide nodes and their stubs are drawn, in CSS pixels.
const NODE: i32 = 8;
const STUB: i32 = 22;

/// A figure's flow.
pub fn flow(figure: Memo<Figure>, address: Address) -> impl IntoView {
    let flow = slice(figure, |figure| match &figure.body {
        Body::Flow(flow) => Some(Flow::clone(flow)),
        _ => None,
    });
    move || {
        let flow = flow.get()?;
        let drawn = drawing(&flow);
        let [from, to] = flow.sides.map(|side| names(side, address));
        let (label, table) = flow.table;
        Some(view! {
            <div class="flow">{from} {drawn} {to}</div>
            {legend(flow.legend)}
            <details class="twin">
                <summary>{label}</summary>
                {grid(table, address)}
            </details>
        })
    }
}

/// The names of one side, each beside its node.
fn names(side: Side, address: Address) -> impl IntoView {
    let name = |node: Node| {
        let href = node.href.map(|href| address.url(&href));
        view! {
            <li style:height=format!("{}px", node.room)>
                <a href=href>{node.label}</a>
                {number(node.text, node.meaning)}
            </li>
        }
    };
    let nodes = side.nodes.into_iter().map(name).collect_view();
    view! { <div><p>{side.head.clone()}</p><ul aria-label=side.head>{nodes}</ul></div> }
}

/// Bands are as wide as there is room; nodes and stubs have their widths.
fn drawing(flow: &Flow) -> impl IntoView + use<> {
    let band = |band: &dashboard::flow::Band| {
        view! { <path class=colour(band.colour) d=band.path()><title>{band.label.clone()}</title></path> }
    };
    let bands = flow.bands.iter().map(band).collect_view();
    let ends = flow.sides.iter().enumerate().map(|(side, Side { nodes, .. })| {
        let (x, shifted) = if side == 0 { ("0", None) } else { ("100%", Some("scale(-1 1)")) };
        let nodes = nodes.iter().map(|node| end(node)).collect_view();
        view! { <svg x=x class="end"><g transform=shifted>{nodes}</g></svg> }
    });
    let ends = ends.collect_view();
    view! {
        <svg role="img" aria-label=flow.description.clone() style:height=format!("{}px", flow.height)>
            <defs>{hatching("hatching-flow", "rotate(45)")}</defs>
            <svg class="bands" viewBox=format!("0 0 100 {}", flow.height) preserveAspectRatio="none">{bands}</svg>
            {ends}
        </svg>
    }
}

/// A node with its stub, to the right of 0.
fn end(node: &Node) -> impl IntoView + use<> {
    let rect = |class, width, span: Span| {
        let (top, height) = span.pixels();
        view! { <rect class=class y=top width=width height=height /> }
    };
    view! { {node.stub.map(|stub| rect("left", STUB, stub))} {rect(colour(node.colour), NODE, node.span)} }
}

/// The class of what comes from a node with this colour.
fn colour(colour: Option<usize>) -> &'static str {
    match colour {
        Some(0) => "series-0",
        Some(1) => "series-1",
        Some(2) => "series-2",
        Some(_) => "series-3",
        None => "series-none",
    }
}
